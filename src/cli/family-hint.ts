import type { Table } from '../table/table.js';

/** A hint for a word that is the start of codes rather than a code or a search term. */
export function familyHint(table: Table, query: string): string {
  const word = query.trim();
  if (!/^[A-Za-z][\w-]{1,60}$/.test(word)) return '';
  const start = word.toUpperCase().replaceAll('-', '_');
  const hasFamily = table.entries.some(({ code }) => code.startsWith(start));
  return hasFamily ? `; to see the codes that begin with it: mmerr list ${word}` : '';
}
