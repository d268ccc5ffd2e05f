import tableText from '../../data/table.json?raw';
import type { Entry } from './entry.js';
import { freezeTable } from './freeze.js';
import { createLazyTable, type Table } from './table.js';

/** The built-in table for mmerr's own commands, which only read the entries. */
export const plainBuiltinTable: Table = createLazyTable(() => JSON.parse(tableText) as Entry[]);

/** The built-in table: codes of the Client API, its sister pages and recorded responses. */
export const builtinTable: Table = freezeTable(plainBuiltinTable);
