import { splitCode } from '../../table/code.js';
import { type TextLine, textLines } from '../../text/lines.js';
import { hasCodeShape } from '../code-text.js';
import { isReadable } from '../repair/families.js';
import { checkRowCount, type Row } from '../row.js';
import { readBareRow, readLineRow } from './code-lines.js';
import {
  type CellLine,
  COLUMN_SAMPLE,
  type Columns,
  findColumns,
  fitCells,
  readCellRow,
} from './columns.js';
import { readHtmlTables } from './html.js';
import { cellText, Fences, isDelimiterRow, splitCells } from './markdown.js';
import { readFencedProperties } from './properties.js';

/** The rows of a text page. */
export interface TextRows {
  readonly rows: Row[];
  /** Whether the page is Markdown: its rows are in a table or in a fenced block. */
  readonly markdown: boolean;
}

const isBlank = ({ text }: TextLine) => text.trim() === '';

/** A quick check for the delimiter row of a Markdown table. */
const DASHES = /^[\s|:>-]+$/;

const HTML_CELL = /<td[\s>]/i;

/**
 * Reads a text page: lines with a code and its message, Markdown and HTML tables, and tables copied from a
 * browser, whose cells are separated by tabs, all surrounded by any other text. A page may mix them. Fenced
 * blocks of code contain no rows.
 *
 * @param text The content of the page.
 * @param page Its name.
 * @param known Families that are known beforehand.
 */
export function readTextPage(text: string, page: string, known: ReadonlySet<string>): TextRows {
  const rows: Row[] = [];
  const fences = new Fences();
  let markdown = 0;
  let block: TableBlock | undefined;
  let properties: TextLine[] = [];
  /** Whether all lines so far have a code and its message. */
  let pure = true;
  const endBlock = () => {
    block?.end();
    if (block?.separator === '|') markdown += block.found;
    block = undefined;
  };
  const endProperties = () => {
    if (properties.length > 0) addRows(rows, readFencedProperties(properties, page, known));
    properties = [];
  };
  for (const line of textLines(text)) {
    checkRowCount(page, rows.length);
    const place = fences.next(line.text);
    const isText = place === 'outside' || place === 'literal';
    const separator = isText ? separatorOf(line.text) : undefined;
    if (block?.separator !== separator) endBlock();
    if (place !== 'properties') endProperties();
    if (separator) {
      pure = false;
      block ??= new TableBlock(page, separator, rows);
      block.add(line);
    } else if (isText) {
      const row = readLineRow(page, line, { literal: place === 'literal' });
      const found = row ?? readBareRow(page, line);
      if (found) rows.push(found);
      pure &&= row ? splitCode(row.code) !== undefined && isReadable(row.message) : isBlank(line);
    } else if (place === 'properties') {
      pure = false;
      properties.push(line);
    }
  }
  endBlock();
  endProperties();
  if (pure) return { rows: rows.map((row) => ({ ...row, pure })), markdown: fences.found };
  if (HTML_CELL.test(text)) {
    const found = readHtmlTables(text, page);
    markdown += found.length;
    addRows(rows, found);
    rows.sort((a, b) => a.line - b.line);
  }
  const read = rows.filter((row) => row.fault === undefined).length;
  return { rows, markdown: fences.found || markdown * 2 > read };
}

function addRows(rows: Row[], found: readonly Row[]): void {
  for (const row of found) rows.push(row);
}

function separatorOf(line: string): '|' | '\t' | undefined {
  if (line.includes('|')) return '|';
  return line.includes('\t') && line.trim().includes('\t') ? '\t' : undefined;
}

/**
 * Reads consecutive lines as tables. A delimiter row below a header starts a new table, even if there is no
 * line between two tables. Only the first lines of a table are kept until its columns are known, so that a
 * huge file of such lines, for example a log, needs little memory.
 */
class TableBlock {
  readonly separator: '|' | '\t';
  /** How many rows were found in cells. */
  found = 0;
  readonly #page: string;
  readonly #rows: Row[];
  #held: TextLine[] = [];
  /** The columns; `null` if the lines are not a table with codes. */
  #columns: Columns | null | undefined;
  /** The last line, which is a header if a delimiter row follows. */
  #last: TextLine | undefined;

  constructor(page: string, separator: '|' | '\t', rows: Row[]) {
    this.#page = page;
    this.separator = separator;
    this.#rows = rows;
  }

  add(line: TextLine): void {
    if (
      this.separator === '|' &&
      DASHES.test(line.text) &&
      isDelimiterRow(splitCells(line.text).cells)
    ) {
      const header = this.#last;
      this.#last = undefined;
      this.end();
      if (header) this.#held.push(header);
      return;
    }
    if (this.#last) this.#take(this.#last);
    this.#last = line;
  }

  /** Ends the table and reads the kept lines. */
  end(): void {
    if (this.#last) this.#take(this.#last);
    this.#last = undefined;
    if (this.#columns === undefined) this.#settle();
    this.#columns = undefined;
  }

  #take(line: TextLine): void {
    if (this.#columns !== undefined) this.#read(line);
    else if (this.#held.push(line) >= COLUMN_SAMPLE) this.#settle();
  }

  /** Finds the columns and reads the kept lines. */
  #settle(): void {
    const held = this.#held;
    this.#held = [];
    this.#columns = findColumns(held.map((line) => this.#cut(line))) ?? null;
    for (const line of held.slice(this.#columns?.skip ?? 0)) this.#read(line);
  }

  #cut({ number, text }: TextLine, spans = false): CellLine {
    return this.separator === '|'
      ? { number, raw: text, ...splitCells(text, spans) }
      : { number, raw: text, ...splitTabs(text) };
  }

  #read(line: TextLine): void {
    const columns = this.#columns;
    const row = columns ? this.#readCells(line, columns) : undefined;
    if (row && (row.fault !== undefined || hasCodeShape(row.code))) {
      this.found++;
      this.#rows.push(row);
      return;
    }
    // A `CODE=message` line with a bar in its message may directly follow a table.
    const other = readLineRow(this.#page, line) ?? row ?? readBareRow(this.#page, line);
    if (other) this.#rows.push(other);
  }

  #readCells(line: TextLine, columns: Columns): Row | undefined {
    let cut = this.#cut(line);
    if (cut.cells.length > columns.width && this.separator === '|') {
      const spans = this.#cut(line, true);
      if (spans.cells.length === columns.width) cut = spans;
    }
    const fit = fitCells(
      cut,
      columns,
      this.separator === '|' ? 'write \\| for a | in a cell' : undefined,
    );
    const decode = this.separator === '|' ? cellText : (cell: string) => cell.trim();
    const row = readCellRow(
      this.#page,
      typeof fit === 'string' ? cut : fit,
      columns,
      decode,
      columns.named,
    );
    return row && typeof fit === 'string' ? { ...row, fault: fit } : row;
  }
}

function splitTabs(text: string): Pick<CellLine, 'cells' | 'starts'> {
  const cells = text.split('\t');
  let at = 0;
  const starts = cells.map((cell) => {
    const start = at;
    at += cell.length + 1;
    return start;
  });
  return { cells, starts };
}
