import { type Params, render } from '../message/template.js';
import type { AnyCode, Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOptions, checkText, checkTexts } from '../text/check.js';
import { findReferences, type Reference } from './references.js';

/** The answer to one query. */
export interface LookupResult {
  /** What was asked for; where one text quotes several codes, the code that this is about. */
  readonly query: string;
  /** What it means: several entries where the query fits several codes, none if it is not found. */
  readonly entries: readonly Entry[];
  /** The values for the placeholders, as given or as the response carries them. */
  readonly params?: Params;
  /** The message with the values in their places, where their number fits. */
  readonly rendered?: string;
  /** The whole name of the code that a response carries and the table lacks. */
  readonly code?: AnyCode;
  /**
   * Codes near one that was not found, the nearest first.
   *
   * @minItems 1
   * @maxItems 3
   */
  readonly suggestions?: readonly AnyCode[];
}

/** How to look up. */
export interface LookupOptions {
  /** Values for the placeholders; they win over those of a response. */
  readonly params?: readonly string[];
}

/** At most this much of a text is read, in characters. */
const MAX_TEXT = 1 << 20;

/**
 * Looks up what a text refers to: a code in any form, a `CODE=message` line, a whole response in any
 * notation, a code inside other words.
 *
 * @param table The codes to know.
 * @param query The text.
 * @returns One result, or one for each code where the text quotes several. Never empty: a query that
 *   is not found is a result without entries.
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
  // Values for a message that has no place for them say nothing, unless somebody gave them.
  const params = given ?? (only && only.placeholders > 0 ? own : undefined);
  if (params === undefined || params.length === 0) return { query, entries };
  const rendered = entries.length === 1 && only ? render(only.message, params) : undefined;
  return rendered === undefined ? { query, entries, params } : { query, entries, params, rendered };
}
