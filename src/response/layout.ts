import { END_OF_FIELD_LINE } from '../text/notation.js';

/** No indentation, and nothing that stands before it on each line, is longer, in bytes. */
export const MAX_COLUMN = 400;

/** Between the beginning of a field and its key: colours, a quote, the bracket of PHP or XML. */
const BEFORE_KEY = /(?:\x1b\[[0-9;:]{0,24}m){0,3}["':@<[]{0,2}(?:\x1b\[[0-9;:]{0,24}m){0,3}$/;

/** Blanks and the brackets that open what stands on the lines: the indentation of a field. */
const INDENTATION = /[ \t{([]*$/;

const COLOUR_END = /\x1b\[[0-9;:]{0,24}m$/;

/** How a field begins, whatever it is called. */
const FIELD =
  /^(?:\x1b\[[0-9;:]{0,24}m){0,3}["':@<[]{0,2}[A-Za-z_$][\w$.-]*["'\]]{0,2}\s*(?:[:=>]|\x1b)/;

/** Where a field starts whose key starts at a place: with its quote. */
export function fieldStart(text: string, key: number, floor: number): number {
  return key - (BEFORE_KEY.exec(text.slice(Math.max(floor, key - 80), key))?.[0].length ?? 0);
}

/** What follows a field on its line. */
export interface FieldEnd {
  /** Whether a comma says that more fields follow. */
  readonly comma: boolean;
  /** Whether the object ends there, its bracket on the same line. */
  readonly closes: boolean;
}

/** From the end of the last value to the end of its line, where the object's bracket stands on it. */
const END_OF_OBJECT_LINE = /^["'\\]{0,8}[ \t]{0,8}[)}\]>][)}\]>,; \t]{0,32}\r?$/;

/** Reads what stands behind a field's value; `undefined` where that is more than the field's own end. */
export function readFieldEnd(text: string, valueEnd: number, end: number): FieldEnd | undefined {
  if (end - valueEnd > 200) return undefined;
  const rest = text.slice(Math.min(valueEnd, end), end);
  const ending = END_OF_FIELD_LINE.exec(rest);
  if (ending) return { comma: ending[1] !== '', closes: false };
  return END_OF_OBJECT_LINE.test(rest) ? { comma: false, closes: true } : undefined;
}

/** Times and counters differ from line to line. */
const withoutDigits = (text: string) => text.replace(/\d+/g, '0');

/**
 * Where what is in each line before an object's fields ends.
 *
 * @param prefix As {@link withoutDigits} leaves it.
 * @returns The place; `undefined` where the line begins otherwise.
 */
function skipPrefix(prefix: string, text: string, start: number, end: number): number | undefined {
  let at = start;
  for (let index = 0; index < prefix.length; index++) {
    // A line that has only begun may go on so.
    if (at >= end) return end;
    if (prefix[index] !== '0') {
      if (text[at++] !== prefix[index]) return undefined;
      continue;
    }
    const from = at;
    while (at < end && text[at] !== undefined && /\d/.test(text[at] as string)) at++;
    if (at === from) return undefined;
  }
  return at;
}

/** Where a line's content starts: behind its blanks; at its end where it has none. */
function contentAt(text: string, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char !== 32 && char !== 9 && char !== 13) break;
  }
  return at;
}

/** Where a line stands in relation to the fields of an object. */
export type Standing =
  | 'blank'
  /** In their column. */
  | 'field'
  /** Further right: it is inside of one of them. */
  | 'deeper'
  /** Further left, or not in what the object stands in. */
  | 'outside';

/**
 * Where the fields of an object stand that a pretty-printer spread over lines: behind what a log, or a
 * container's engine, puts before each line, all in the same column.
 */
export class Layout {
  /** What stands before each line, without its digits. */
  #prefix: string;
  /** How far behind that the fields start, in bytes; `undefined` until the second one has come. */
  #column: number | undefined;

  private constructor(prefix: string, column: number | undefined) {
    this.#prefix = prefix;
    this.#column = column;
  }

  /**
   * Reads the layout off one field.
   *
   * @param start Where its line starts in the text.
   * @param field Where the field starts: see {@link fieldStart}.
   * @returns `undefined` for a field that does not stand inside of something.
   */
  static of(text: string, start: number, field: number): Layout | undefined {
    const column = field - start;
    if (column === 0 || column > MAX_COLUMN) return undefined;
    const before = text.slice(start, field);
    const margin = INDENTATION.exec(before)?.index ?? column;
    const indentation = before.slice(margin);
    // Its line opens the object: `Result(code=500,`. Where the next field stands is still to be seen.
    if (/[{([]/.test(indentation)) return new Layout(withoutDigits(before), undefined);
    const prefix = before.slice(0, margin);
    // A single blank divides any two words.
    const isSure = margin === 0 || indentation.length > 1 || COLOUR_END.test(prefix);
    if (indentation === '' || !isSure) return undefined;
    return new Layout(withoutDigits(prefix), column - margin);
  }

  /** Whether the field's line is the one that opens the object. */
  get opens(): boolean {
    return this.#column === undefined;
  }

  /** Where a line stands; of the first behind an opening one, this tells the column. */
  standing(text: string, start: number, end: number): Standing {
    if (this.#column === undefined) this.#findColumn(text, start, end);
    const content = this.#contentOf(text, start, end);
    if (content === undefined) return 'outside';
    if (content < 0) return 'blank';
    const column = this.#column ?? 0;
    return content > column ? 'deeper' : content < column || column === 0 ? 'outside' : 'field';
  }

  /** Whether a line that has only begun may belong to the object. */
  mayHold(text: string, start: number, end: number): boolean {
    if (this.#column === undefined) return end === start || /[ \t\d]/.test(text[start] as string);
    const content = this.#contentOf(text, start, end);
    return content !== undefined && (content < 0 || content >= this.#column);
  }

  /** Where the field of a line starts that stands in the fields' column. */
  fieldOf(text: string, start: number, end: number): number {
    const margin = skipPrefix(this.#prefix, text, start, end) ?? start;
    return margin + (this.#column ?? 0);
  }

  /** How far behind the prefix a line's content starts; negative for none, `undefined` for another prefix. */
  #contentOf(text: string, start: number, end: number): number | undefined {
    const hasPrefix = this.#prefix !== '';
    if (hasPrefix && contentAt(text, start, end) === end) return -1;
    const margin = hasPrefix ? skipPrefix(this.#prefix, text, start, end) : start;
    if (margin === undefined) return undefined;
    const content = contentAt(text, margin, end);
    return content === end ? -1 : content - margin;
  }

  /** The prefix of an opening line ends where the next line differs from it. */
  #findColumn(text: string, start: number, end: number): void {
    const first = this.#prefix;
    const next = withoutDigits(text.slice(start, Math.min(end, start + 2 * MAX_COLUMN)));
    if (next.trim() === '') return;
    let same = 0;
    while (same < first.length && first[same] === next[same]) same++;
    this.#prefix = first.slice(0, same).replace(INDENTATION, '');
    this.#column = 0;
    const content = this.#contentOf(text, start, end) ?? -1;
    if (content > 0 && FIELD.test(text.slice(this.fieldOf(text, start, end) + content, end))) {
      this.#column = content;
    }
  }
}
