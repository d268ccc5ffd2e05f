import tableText from '../../data/table.json?raw';
import type { Entry } from './entry.js';
import { createLazyTable, type Table } from './table.js';

/** The built-in table: codes of the Client API, its sister pages and recorded responses. */
export const builtinTable: Table = createLazyTable(() => JSON.parse(tableText) as Entry[]);
