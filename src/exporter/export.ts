import type { Entry } from '../table/entry.js';
import { checkEntries } from '../table/table.js';
import { checkOneOf, checkOptions } from '../text/check.js';
import { unicodeEscape } from '../text/visible.js';
import { formatCsv } from './csv.js';
import { formatJson } from './json.js';

/** The formats that a table can be written in. */
export const EXPORT_FORMATS = ['json', 'csv', 'markdown', 'properties'] as const;

/** A format that a table can be written in. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = ['code', 'message', 'section', 'status', 'action'] as const;

/** How to write a table. */
export interface ExportOptions {
  /** Whether a CSV starts with a byte order mark, which Excel needs to read UTF-8. */
  readonly bom?: boolean;
}

/**
 * Writes a table as text. All formats import back to the same codes and messages, JSON also to the same
 * entries, CSV and Markdown also to the same sections, statuses and actions.
 *
 * @param entries The entries, in the order of the output.
 * @param format `json`: mmerr's own, one entry per line. `csv`: RFC 4180 with a header and LF line ends;
 *   a cell that a spreadsheet would run as a formula begins with `'`. `markdown`: a GitHub Flavored
 *   Markdown table. `properties`: as Java reads them, in UTF-8.
 * @returns The text, with a line end at the end.
 */
export function exportTable(
  entries: readonly Entry[],
  format: ExportFormat,
  options: ExportOptions = {},
): string {
  checkEntries('entries', entries);
  checkOneOf('format', format, EXPORT_FORMATS);
  checkOptions('options', options);
  return WRITERS[format](entries, options);
}

const WRITERS = {
  json: formatJson,
  csv: (entries, { bom }) => formatCsv(entries, COLUMNS, bom),
  markdown: (entries) =>
    lines([
      '| Code | Message | Section | Status | Action |',
      '| --- | --- | --- | --- | --- |',
      ...entries.map(
        (entry) => `| ${COLUMNS.map((column) => markdownCell(entry[column] ?? '')).join(' | ')} |`,
      ),
    ]),
  properties: (entries) =>
    lines([
      '# Error codes and their messages, written by mmerr',
      ...entries.map(({ code, message }) => `${propertiesKey(code)}=${propertiesValue(message)}`),
    ]),
} satisfies Record<ExportFormat, (entries: readonly Entry[], options: ExportOptions) => string>;

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** Escapes all markup characters of Markdown, so that the table shows the message as it is. */
function markdownCell(text: string): string {
  const [start, middle, end] = cutEnds(text, ' \t');
  const references = (blanks: string) => blanks.replaceAll(' ', '&#32;').replaceAll('\t', '&#9;');
  const signs = /[\\|`*[\]<>&~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
  return references(start) + middle.replace(signs, '\\$&') + references(end);
}

/** Splits off the blanks at both ends of a text. */
function cutEnds(text: string, blanks: string): [start: string, middle: string, end: string] {
  let from = 0;
  let to = text.length;
  while (from < to && blanks.includes(text[from] as string)) from++;
  while (to > from && blanks.includes(text[to - 1] as string)) to--;
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** Escapes the dots in a code, to distinguish it from a prefix such as `error.`. */
function propertiesKey(code: string): string {
  return code.replaceAll('.', '\\.');
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};

/**
 * Escapes a value as `java.util.Properties.store` does, except that characters beyond ASCII stay as they
 * are, because Java can read properties as UTF-8.
 */
function propertiesValue(text: string): string {
  const [start, middle, end] = cutEnds(text, ' ');
  const blanks = (found: string) => found.replaceAll(' ', '\\ ');
  return (blanks(start) + middle.replace(/[\\=:#!]/g, '\\$&') + blanks(end)).replace(
    /[\x00-\x1f\x7f-\x9f]/g,
    (char) => CONTROLS[char] ?? unicodeEscape(char),
  );
}
