import { LineCounter } from '../../text/lines.js';
import { TableError } from '../error.js';
import { checkRowCount, type Row } from '../row.js';
import { type CellLine, findColumns, fitCells, readCellRow } from './columns.js';

const DELIMITERS = [',', ';', '\t'] as const;

/** The format of a CSV file. */
export interface CsvShape {
  readonly delimiter: string;
  /** The start of the records, after a spreadsheet's `sep=;`. */
  readonly start: number;
}

/** How many records are used to find the delimiter. */
const SAMPLE = 100;

/** A longer quoted cell means that a quotation mark was not closed. */
const LONGEST_CELL = 1_000_000;

/**
 * Iterates over CSV records (RFC 4180): quoted cells may contain delimiters, doubled quotation marks and
 * line breaks. More lenient than the RFC, it drops white space around unquoted cells, and treats a
 * quotation mark that is not closed before a delimiter as an ordinary character.
 *
 * Why no library: csv-parse reports where a record begins and whether a cell was quoted, but needs Node's
 * `Buffer` and so does not run in browsers; Papa Parse does not report it.
 *
 * @param text The CSV.
 * @param delimiter One character.
 * @param start The offset of the first record.
 * @param page The name of the page, for errors.
 * @throws {TableError} If a cell starts with a quotation mark that is never closed.
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
          'the quotation mark that opens this cell is never closed; close it or double it',
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

/** Reads a quoted cell; `undefined` if the cell is not quoted. */
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
 * Detects CSV with codes, and its delimiter.
 *
 * @param sample The start of the text.
 * @param sure Whether the file name implies CSV; then a single code is enough.
 * @returns The format, or `undefined` if fewer than half of the records have codes.
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

/** The non-empty records of a sample. The last one may be incomplete, which is not an error. */
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
 * @param shape The result of {@link sniffCsv}.
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

/** What a spreadsheet would take for a formula, after the `'` that prevents it. */
const MARKED_TEXT = /^'+[=+\-@\t\r＝＋－＠]/;

/** The form in which a spreadsheet keeps digits from becoming a number. */
const QUOTED_FORMULA = /^="((?:[^"]|"")*)"$/;

/**
 * Removes what makes a cell text in a spreadsheet: `="00012005"`, and the `'` that the exporter writes
 * before what would be a formula.
 */
function spreadsheetText(cell: string): string {
  if (MARKED_TEXT.test(cell)) return cell.slice(1);
  return QUOTED_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
}
