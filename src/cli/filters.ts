import { type ListFilter, sectionsOf } from '../lookup/list.js';
import { ACTIONS, STATUSES, type Status } from '../table/entry.js';
import { HTTP_NUMBERS, readStatus } from '../table/names.js';
import { sectionTitles } from '../table/sections.js';
import type { Table } from '../table/table.js';
import { choose } from './choice.js';

/** The options that filter codes. If an option has several values, any of them matches. */
export interface FilterOptions {
  readonly code?: readonly string[];
  readonly section?: readonly string[];
  readonly status?: readonly string[];
  readonly action?: readonly string[];
}

/**
 * Reads the options that filter codes.
 *
 * @throws {UsageError} For an unknown value.
 */
export function readFilter(table: Table, options: FilterOptions): ListFilter {
  const { code, section, status, action } = options;
  return {
    ...(code ? { prefix: code } : {}),
    ...(section
      ? { section: section.map((value) => readSection(value, sectionNames(table))) }
      : {}),
    ...(status ? { status: status.flatMap(statusesOf) } : {}),
    ...(action ? { action: action.map((value) => choose('action', value, ACTIONS)) } : {}),
  };
}

/** The sections of a table: the built-in ones first, in their order. */
export function sectionNames(table: Table): readonly string[] {
  const sections = sectionsOf(table);
  const builtin = [...sectionTitles().keys()].filter((name) => sections.includes(name));
  return [...new Set([...builtin, ...sections])];
}

/** Reads a status by its name, or all statuses with an HTTP number. */
function statusesOf(value: string): readonly Status[] {
  const statuses = readStatus(value);
  return statuses.length > 0
    ? statuses
    : [choose('status', value, STATUSES, `, or an HTTP number: ${HTTP_NUMBERS.join(', ')}`)];
}

/** Reads a section: its name or its title. */
function readSection(value: string, sections: readonly string[]): string {
  const wanted = value.trim().toLowerCase();
  const byTitle = [...sectionTitles()].find(([, title]) => title.toLowerCase() === wanted)?.[0];
  return choose('section', byTitle ?? value, sections);
}
