import type { Table } from '../table/table.js';
import { memoize } from '../text/memoize.js';

/** The codes of each table in the order of their characters. */
const sortedCodes = memoize((table: Table) => table.entries.map(({ code }) => code).sort());

/** A hint for a word that is the start of codes rather than a code or a search term. */
export function familyHint(table: Table, query: string): string {
  const word = query.trim();
  if (!/^[A-Za-z][\w-]{1,60}$/.test(word)) return '';
  const isStart = startsCode(table, word.toUpperCase().replaceAll('-', '_'));
  return isStart ? `; to see the codes that begin with it: mmerr list ${word}` : '';
}

/** Whether a code starts like this: found by bisection, as thousands of queries may ask. */
function startsCode(table: Table, start: string): boolean {
  const codes = sortedCodes(table);
  let [low, high] = [0, codes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((codes[middle] as string) < start) low = middle + 1;
    else high = middle;
  }
  return codes[low]?.startsWith(start) === true;
}
