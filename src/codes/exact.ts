import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** The entry of a text that is a code exactly as the table has it. */
export function readExactCode(table: Table, text: string): Entry | undefined {
  return table.get(text.trim());
}
