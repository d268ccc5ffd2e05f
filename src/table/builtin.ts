import tableText from '../../data/table.json?text';
import type { Entry } from './entry.js';
import { createLazyTable, type Table } from './table.js';

/** The codes of MultiMarkets' Client API, and the few known from its sister pages. */
export const builtinTable: Table = createLazyTable(() => JSON.parse(tableText) as Entry[]);
