import { decodeString } from 'micromark-util-decode-string';

/** Fenced blocks that hold rows, by the language they name; in all others stands code. */
const ROW_LANGUAGES = new Set(
  'properties|ini|text|txt|plain|plaintext|none|conf|config|markdown|md|csv|tsv|log'.split('|'),
);

/** A line that opens or closes a fenced block. */
const FENCE = /^[\s>]{0,40}(`{3,}|~{3,})\s*([\w+#-]*)(.*)/s;

/** Decodes Markdown's escapes and character references: `\|`, `&#32;`, `&rsquo;`; a `<br>` becomes a blank. */
export function unescapeMarkdown(text: string): string {
  return decodeString(text.replace(/<br\s?\/?>/g, ' ')).replaceAll('\u00a0', ' ');
}

/**
 * Cuts a table's line into its cells as written, escapes untouched (GitHub Flavored Markdown, 4.10).
 *
 * @param line A line with at least one `|`; the outer ones may be missing.
 */
export function splitCells(line: string): string[] {
  const text = line.replace(/^[\s>]{1,40}(?=[^\s>])/, '').trimEnd();
  const cells: string[] = [];
  let start = text.startsWith('|') ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '|') {
      cells.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (start < text.length) cells.push(text.slice(start));
  return cells;
}

/** The text of a cell. GitBook's stray `&#x20;` at its ends is padding like any blank. */
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
  return unescapeMarkdown(cell.slice(start, end));
}

/** What GitBook pads cells with besides blanks. */
const PADDING = ['&#x20;', '&nbsp;'];

/** Whether a line is the one that follows a table's header: `| --- | :-: |`. */
export function isDelimiterRow(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^[ \t]*:?-+:?[ \t]*$/.test(cell));
}

/** Follows a page's fenced blocks. */
export class Fences {
  #open: { mark: string; foreign: boolean } | undefined;
  /** Whether the page has any. */
  found = false;

  /**
   * Takes the next line.
   *
   * @returns Whether the line may be a row: it is no fence, and stands in no program's code.
   */
  admits(line: string): boolean {
    const fence = line.includes('```') || line.includes('~~~') ? FENCE.exec(line) : null;
    if (!fence) return !this.#open?.foreign;
    const [, mark, language, rest] = fence as unknown as [string, string, string, string];
    if (!this.#open) {
      // A line with more backticks is inline code.
      if (mark[0] === '`' && rest.includes('`')) return true;
      const known = language === '' || ROW_LANGUAGES.has(language.toLowerCase());
      this.#open = { mark, foreign: !known };
      this.found = true;
      return false;
    }
    const { mark: opening, foreign } = this.#open;
    if (mark[0] === opening[0] && mark.length >= opening.length && !language && !rest.trim()) {
      this.#open = undefined;
      return false;
    }
    return !foreign;
  }
}
