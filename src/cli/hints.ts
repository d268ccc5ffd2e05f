import { statSync } from 'node:fs';
import { looksLikeCode } from '../codes/parse.js';
import type { Table } from '../table/table.js';
import { memoize } from '../text/memoize.js';
import { visible } from '../text/visible.js';

/** A hint for a file name that reads as a code; empty for any other name. */
export function codeHint(table: Table, name: string): string {
  return looksLikeCode(table, name) ? `; to look up the code: mmerr lookup ${visible(name)}` : '';
}

/** Whether a file of this name exists. */
export function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}

/** A hint for a query that is the name of a file; empty for any other query. */
export function fileHint(query: string): string {
  return isFile(query) ? `; for the codes in the file: mmerr explain ${visible(query)}` : '';
}

/** A hint for a word that is the start of codes rather than a code or a search term. */
export function familyHint(table: Table, query: string): string {
  const word = query.trim();
  if (!/^[A-Za-z][\w-]{1,60}$/.test(word)) return '';
  const isStart = startsCode(table, word.toUpperCase().replaceAll('-', '_'));
  return isStart ? `; to see the codes that begin with it: mmerr list ${word}` : '';
}

/** The codes of a table in the order of their characters. */
const sortedCodes = memoize((table: Table) => table.entries.map(({ code }) => code).sort());

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
