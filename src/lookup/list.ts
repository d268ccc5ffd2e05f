import { squash } from '../codes/normalize.js';
import { readCode } from '../codes/parse.js';
import { ACTIONS, type Action, type Entry, STATUSES, type Status } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkEach, checkOptions, checkTexts } from '../text/check.js';

/** One value, or several, any of which matches. */
type AnyOf<T> = T | readonly T[];

/** Which entries to list: those that match all conditions. */
export interface ListFilter {
  /** The start of the code, in any case, with blanks or dashes for `_`, with or without the module. */
  readonly prefix?: AnyOf<string>;
  readonly section?: AnyOf<string>;
  readonly status?: AnyOf<Status>;
  readonly action?: AnyOf<Action>;
}

function all<T extends string>(values: AnyOf<T> | undefined): readonly T[] | undefined {
  return typeof values === 'string' ? [values] : values;
}

/** The sections of a table, in the order of its entries. */
export function sectionsOf(table: Table): readonly string[] {
  return [...new Set(table.entries.flatMap(({ section }) => section ?? []))];
}

/** The entries whose code starts with a prefix; if there are none, those that it can mean as a code. */
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
 * Lists the entries of a table, in its order.
 *
 * @throws {TypeError} For an unknown status or action, or a section that the table does not have; the
 *   message lists the known ones.
 */
export function listEntries(table: Table, filter: ListFilter = {}): readonly Entry[] {
  checkTable(table);
  checkOptions('filter', filter);
  const prefixes = all(filter.prefix);
  const sections = all(filter.section);
  const statuses = all(filter.status);
  const actions = all(filter.action);
  if (prefixes) checkTexts('prefix', prefixes);
  // Nothing would match an unknown value: that looks as if there were no such entries.
  if (sections) checkEach('section', sections, sectionsOf(table));
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
 * Makes a filter for codes found in text.
 *
 * @param filter As for {@link listEntries}. An undocumented code has no section, status or action: it only
 *   passes if the filter has nothing but prefixes and the code starts with one, with or without its module.
 */
export function createCodeFilter(
  table: Table,
  filter: ListFilter,
): (code: string, entry: Entry | undefined) => boolean {
  const entries = new Set(listEntries(table, filter));
  const judged = (filter.section ?? filter.status ?? filter.action) !== undefined;
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
