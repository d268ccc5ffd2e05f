import { squash } from '../codes/normalize.js';
import { readCode } from '../codes/parse.js';
import { ACTIONS, type Action, type Entry, STATUSES, type Status } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkEach, checkOptions, checkTexts } from '../text/check.js';

/** One value, or several of which any will do. */
type AnyOf<T> = T | readonly T[];

/** Which entries to list: those for which all of this holds. */
export interface ListFilter {
  /** The code's beginning, in any case, blanks and dashes for `_`, with or without the module. */
  readonly prefix?: AnyOf<string>;
  readonly section?: AnyOf<string>;
  readonly status?: AnyOf<Status>;
  readonly action?: AnyOf<Action>;
}

function all<T extends string>(values: AnyOf<T> | undefined): readonly T[] | undefined {
  return typeof values === 'string' ? [values] : values;
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

/**
 * Lists a table's entries, ordered as the table is.
 *
 * @throws {TypeError} For a status or an action that does not exist; it names those that do.
 */
export function listEntries(table: Table, filter: ListFilter = {}): readonly Entry[] {
  checkTable(table);
  checkOptions('filter', filter);
  const prefixes = all(filter.prefix);
  const [sections, statuses, actions] = [
    all(filter.section),
    all(filter.status),
    all(filter.action),
  ];
  if (prefixes) checkTexts('prefix', prefixes);
  if (sections) checkTexts('section', sections);
  // A filter would take a value that no entry can have for one that none has.
  if (statuses) checkEach('status', statuses, STATUSES);
  if (actions) checkEach('action', actions, ACTIONS);
  const found = prefixes && new Set(prefixes.flatMap((prefix) => withPrefix(table, prefix)));
  return table.entries.filter(
    (entry) =>
      (!found || found.has(entry)) &&
      (!sections || (entry.section !== undefined && sections.includes(entry.section))) &&
      (!statuses || (entry.status !== undefined && statuses.includes(entry.status))) &&
      (!actions || (entry.action !== undefined && actions.includes(entry.action))),
  );
}

/**
 * Makes a test for codes found in a text.
 *
 * @param filter As for {@link listEntries}. A code that the table lacks has no section, status or
 *   action: it passes if only prefixes are asked for and it begins with one, its module or not.
 */
export function createCodeFilter(
  table: Table,
  filter: ListFilter,
): (code: string, entry: Entry | undefined) => boolean {
  const entries = new Set(listEntries(table, filter));
  const judged = [filter.section, filter.status, filter.action].some(
    (value) => value !== undefined,
  );
  const prefixes = judged ? [] : (all(filter.prefix) ?? ['']).map(squash);
  const families = table.families.filter(({ name, module }) => name.length > module.length);
  return (code, entry) => {
    if (entry) return entries.has(entry);
    if (prefixes.length === 0) return false;
    const forms = [code];
    for (const { name, module } of families) {
      if (code.startsWith(name)) forms.push(code.slice(module.length));
      else if (code.startsWith(name.slice(module.length))) forms.push(module + code);
    }
    return prefixes.some((prefix) => forms.some((form) => squash(form).startsWith(prefix)));
  };
}
