import { plainText } from './markdown-inline.js';

/** The languages of fenced blocks that may contain rows; all others contain code. */
const ROW_LANGUAGES = new Set(
  'properties|ini|text|txt|plain|plaintext|none|conf|config|markdown|md|csv|tsv|log'.split('|'),
);

/** A line that opens or closes a fenced block. */
const FENCE = /^[\s>]{0,40}(`{3,}|~{3,})\s*([\w+#-]*)(.*)/s;

/** The maximum number of cells; the rest belongs to the last one. */
const MOST_CELLS = 200;

/** A line of a table, split into cells as written, with their escapes. */
export interface MarkdownCells {
  readonly cells: readonly string[];
  /** The start of each cell in the line. */
  readonly starts: readonly number[];
  /** The end of the last cell. */
  readonly end: number;
}

/**
 * Splits a line of a table into its cells (GitHub Flavored Markdown, 4.10).
 *
 * @param line A line with at least one `|`; the outer ones may be missing.
 * @param spans Whether a `|` in a code span is text, as authors expect; for GitHub it separates cells.
 */
export function splitCells(line: string, spans = false): MarkdownCells {
  const from = /^[\s>]{1,40}(?=[^\s>])/.exec(line)?.[0].length ?? 0;
  const to = line.trimEnd().length;
  const cells: string[] = [];
  const starts: number[] = [];
  let start = line[from] === '|' ? from + 1 : from;
  for (let i = start; i < to && cells.length < MOST_CELLS; i++) {
    if (line[i] === '\\') i++;
    else if (line[i] === '`' && spans) {
      // Backticks that nothing closes are text.
      const mark = /`+/y;
      mark.lastIndex = i;
      const length = mark.exec(line)?.[0].length ?? 1;
      const close = line.indexOf('`'.repeat(length), i + length);
      i = (close === -1 ? i : close) + length - 1;
    } else if (line[i] === '|') {
      cells.push(line.slice(start, i));
      starts.push(start);
      start = i + 1;
    }
  }
  const isClosed = start >= to;
  if (!isClosed) {
    cells.push(line.slice(start, to));
    starts.push(start);
  }
  return { cells, starts, end: isClosed ? to - 1 : to };
}

/** The text of a cell. GitBook's `&#x20;` at its ends is padding like any blank. */
export function cellText(cell: string): string {
  let start = 0;
  let end = cell.length;
  for (const before = { start: -1, end: -1 }; before.start !== start || before.end !== end; ) {
    before.start = start;
    before.end = end;
    while (start < end && (cell[start] === ' ' || cell[start] === '\t')) start++;
    while (end > start && (cell[end - 1] === ' ' || cell[end - 1] === '\t')) end--;
    for (const padding of PADDING) {
      if (start + padding.length > end) continue;
      if (cell.startsWith(padding, start)) start += padding.length;
      else if (cell.endsWith(padding, end) && cell[end - padding.length - 1] !== '\\') {
        end -= padding.length;
      }
    }
  }
  return plainText(cell.slice(start, end));
}

/** The padding of cells in GitBook besides blanks. */
const PADDING = ['&#x20;', '&nbsp;'];

/** Whether a line is the delimiter row after a table header: `| --- | :-: |`. */
export function isDelimiterRow(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^[ \t]*:?-+:?[ \t]*$/.test(cell));
}

/** The place of a line: outside of blocks, on a fence, or inside a kind of block. */
type Place = 'outside' | 'fence' | 'properties' | 'literal' | 'code';

/** Tracks the fenced blocks of a page. */
export class Fences {
  #open: { mark: string; language: string } | undefined;
  /** Whether the page has any. */
  found = false;

  /**
   * Takes the next line.
   *
   * @returns Its place: outside of all blocks, on a fence, in a block of properties, in another literal
   *   block that may contain rows, or in a block of code.
   */
  next(line: string): Place {
    const fence = line.includes('```') || line.includes('~~~') ? FENCE.exec(line) : null;
    if (!fence) return this.#inside();
    const [, mark, language, rest] = fence as unknown as [string, string, string, string];
    if (!this.#open) {
      // A line with more backticks is inline code.
      if (mark[0] === '`' && rest.includes('`')) return 'outside';
      this.#open = { mark, language: language.toLowerCase() };
      this.found = true;
      return 'fence';
    }
    const { mark: opening } = this.#open;
    if (mark[0] === opening[0] && mark.length >= opening.length && !language && !rest.trim()) {
      this.#open = undefined;
      return 'fence';
    }
    return this.#inside();
  }

  #inside(): Place {
    if (!this.#open) return 'outside';
    const { language } = this.#open;
    if (language === 'properties') return 'properties';
    return language === '' || ROW_LANGUAGES.has(language) ? 'literal' : 'code';
  }
}
