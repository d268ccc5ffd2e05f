import { readExactCode } from '../codes/exact.js';
import { type Params, render } from '../message/template.js';
import type { AnyCode, Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** A code that a text refers to. */
export interface Reference {
  /** The words that refer to it. */
  readonly text: string;
  /** What they can mean; none for a code that the table lacks. */
  readonly entries: readonly Entry[];
  /** The complete code of a response, if the table lacks it. */
  readonly code?: string;
  /** The values in its response. */
  readonly params?: readonly string[];
  /** Codes of the table that may be meant instead, the nearest first. */
  readonly suggestions?: readonly string[];
}

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

/** How much of a text is read, in characters. */
export const MAX_TEXT = 1 << 20;

/** Options of a lookup. */
export interface LookupOptions {
  /** Values for the placeholders; they override those of a response. */
  readonly params?: readonly string[];
}

/**
 * Looks up a code written exactly as in the table, as `lookup` does, without loading what reads other texts.
 *
 * @returns `undefined` for any other text.
 */
export function lookupExact(
  table: Table,
  query: string,
  options: LookupOptions,
): LookupResult | undefined {
  const entry = readExactCode(table, query);
  return entry && resultOf(query, { text: query, entries: [entry] }, options);
}

/** The result of a query for the code that it refers to. */
export function resultOf(
  query: string,
  { entries, code, params: own, suggestions }: Reference,
  { params: given }: LookupOptions,
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
