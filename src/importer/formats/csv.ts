import { LineCounter } from '../../text/lines.js';
import { TableError } from '../error.js';
import { checkRowCount, type Row } from '../row.js';
import { type CellLine, findColumns, fitCells, readCellRow } from './columns.js';

const DELIMITERS = [',', ';', '\t'] as const;

/** How comma-separated values are to be read. */
export interface CsvShape {
  readonly delimiter: string;
  /** Where the records begin, past a spreadsheet's `sep=;`. */
  readonly start: number;
}

/** How many records are looked at to find the delimiter. */
const SAMPLE = 100;

/** A record that goes on for so long is a quotation mark gone astray. */
const LONGEST_CELL = 1_000_000;

/**
 * Walks through comma-separated values record by record (RFC 4180): quoted cells may hold
 * delimiters, doubled quotation marks and line breaks. More leniently than there, white space around
 * a cell that is not quoted does not belong to it, and a quotation mark that nothing closes right
 * before a delimiter is one like any character.
 *
 * Own code: of the libraries tried, those that say where a record begins and whether a cell was quoted
 * need Node's `Buffer` (csv-parse) and so no browser runs them, the others do not say it (Papa Parse).
 *
 * @param text The values.
 * @param delimiter One character.
 * @param start Where to begin.
 * @param page The name for the error.
 * @throws {TableError} For a quotation mark at the start of a cell that is never closed.
 */
function* csvRecords(
  text: string,
  delimiter: string,
  start: number,
  page: string,
): Generator<CellLine> {
  let at = start;
  const lines = new LineCounter(text);
  while (at < text.length) {
    const begin = at;
    const number = lines.lineAt(begin);
    const cells: string[] = [];
    const starts: number[] = [];
    for (;;) {
      starts.push(at - begin);
      const quoted = readQuoted(text, at, delimiter);
      if (quoted === 'unclosed') {
        throw new TableError(
          page,
          'the quotation mark that opens a cell here is never closed; close it, or double it',
          lines.lineAt(at),
        );
      }
      if (quoted) {
        cells.push(quoted.cell);
        at = quoted.end;
      } else {
        const end = endOfCell(text, at, delimiter);
        cells.push(text.slice(at, end).trim());
        at = end;
      }
      if (text[at] !== delimiter) break;
      at++;
    }
    const raw = text.slice(begin, at);
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    yield { number, raw, cells, starts };
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === delimiter || char === '\n' || char === '\r') return i;
  }
  return text.length;
}

/** Reads a cell in quotation marks; `undefined` where there is none. */
function readQuoted(
  text: string,
  from: number,
  delimiter: string,
): { cell: string; end: number } | 'unclosed' | undefined {
  let open = from;
  while (text[open] === ' ' || (text[open] === '\t' && delimiter !== '\t')) open++;
  if (text[open] !== '"') return undefined;
  let close = open + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close === -1 || close - open > LONGEST_CELL) return 'unclosed';
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  let end = close + 1;
  while (text[end] === ' ' || (text[end] === '\t' && delimiter !== '\t')) end++;
  if (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    return undefined;
  }
  return { cell: text.slice(open + 1, close).replaceAll('""', '"'), end };
}

/**
 * Finds out whether a text is comma-separated values with codes, and what separates them.
 *
 * @param sample The text's beginning.
 * @param sure Whether the file's name says so already; then a single code is enough.
 * @returns How to read it, or `undefined` where fewer than half of the records begin to make sense.
 */
export function sniffCsv(sample: string, sure: boolean): CsvShape | undefined {
  const hint = /^sep=([^\r\n])\r?\n/.exec(sample);
  const start = hint ? hint[0].length : 0;
  let winner: CsvShape | undefined;
  let most = 0;
  for (const delimiter of hint ? [hint[1] as string] : DELIMITERS) {
    const records = firstRecords(sample, delimiter, start);
    const columns = findColumns(records);
    if (!columns) continue;
    const data = records.slice(columns.skip);
    const rows = data.filter(
      (record) => readCellRow('', record, columns, (cell) => cell, false) !== undefined,
    ).length;
    const enough = columns.named || sure ? 1 : data.length / 2;
    if (rows >= enough && rows > most) {
      winner = { delimiter, start };
      most = rows;
    }
  }
  return winner;
}

/** The sample's records that are not empty; the last one may be cut, which is no error here. */
function firstRecords(sample: string, delimiter: string, start: number): CellLine[] {
  const records: CellLine[] = [];
  try {
    for (const record of csvRecords(sample, delimiter, start, '')) {
      if (record.raw.trim() !== '') records.push(record);
      if (records.length >= SAMPLE) break;
    }
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
  }
  return records;
}

/**
 * Reads the rows of comma-separated values.
 *
 * @param shape What {@link sniffCsv} found.
 * @throws {TableError} For a quotation mark that is never closed.
 */
export function readCsv(text: string, page: string, { delimiter, start }: CsvShape): Row[] {
  const lines: CellLine[] = [];
  for (const record of csvRecords(text, delimiter, start, page)) {
    if (record.raw.trim() !== '') lines.push(record);
    checkRowCount(page, lines.length);
  }
  const columns = findColumns(lines);
  if (!columns) return [];
  const rows: Row[] = [];
  for (let i = columns.skip; i < lines.length; i++) {
    const line = lines[i] as CellLine;
    const fit = fitCells(line, columns);
    const cells = typeof fit === 'string' ? line : fit;
    const row = readCellRow(page, cells, columns, spreadsheetText, true);
    if (!row) continue;
    rows.push(typeof fit === 'string' ? { ...row, fault: fit } : row);
  }
  return rows;
}

/** What a spreadsheet would take for a formula, behind the marks that keep it from that. */
const MARKED_TEXT = /^'+[=+\-@\t\r＝＋－＠]/;

/** How a spreadsheet keeps digits from becoming a number. */
const QUOTED_FORMULA = /^="((?:[^"]|"")*)"$/;

/**
 * Takes off a cell what makes it text in a spreadsheet: `="00012005"`, and a `'` before what would be a
 * formula, as the exporter writes it.
 */
function spreadsheetText(cell: string): string {
  if (MARKED_TEXT.test(cell)) return cell.slice(1);
  return QUOTED_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
}
