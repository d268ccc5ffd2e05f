import { ACTIONS } from '../../table/entry.js';
import { guidanceOf } from '../../table/guidance.js';
import { readName, readStatus, STATUS_FORMS } from '../../table/names.js';
import { asWritten, bareCode, cleanCode, hasCodeShape } from '../code-text.js';
import type { Row } from '../row.js';
import { readBareRow } from './code-lines.js';

/** A line of a table, split into cells. */
export interface CellLine {
  /** The 1-based line on which it starts. */
  readonly number: number;
  readonly raw: string;
  readonly cells: readonly string[];
  /** The start of each cell in {@link raw}, for formats whose cells may contain the separator. */
  readonly starts?: readonly number[];
  /** The end of the last cell in {@link raw}; by default the end of the line. */
  readonly end?: number;
}

/** The columns of a table; indexes from 0. */
export interface Columns {
  /** The number of lines before the first row, including the header. */
  readonly skip: number;
  /** The number of cells of a row. */
  readonly width: number;
  /** Whether a header names the column of the codes. */
  readonly named: boolean;
  readonly code: number;
  readonly message: number;
  readonly section?: number;
  readonly status?: number;
  readonly action?: number;
}

export type Role = 'code' | 'message' | 'section' | 'status' | 'action';

/** The headings of columns, in lower case, without blanks and punctuation. */
const HEADINGS: Readonly<Record<Role, RegExp>> = {
  code: /^(?:(?:error|err|return|response|result|message|msg|api)?(?:code|id|key|no|number)s?|错误代?码|代码|编码|返回码)$/,
  message:
    /^(?:(?:error|err|return|response|result|code)?(?:messages?|msg|descriptions?|desc|meaning|text|explanation|reason|details?|info|information)(?:en|english)?|value|english|错误(?:描述|信息|说明|消息)|描述|说明|信息|含义)$/,
  section: /^(?:(?:error|err|code)?(?:section|type|category|group|kind|area|class)|错误类型|类型)$/,
  status: /^(?:http|grpc|canonical|rpc)?status(?:name)?$|^httpcode$/,
  action: /^(?:next)?action$/,
};

/** How many lines are used to find the columns. */
export const COLUMN_SAMPLE = 200;

/** How many lines may come before the header of a table, such as a title. */
const DEEPEST_HEADER = 10;

/**
 * Finds the columns of the codes and the messages: by the words of the header, in loose spelling, or
 * otherwise by content; the message is then the longest text beside the codes.
 *
 * @param lines The table, or its start.
 * @returns The columns, or `undefined` if no column contains codes.
 */
export function findColumns(lines: readonly CellLine[]): Columns | undefined {
  const sample = lines.slice(0, COLUMN_SAMPLE);
  for (const [index, line] of sample.slice(0, DEEPEST_HEADER).entries()) {
    if (line.cells.length < 2) continue;
    const named = columnsByHeader(line, sample.slice(index + 1), index + 1);
    if (named) return named;
  }
  return columnsByContent(sample);
}

function columnsByHeader(
  { cells }: CellLine,
  rows: readonly CellLine[],
  skip: number,
): Columns | undefined {
  const roles = cells.map(roleOf);
  const having = (role: Role) => roles.flatMap((found, index) => (found === role ? [index] : []));
  const codes = best(having('code'), (index) => codeShare(rows, index));
  if (codes === undefined || codeShare(rows, codes) === 0) return undefined;
  const others = cells.map((_, index) => index).filter((index) => roles[index] === undefined);
  const named = having('message');
  const message = best(named.length > 0 ? named : others, (index) => totalLength(rows, index));
  if (message === undefined) return undefined;
  const [section] = having('section');
  const [status] = having('status');
  const [action] = having('action');
  return {
    skip,
    width: cells.length,
    named: true,
    code: codes,
    message,
    ...(section === undefined ? {} : { section }),
    ...(status === undefined ? {} : { status }),
    ...(action === undefined ? {} : { action }),
  };
}

function columnsByContent(lines: readonly CellLine[]): Columns | undefined {
  const rows = lines.filter((line) => line.cells.length > 1);
  const most = rows.reduce((length, line) => Math.max(length, line.cells.length), 0);
  const indexes = Array.from({ length: Math.min(100, most) }, (_, index) => index);
  const code = best(indexes, (index) => codeShare(rows, index));
  if (code === undefined || codeShare(rows, code) < 0.5) return undefined;
  const message = best(
    indexes.filter((index) => index !== code),
    (index) => totalLength(rows, index),
  );
  if (message === undefined) return undefined;
  // If the first line has no digit in the column of the codes, it is a header in other words.
  const head = lines[0]?.cells[code]?.trim() ?? '';
  const skip = head !== '' && !/\d/.test(head) ? 1 : 0;
  const width = skip > 0 ? (lines[0] as CellLine).cells.length : usualWidth(rows);
  return { skip, width, named: false, code, message };
}

