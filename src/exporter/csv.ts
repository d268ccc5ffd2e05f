/**
 * What a spreadsheet takes for a formula (OWASP, CSV Injection). What already stands behind a `'` gets
 * another, so that the importer knows which one to take off.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Quotes a cell where it must be (RFC 4180), and where white space at its ends would get lost. */
function csvCell(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a CSV with a header (RFC 4180), lines ended by LF.
 *
 * @param columns The fields to write; an absent one is an empty cell.
 * @param bom Whether it begins with a byte order mark.
 */
export function formatCsv<Column extends string>(
  items: readonly { readonly [Key in Column]?: string }[],
  columns: readonly Column[],
  bom = false,
): string {
  const rows = items.map((item) => columns.map((column) => csvCell(item[column] ?? '')));
  return (bom ? '\ufeff' : '') + [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
