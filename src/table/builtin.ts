import tableText from '../../data/table.json?raw';
import type { Entry } from './entry.js';
import { createLazyTable, type Table } from './table.js';

/** The codes of MultiMarkets' Client API, of its sister pages, and those seen in recorded responses. */
export const builtinTable: Table = createLazyTable(() => JSON.parse(tableText) as Entry[]);