/**
 * Makes a row from a line of cells.
 *
 * @param page The name of the page.
 * @param decode Decodes the escapes of a cell, which is given as written.
 * @param trusted Whether the column of the codes must contain a code.
 * @returns The row, with a fault if code and message share a cell; or `undefined` for a line that need not
 *   have a code: a heading inside the table, an empty line.
 */
export function readCellRow(
  page: string,
  { number, raw, cells }: CellLine,
  columns: Columns,
  decode: (cell: string) => string,
  trusted: boolean,
): Row | undefined {
  const written = (cells[columns.code] ?? '').trim();
  const bare = bareCode(written);
  const isCode = hasCodeShape(bare);
  const code = isCode ? bare : written;
  const message = decode(cells[columns.message] ?? '');
  if (!isCode) {
    if (!trusted) return undefined;
    if (message.trim() === '') return readBareRow(page, { number, text: raw });
    if (code === '') {
      const fault = 'the message has no code';
      return { page, line: number, raw, code, message, kind: 'cell', trusted, fault };
    }
  }
  const cell = (index: number | undefined) =>
    index === undefined ? '' : decode(cells[index] ?? '').trim();
  const section = sectionSlug(cell(columns.section));
  const [status] = readStatus(cell(columns.status));
  const action = readName(cell(columns.action), ACTIONS);
  const unknown = [
    ...(status === undefined ? unknownName('status', cell(columns.status), STATUS_FORMS) : []),
    ...(action === undefined
      ? unknownName('action', cell(columns.action), ACTIONS.join(', '))
      : []),
  ];
  return {
    page,
    line: number,
    raw,
    code,
    ...(code === written ? {} : asWritten(written)),
    message,
    kind: 'cell',
    trusted,
    ...guidanceOf({ section, status, action }),
    ...(unknown.length > 0 ? { note: unknown.join('; ') } : {}),
  };
}

/** The role of a column or field with this name. */
export function roleOf(heading: string): Role | undefined {
  const word = heading
    .slice(0, 100)
    .toLowerCase()
    .replace(/<[^<>]*>|[^\p{L}\p{N}]+/gu, '');
  return (Object.keys(HEADINGS) as Role[]).find((role) => HEADINGS[role].test(word));
}

/** The share of lines with a code in this column; bare numbers count less. */
function codeShare(lines: readonly CellLine[], index: number): number {
  let share = 0;
  for (const { cells } of lines) {
    const cell = cleanCode(cells[index]?.trim() ?? '');
    if (!/\s/.test(cell) && hasCodeShape(cell))
      share += /^\d{3}$/.test(cell) ? 0.5 : /^\d+$/.test(cell) ? 0.9 : 1;
  }
  return lines.length === 0 ? 0 : share / lines.length;
}

function totalLength(lines: readonly CellLine[], index: number): number {
  let sum = 0;
  for (const { cells } of lines) sum += cells[index]?.trim().length ?? 0;
  return sum;
}

/** The most frequent number of cells. */
function usualWidth(lines: readonly CellLine[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of lines) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}

/**
 * Joins surplus cells of a line with its last column if that is the message: the separator in the message
 * was not escaped.
 *
 * @param advice What to do about a separator in another column.
 * @returns The line; or why it cannot be read, if another column is the last one.
 */
export function fitCells(
  line: CellLine,
  { width, message }: Columns,
  advice = 'put the message in quotation marks',
): CellLine | string {
  if (line.cells.length <= width) return line;
  if (line.cells.slice(width).every((cell) => cell.trim() === '')) return line;
  if (message !== width - 1) {
    return `${line.cells.length} cells, expected ${width}; ${advice}`;
  }
  const rest = line.raw.slice(line.starts?.[message], line.end).trim();
  return { ...line, cells: [...line.cells.slice(0, message), rest] };
}

/** Makes a section from the name of a category: `Order Type` becomes `order-type`. */
function sectionSlug(name: string): string | undefined {
  const slug = name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? undefined : slug;
}

/** The first candidate with the highest score. */
function best(candidates: readonly number[], score: (index: number) => number): number | undefined {
  let winner: number | undefined;
  let high = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const points = score(candidate);
    if (points > high) {
      winner = candidate;
      high = points;
    }
  }
  return winner;
}

/** What to say of a cell that should name a status or an action; nothing of an empty one. */
function unknownName(what: string, cell: string, expected: string): string[] {
  if (/^[\s-]*$/.test(cell)) return [];
  return [`unknown ${what} ${JSON.stringify(cell.slice(0, 60))} ignored (expected ${expected})`];
}
