import type { Entry } from '../table/entry.js';
import { groupBy } from '../text/group-by.js';
import { visible } from '../text/visible.js';
import type { Screen } from './screen.js';

/** A line for a pipe: `CODE<TAB>text`. */
export function tabbed({ style }: Screen, code: string, text: string): string {
  return `${style.code(visible(code))}\t${text}`;
}

/** Entries for a pipe, one per line. */
export function renderTabbed(screen: Screen, entries: readonly Entry[]): string {
  return entries.map(({ code, message }) => tabbed(screen, code, visible(message))).join('\n');
}

/** Columns between a code and its message. */
const GAP = 2;

/** The minimum width of messages beside their codes, in columns. */
const LEAST_BESIDE = 30;

/**
 * Rows of codes and texts, aligned. On a narrow terminal the text goes below its code.
 *
 * @param indent The indentation of each row, in columns.
 */
export function renderRows(
  screen: Screen,
  rows: readonly { readonly code: string; readonly text: string; readonly under?: string }[],
  indent = 0,
): string {
  const margin = ' '.repeat(indent);
  const longest = rows.reduce((most, { code }) => Math.max(most, code.length), 0);
  const column = indent + longest + GAP;
  const beside = screen.columns === undefined || screen.columns - column >= LEAST_BESIDE;
  return rows
    .map(({ code, text, under }) => {
      const shown = visible(code);
      const pad = ' '.repeat(Math.max(0, longest + GAP - shown.length));
      const at = beside ? column : indent + 2;
      const lead = beside ? pad : `\n${' '.repeat(at)}`;
      const tail = under === undefined ? '' : `\n${' '.repeat(at)}${screen.wrap(under, at)}`;
      return `${margin}${screen.style.code(shown)}${lead}${screen.wrap(text, at)}${tail}`;
    })
    .join('\n');
}

/** Entries by section, each with a heading and the number of its codes. */
export function renderSections(
  screen: Screen,
  entries: readonly Entry[],
  titles: ReadonlyMap<string, string>,
): string {
  const order = [...titles.keys()];
  const groups = groupBy(entries, ({ section = '' }) => section);
  const rank = (section: string) => {
    const index = order.indexOf(section);
    // The user's own sections follow the built-in ones; codes without a section come last.
    return index >= 0 ? index : section === '' ? order.length + 1 : order.length;
  };
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0))
    .map(([section, group]) => {
      const title = titles.get(section) ?? (section === '' ? 'Other codes' : section);
      const heading = screen.style.heading(visible(title));
      const name = titles.has(section) ? `${section}, ` : '';
      const count = screen.style.quiet(`(${name}${group.length})`);
      const rows = group.map(({ code, message }) => ({ code, text: visible(message) }));
      return `${screen.wrap(`${heading} ${count}`, 2)}\n${renderRows(screen, rows, 2)}`;
    })
    .join('\n\n');
}
