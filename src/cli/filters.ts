import type { ListFilter } from '../lookup/list.js';
import { ACTIONS, HTTP_STATUS, STATUSES, type Status } from '../table/entry.js';
import { sectionTitles } from '../table/sections.js';
import type { Table } from '../table/table.js';
import { choose } from './choice.js';

/** The options that say which codes count; of several values of one option any will do. */
export interface FilterOptions {
  readonly code?: readonly string[];
  readonly section?: readonly string[];
  readonly status?: readonly string[];
  readonly action?: readonly string[];
}

/**
 * Reads the options that say which codes count.
 *
 * @throws {UsageError} For a value that does not exist, with those that do.
 */
export function readFilter(table: Table, options: FilterOptions): ListFilter {
  const { code, section, status, action } = options;
  return {
    ...(code ? { prefix: code } : {}),
    ...(section ? { section: section.map((value) => readSection(value, sectionsOf(table))) } : {}),
    ...(status ? { status: status.flatMap(readStatus) } : {}),
    ...(action ? { action: action.map((value) => choose('action', value, ACTIONS)) } : {}),
  };
}

/** The sections that there are: the built-in ones, then those of the table. */
export function sectionsOf(table: Table): readonly string[] {
  const sections = new Set(sectionTitles().keys());
  for (const { section } of table.entries) if (section) sections.add(section);
  return [...sections];
}

/** Takes a status by its name, in any case, `-` or blank for `_`; or all with an HTTP number. */
function readStatus(value: string): readonly Status[] {
  const withNumber = STATUSES.filter((status) => String(HTTP_STATUS[status]) === value);
  if (withNumber.length > 0) return withNumber;
  const name = value.toUpperCase().replace(/[\s-]/g, '_');
  return [choose('status', Object.hasOwn(HTTP_STATUS, name) ? name : value, STATUSES)];
}

/** Takes a section by its name or by its title. */
function readSection(value: string, sections: readonly string[]): string {
  const wanted = value.trim().toLowerCase();
  const byTitle = [...sectionTitles()].find(([, title]) => title.toLowerCase() === wanted)?.[0];
  return byTitle ?? choose('section', value, sections);
}
