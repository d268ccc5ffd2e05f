import { decodeString } from 'micromark-util-decode-string';
import { LineCounter } from '../../text/lines.js';
import type { Row } from '../row.js';
import { type CellLine, findColumns, readCellRow } from './columns.js';

/**
 * Reads the HTML tables of a page, which GitBook writes for tables with fixed widths.
 *
 * @param text The page.
 * @param page Its name.
 */
export function readHtmlTables(text: string, page: string): Row[] {
  const rows: Row[] = [];
  const lines = new LineCounter(text);
  let table: CellLine[] = [];
  const flush = () => {
    const columns = findColumns(table);
    for (const row of columns ? table.slice(columns.skip) : []) {
      const found = columns && readCellRow(page, row, columns, (cell) => cell, columns.named);
      if (found) rows.push(found);
    }
    table = [];
  };
  const opening = /<tr(?=[\s>])/gi;
  let next = opening.exec(text);
  while (next) {
    const at = next.index;
    next = opening.exec(text);
    const content = text.slice(at, next?.index);
    const close = content.search(/<\/tr>|<\/table>/i);
    const raw = close === -1 ? content : content.slice(0, close);
    table.push({ number: lines.lineAt(at), raw, cells: cellsOf(raw) });
    if (/<\/table>/i.test(content)) flush();
  }
  flush();
  return rows;
}

/** The texts of a row's cells, without tags. */
function cellsOf(row: string): string[] {
  return row
    .split(/<t[dh](?=[\s>])/i)
    .slice(1)
    .map((cell) =>
      decodeString(
        cell
          .slice(cell.indexOf('>') + 1)
          .replace(/<br\s?\/?>/gi, ' ')
          .replace(/<[^<>]{0,500}>/g, '')
          .replaceAll('&nbsp;', ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    );
}
