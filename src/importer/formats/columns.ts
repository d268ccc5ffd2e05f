import { ACTIONS } from '../../table/entry.js';
import { guidanceOf } from '../../table/guidance.js';
import { readName, readStatus } from '../../table/names.js';
import { asWritten, bareCode, hasCodeShape } from '../code-text.js';
import type { Row } from '../row.js';
import { readBareRow } from './code-lines.js';

/** A line of a table, cut into cells. */
export interface CellLine {
  /** The 1-based line on which it starts. */
  readonly number: number;
  readonly raw: string;
  readonly cells: readonly string[];
  /** Where each cell begins in {@link raw}, in a format whose cells may hold what separates them. */
  readonly starts?: readonly number[];
  /** Where the last cell ends in {@link raw}; at its end unless given. */
  readonly end?: number;
}

/** Which column of a table holds what; indexes from 0. */
export interface Columns {
  /** How many lines stand before the first row, its header included. */
  readonly skip: number;
  /** How many cells a row has. */
  readonly width: number;
  /** Whether a header names the code's column. */
  readonly named: boolean;
  readonly code: number;
  readonly message: number;
  readonly section?: number;
  readonly status?: number;
  readonly action?: number;
}

export type Role = 'code' | 'message' | 'section' | 'status' | 'action';

/** How columns are headed, in any case, without blanks and punctuation; the surest names first. */
const HEADINGS: Readonly<Record<Role, RegExp>> = {
  code: /^(?:(?:error|err|return|response|result|message|msg|api)?(?:code|id|key|no|number)s?|错误代?码|代码|编码|返回码)$/,
  message:
    /^(?:(?:error|err|return|response|result|code)?(?:messages?|msg|descriptions?|desc|meaning|text|explanation|reason|details?|info|information)(?:en|english)?|value|english|错误(?:描述|信息|说明|消息)|描述|说明|信息|含义)$/,
  section: /^(?:(?:error|err|code)?(?:section|type|category|group|kind|area|class)|错误类型|类型)$/,
  status: /^(?:http|grpc|canonical|rpc)?status(?:name)?$|^httpcode$/,
  action: /^(?:next)?action$/,
};

/** How many lines are looked at to find the columns. */
export const COLUMN_SAMPLE = 200;

/** How deep in a table its header may stand, under a title. */
const DEEPEST_HEADER = 10;

/**
 * Finds out which columns of a table hold the codes and the messages: by the header's words in loose
 * spelling, otherwise by where the codes are; the message is then the longest text beside them.
 *
 * @param lines The table, or its beginning.
 * @returns The columns, or `undefined` where no column holds codes.
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
  // A first line without a digit where the codes are is a header in words of its own.
  const head = lines[0]?.cells[code]?.trim() ?? '';
  const skip = head !== '' && !/\d/.test(head) ? 1 : 0;
  const width = skip > 0 ? (lines[0] as CellLine).cells.length : usualWidth(rows);
  return { skip, width, named: false, code, message };
}

/**
 * Makes a row of a line of cells.
 *
 * @param page The page's name.
 * @param decode Reads a cell's escapes; a cell comes as written.
 * @param trusted Whether what stands in the code's column must be a code.
 * @returns The row, at fault where a code stands in one cell with its message; or `undefined` for a
 *   line that has no code and could have none: a heading inside the table, an empty line.
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
      const fault = 'no code stands beside the message';
      return { page, line: number, raw, code, message, kind: 'cell', trusted, fault };
    }
  }
  const cell = (index: number | undefined) =>
    index === undefined ? '' : decode(cells[index] ?? '').trim();
  const section = sectionSlug(cell(columns.section));
  const [status] = readStatus(cell(columns.status));
  const action = readName(cell(columns.action), ACTIONS);
  const unknown = [
    ...(status === undefined ? unknownName('status', cell(columns.status)) : []),
    ...(action === undefined ? unknownName('action', cell(columns.action)) : []),
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
    ...(unknown.length > 0 ? { note: `${unknown.join(', ')}: the row is kept without` } : {}),
  };
}

/** What a column or field of this name holds. */
export function roleOf(heading: string): Role | undefined {
  const word = heading
    .slice(0, 100)
    .toLowerCase()
    .replace(/<[^<>]*>|[^\p{L}\p{N}]+/gu, '');
  return (Object.keys(HEADINGS) as Role[]).find((role) => HEADINGS[role].test(word));
}

/** The share of lines whose cell here is a whole code; a bare number is a code only by half. */
function codeShare(lines: readonly CellLine[], index: number): number {
  let share = 0;
  for (const { cells } of lines) {
    const cell = cells[index]?.trim() ?? '';
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

/** How many cells most of some lines have. */
function usualWidth(lines: readonly CellLine[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of lines) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}

/**
 * Puts the surplus cells of a line back into its last column where that holds the message: nobody
 * escaped what separates the cells.
 *
 * @returns The line; or why it cannot be read, where another column comes last.
 */
export function fitCells(line: CellLine, { width, message }: Columns): CellLine | string {
  if (line.cells.length <= width) return line;
  if (line.cells.slice(width).every((cell) => cell.trim() === '')) return line;
  if (message !== width - 1) {
    return `${line.cells.length} cells instead of ${width}; put the message in quotation marks`;
  }
  const rest = line.raw.slice(line.starts?.[message], line.end).trim();
  return { ...line, cells: [...line.cells.slice(0, message), rest] };
}

/** Makes the name of a kind of error a section: `Order Type` becomes `order-type`. */
function sectionSlug(name: string): string | undefined {
  const slug = name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? undefined : slug;
}

/** The first of the candidates that scores highest. */
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
function unknownName(what: string, cell: string): string[] {
  return /^[\s-]*$/.test(cell) ? [] : [`unknown ${what} ${JSON.stringify(cell.slice(0, 60))}`];
}
