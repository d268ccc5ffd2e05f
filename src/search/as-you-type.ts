import { listEntries } from '../lookup/list.js';
import { lookup } from '../lookup/lookup.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { search } from './search.js';

/**
 * Finds the entries that an unfinished text may be after: a code in any form, the beginning of codes,
 * or words of messages.
 *
 * @param table The entries to search.
 * @param text What is typed so far.
 * @param limit At most this many results.
 * @returns The results, best first: codes that the text means, then codes that start with it and
 *   messages that fit it, those first that the text looks more like. Empty for a blank text.
 */
export function searchAsYouType(table: Table, text: string, limit: number): Entry[] {
  const query = text.trim();
  if (query === '') return [];
  const meant = lookup(table, query).flatMap(({ entries }) => entries);
  const begun = listEntries(table, { prefix: query });
  const fitting = search(table, query).map(({ entry }) => entry);
  // Small letters alone are words first, and only then the beginning of a code.
  const isWords = /^[\p{Ll}\s]+$/u.test(query);
  const found = [...meant, ...(isWords ? [...fitting, ...begun] : [...begun, ...fitting])];
  return [...new Set(found)].slice(0, limit);
}
