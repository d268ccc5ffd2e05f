import { splitCode } from '../../table/code.js';
import { type TextLine, textLines } from '../../text/lines.js';
import { isReadable } from '../repair/families.js';
import { checkRowCount, type Row } from '../row.js';
import { readBareRow, readLineRow } from './code-lines.js';
import {
  type CellLine,
  COLUMN_SAMPLE,
  type Columns,
  findColumns,
  hasCodeShape,
  readCellRow,
} from './columns.js';
import { readHtmlTables } from './html.js';
import { cellText, Fences, isDelimiterRow, splitCells } from './markdown.js';

/** What a page of text holds. */
export interface TextRows {
  readonly rows: Row[];
  /** Whether the page is written in Markdown: its rows stand in a table, or in a fenced block. */
  readonly markdown: boolean;
}

const isBlank = ({ text }: TextLine) => text.trim() === '';

/** A line of a Markdown table's dashes, told cheaply. */
const DASHES = /^[\s|:>-]+$/;

/** A longer line is never a table's, so that no block of lines grows out of hand. */
const LONGEST_LINE = 100_000;

/**
 * Reads a page of text: `CODE=message` lines with whatever stands around them, the tables of
 * Markdown and of HTML inside it, and those of a page copied from a browser, whose cells tabs separate. One page may hold all
 * of them. Rows in fenced blocks of programs are none.
 *
 * @param text The page.
 * @param page Its name.
 */
export function readTextPage(text: string, page: string): TextRows {
  const rows: Row[] = [];
  const fences = new Fences();
  let markdown = 0;
  let block: TableBlock | undefined;
  /** Whether there has been nothing but `CODE=message` lines. */
  let pure = true;
  const endBlock = () => {
    block?.end();
    if (block?.separator === '|') markdown += block.found;
    block = undefined;
  };
  for (const line of textLines(text)) {
    checkRowCount(page, rows.length);
    const admitted = fences.admits(line.text);
    const separator = admitted ? separatorOf(line.text) : undefined;
    if (block?.separator !== separator) endBlock();
    if (separator) {
      pure = false;
      block ??= new TableBlock(page, separator, rows);
      block.add(line);
    } else if (admitted) {
      const row = readLineRow(page, line);
      const found = row ?? readBareRow(page, line);
      if (found) rows.push(found);
      pure &&= row ? splitCode(row.code) !== undefined && isReadable(row.message) : isBlank(line);
    }
  }
  endBlock();
  if (pure) return { rows: rows.map((row) => ({ ...row, pure })), markdown: fences.found };
  if (text.includes('<td')) {
    const found = readHtmlTables(text, page);
    markdown += found.length;
    for (const row of found) rows.push(row);
    rows.sort((a, b) => a.line - b.line);
  }
  const read = rows.filter((row) => row.fault === undefined).length;
  return { rows, markdown: fences.found || markdown * 2 > read };
}

function separatorOf(line: string): '|' | '\t' | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  if (line.includes('|')) return '|';
  return line.includes('\t') && line.trim().includes('\t') ? '\t' : undefined;
}

/**
 * Reads neighbouring lines as tables. A line of dashes under a header begins a table, so two tables
 * without a line between them are two. Only a table's first lines are held until its columns are
 * known, so that a huge file of such lines, a log for one, costs no memory.
 */
class TableBlock {
  readonly separator: '|' | '\t';
  /** How many rows were found in cells. */
  found = 0;
  readonly #page: string;
  readonly #rows: Row[];
  #held: TextLine[] = [];
  /** The columns; `null` where the lines are no table with codes. */
  #columns: Columns | null | undefined;
  /** The last line, which is a header if dashes follow. */
  #last: TextLine | undefined;

  constructor(page: string, separator: '|' | '\t', rows: Row[]) {
    this.#page = page;
    this.separator = separator;
    this.#rows = rows;
  }

  add(line: TextLine): void {
    if (this.separator === '|' && DASHES.test(line.text) && isDelimiterRow(splitCells(line.text))) {
      const header = this.#last;
      this.#last = undefined;
      this.end();
      if (header) this.#held.push(header);
      return;
    }
    if (this.#last) this.#take(this.#last);
    this.#last = line;
  }

  /** Ends the table; what was held is read. */
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

  /** Finds out where the columns are, and reads what was held for it. */
  #settle(): void {
    const held = this.#held;
    this.#held = [];
    this.#columns = findColumns(held.map((line) => this.#cut(line))) ?? null;
    for (const line of held.slice(this.#columns?.skip ?? 0)) this.#read(line);
  }

  #cut({ number, text }: TextLine): CellLine {
    const cells = this.separator === '|' ? splitCells(text) : text.split('\t');
    return { number, raw: text, cells };
  }

  #read(line: TextLine): void {
    const columns = this.#columns;
    const decode = this.separator === '|' ? cellText : (cell: string) => cell.trim();
    const cells = columns
      ? readCellRow(this.#page, this.#cut(line), columns, decode, columns.named)
      : undefined;
    if (cells && hasCodeShape(cells.code)) {
      this.found++;
      this.#rows.push(cells);
      return;
    }
    // A `CODE=message` line may stand right under a table, with a bar in its message.
    const row = readLineRow(this.#page, line) ?? cells;
    if (row) this.#rows.push(row);
  }
}
