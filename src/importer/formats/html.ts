import { LineCounter } from '../../text/lines.js';
import type { Row } from '../row.js';
import { type CellLine, findColumns, readCellRow } from './columns.js';
import { unescapeMarkdown } from './markdown.js';

/** A longer row or cell of a table is none. */
const LONGEST = 100_000;

/**
 * Reads the HTML tables of a page: GitBook writes a table of set widths into its Markdown so.
 *
 * @param text The page.
 * @param page Its name.
 */
export function readHtmlTables(text: string, page: string): Row[] {
  const rows: Row[] = [];
  let table: CellLine[] = [];
  const lines = new LineCounter(text);
  const flush = () => {
    const columns = findColumns(table);
    for (const row of columns ? table.slice(columns.skip) : []) {
      const found = columns && readCellRow(page, row, columns, (cell) => cell, columns.named);
      if (found) rows.push(found);
    }
    table = [];
  };
  for (let at = text.indexOf('<tr'); at !== -1; ) {
    const next = text.indexOf('<tr', at + 3);
    const end = Math.min(next === -1 ? text.length : next, at + LONGEST);
    const content = text.slice(at, end);
    const close = content.search(/<\/tr>|<\/table>/);
    const raw = close === -1 ? content : content.slice(0, close);
    table.push({ number: lines.lineAt(at), raw, cells: cellsOf(raw) });
    if (content.includes('</table>')) flush();
    at = next;
  }
  flush();
  return rows;
}

/** The texts of a row's cells; tags inside them are taken out. */
function cellsOf(row: string): string[] {
  return row
    .split(/<t[dh](?=[\s>])/)
    .slice(1)
    .map((cell) =>
      unescapeMarkdown(
        cell
          .slice(cell.indexOf('>') + 1)
          .replace(/<br\s?\/?>/g, ' ')
          .replace(/<[^<>]{0,500}>/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    );
}
