import type { Row } from './row.js';

/** A line with something code-like before its first `=`. */
const ROW = /^\s*([A-Za-z0-9][A-Za-z0-9_.\-\s]{0,160}?)\s*=\s*(.*\S)\s*$/u;

/**
 * Reads `CODE=message` lines out of a page, whatever stands around them.
 *
 * @param lines The page's lines without their line ends.
 * @returns Everything that has the form of a row.
 */
export function readLineRows(lines: readonly string[]): Row[] {
  const rows: Row[] = [];
  lines.forEach((raw, index) => {
    const match = ROW.exec(raw);
    if (match) {
      rows.push({
        line: index + 1,
        raw,
        code: match[1] as string,
        message: match[2] as string,
      });
    }
  });
  return rows;
}
