/**
 * What a spreadsheet would run as a formula (OWASP, CSV Injection). If it already has a `'` before it, it
 * gets another one, so that the importer knows which to remove.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Quotes a cell if necessary (RFC 4180), or if white space at its ends would be lost. */
function csvCell(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a CSV with a header (RFC 4180) and LF line ends.
 *
 * @param columns The fields to write; an absent one is an empty cell.
 * @param bom Whether it starts with a byte order mark.
 */
export function formatCsv<Column extends string>(
  items: readonly { readonly [Key in Column]?: string }[],
  columns: readonly Column[],
  bom = false,
): string {
  const rows = items.map((item) => columns.map((column) => csvCell(item[column] ?? '')));
  return (bom ? '\ufeff' : '') + [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
