import { statSync } from 'node:fs';
import { looksLikeCode, readCode } from '../codes/parse.js';
import type { Table } from '../table/table.js';
import { visible } from '../text/visible.js';

/** For a name that reads as a code: how to look that up; empty for any other. */
export function codeHint(table: Table, name: string): string {
  const isCode = readCode(table, name).length > 0 || looksLikeCode(table, name);
  return isCode ? `; to look up the code: mmerr lookup ${visible(name)}` : '';
}

/** Whether there is a file of this name. */
export function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}
