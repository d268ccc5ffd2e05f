import { readCode } from '../codes/parse.js';
import type { Action, Entry, Status } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** Which entries to list. */
export interface ListFilter {
  /** The code's beginning, in any case, blanks and dashes for `_`, with or without the module. */
  readonly prefix?: string;
  readonly section?: string;
  /** A status, or several of which any will do. */
  readonly status?: Status | readonly Status[];
  readonly action?: Action;
}

function squash(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase();
}

/** The entries whose code begins like this; where none does, those that it can mean as a code. */
function withPrefix(table: Table, prefix: string): readonly Entry[] {
  const wanted = squash(prefix);
  if (wanted === '') return prefix.trim() === '' ? table.entries : [];
  const whole = table.entries.filter(({ code }) => squash(code).startsWith(wanted));
  if (whole.length > 0) return whole;
  const rest = table.entries.filter(({ code, module }) =>
    squash(code.slice(module.length)).startsWith(wanted),
  );
  return rest.length > 0 ? rest : readCode(table, prefix);
}

/** Lists a table's entries, ordered as the table is. */
export function listEntries(table: Table, filter: ListFilter = {}): readonly Entry[] {
  const { prefix, section, status, action } = filter;
  const statuses = typeof status === 'string' ? [status] : status;
  const entries = prefix === undefined ? table.entries : withPrefix(table, prefix);
  return entries.filter(
    (entry) =>
      (section === undefined || entry.section === section) &&
      (!statuses || (entry.status !== undefined && statuses.includes(entry.status))) &&
      (action === undefined || entry.action === action),
  );
}
