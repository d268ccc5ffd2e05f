import { type Params, render } from '../message/template.js';
import type { AnyCode, Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOptions, checkText, checkTexts } from '../text/check.js';
import { findReferences, type Reference } from './references.js';

/** The result of a query. */
export interface LookupResult {
  /** The query; if a text quotes several codes, the code of this result. */
  readonly query: string;
  /** The entries: several if the query matches several codes, none if it is not found. */
  readonly entries: readonly Entry[];
  /** The values for the placeholders, as given or from the response. */
  readonly params?: Params;
  /** The message with its placeholders filled, if the number of values fits. */
  readonly rendered?: string;
  /** The undocumented code of a response, including its module. */
  readonly code?: AnyCode;
  /**
   * Codes similar to one that was not found, the nearest first.
   *
   * @minItems 1
   * @maxItems 3
   */
  readonly suggestions?: readonly AnyCode[];
}

/** Options of a lookup. */
export interface LookupOptions {
  /** Values for the placeholders; they override those of a response. */
  readonly params?: readonly string[];
}

/** How much of a text is read, in characters. */
export const MAX_TEXT = 1 << 20;

/**
 * Looks up the codes in a text: a code in any form, a `CODE=message` line, a whole response in any
 * notation, or a code inside other words.
 *
 * @param table The known codes.
 * @param query The text.
 * @returns One result, or one per code if the text quotes several. Never empty: a query that is not found
 *   is a result without entries.
 */
export function lookup(table: Table, query: string, options: LookupOptions = {}): LookupResult[] {
  checkTable(table);
  checkText('query', query);
  checkOptions('options', options);
  if (options.params !== undefined) checkTexts('params', options.params);
  const references = findReferences(table, query.slice(0, MAX_TEXT));
  const [first] = references;
  if (!first) return [{ query, entries: [] }];
  if (references.length === 1) return [result(query, first, options.params)];
  return references.map((one) => result(one.text, one, options.params));
}

function result(
  query: string,
  { entries, code, params: own, suggestions }: Reference,
  given: readonly string[] | undefined,
): LookupResult {
  if (entries.length === 0) {
    return { query, entries, ...(code ? { code } : {}), ...(suggestions ? { suggestions } : {}) };
  }
  const [only] = entries;
  // Ignore a response's values for a message without placeholders, but not values that the caller gave.
  const params = given ?? (only && only.placeholders > 0 ? own : undefined);
  if (params === undefined || params.length === 0) return { query, entries };
  const rendered = entries.length === 1 && only ? render(only.message, params) : undefined;
  return rendered === undefined ? { query, entries, params } : { query, entries, params, rendered };
}
