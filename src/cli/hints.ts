import { statSync } from 'node:fs';
import { looksLikeCode, readCode } from '../codes/parse.js';
import type { Table } from '../table/table.js';
import { visible } from '../text/visible.js';

/** A hint for a file name that reads as a code; empty for any other name. */
export function codeHint(table: Table, name: string): string {
  const isCode = readCode(table, name).length > 0 || looksLikeCode(table, name);
  return isCode ? `; to look up the code: mmerr lookup ${visible(name)}` : '';
}

/** Whether a file of this name exists. */
export function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}
