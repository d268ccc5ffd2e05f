import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOptions, checkText, checkTexts } from '../text/check.js';
import { lookupCode } from './code.js';
import { findReferences } from './references.js';
import { type LookupOptions, type LookupResult, MAX_TEXT, resultOf } from './result.js';

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
  const code = lookupCode(table, query, options);
  if (code) return [code];
  const references = findReferences(table, query.slice(0, MAX_TEXT));
  const [first] = references;
  if (!first) return [{ query, entries: [] }];
  if (references.length === 1) return [resultOf(query, first, options)];
  return references.map((one) => resultOf(one.text, one, options));
}
