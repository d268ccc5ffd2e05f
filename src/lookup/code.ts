import { readCode } from '../codes/parse.js';
import type { Table } from '../table/table.js';
import { type LookupOptions, type LookupResult, resultOf } from './result.js';

/**
 * Looks up a text that is a code in any form and nothing else: the first step of `lookup`.
 *
 * @returns `undefined` for any other text.
 */
export function lookupCode(
  table: Table,
  query: string,
  options: LookupOptions,
): LookupResult | undefined {
  const entries = readCode(table, query);
  return entries.length > 0 ? resultOf(query, { text: query, entries }, options) : undefined;
}
