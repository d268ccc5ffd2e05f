import { END_OF_FIELD_LINE } from '../../notation/field.js';

/** The maximum length of the indentation and of the prefix before it, in bytes. */
export const MAX_COLUMN = 400;

/** Between the start of a field and its key: colours, a quote, the bracket of PHP or XML. */
const BEFORE_KEY = /(?:\x1b\[[0-9;:]{0,24}m){0,3}["':@<[]{0,2}(?:\x1b\[[0-9;:]{0,24}m){0,3}$/;

/** The indentation of a field: blanks, and the brackets that open its object. */
const INDENTATION = /[ \t{([]*$/;

const COLOUR_END = /\x1b\[[0-9;:]{0,24}m$/;

/** How any field begins. */
const FIELD =
  /^(?:\x1b\[[0-9;:]{0,24}m){0,3}["':@<[]{0,2}[A-Za-z_$][\w$.-]*["'\]]{0,2}\s*(?:[:=>]|\x1b)/;

/** Where the field of a key starts: with its quote. */
export function fieldStart(text: string, key: number, floor: number): number {
  return key - (BEFORE_KEY.exec(text.slice(Math.max(floor, key - 80), key))?.[0].length ?? 0);
}

/** What follows a field on its line. */
export interface FieldEnd {
  /** Whether a comma follows, so that there are more fields. */
  readonly comma: boolean;
  /** Whether the closing bracket of the object is on the same line. */
  readonly closes: boolean;
}

/** From the end of the last value to the end of its line, with the closing bracket of the object. */
const END_OF_OBJECT_LINE = /^["'\\]{0,8}[ \t]{0,8}[)}\]>][)}\]>,; \t]{0,32}\r?$/;

/** Reads what follows the value of a field; `undefined` if that is more than the end of the field. */
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
 * Finds the end of the prefix of a line.
 *
 * @param prefix The prefix after {@link withoutDigits}.
 * @returns Its end; `undefined` if the line begins differently.
 */
function skipPrefix(prefix: string, text: string, start: number, end: number): number | undefined {
  let at = start;
  for (let index = 0; index < prefix.length; index++) {
    // An incomplete line may go on with it.
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

/** Where the content of a line starts, after its blanks; its end if it has none. */
function contentAt(text: string, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char !== 32 && char !== 9 && char !== 13) break;
  }
  return at;
}

/** The position of a line in relation to the fields of an object. */
export type Standing =
  | 'blank'
  /** In their column. */
  | 'field'
  /** Further right: inside one of them. */
  | 'deeper'
  /** Further left, or without the prefix. */
  | 'outside';

/**
 * The layout of an object that a pretty-printer spread over lines: all its fields start in the same column,
 * after a prefix that a log or a container engine puts before each line.
 */
export class Layout {
  /** The prefix of each line, after {@link withoutDigits}. */
  #prefix: string;
  /** The column of the fields after the prefix, in bytes; `undefined` until the second field has come. */
  #column: number | undefined;

  private constructor(prefix: string, column: number | undefined) {
    this.#prefix = prefix;
    this.#column = column;
  }

  /**
   * Derives the layout from one field.
   *
   * @param start Where its line starts in the text.
   * @param field Where the field starts: see {@link fieldStart}.
   * @returns `undefined` for a field that is not inside an object.
   */
  static of(text: string, start: number, field: number): Layout | undefined {
    const column = field - start;
    if (column === 0 || column > MAX_COLUMN) return undefined;
    const before = text.slice(start, field);
    const margin = INDENTATION.exec(before)?.index ?? column;
    const indentation = before.slice(margin);
    // Its line opens the object: `Result(code=500,`. The next line tells the column.
    if (/[{([]/.test(indentation)) return new Layout(withoutDigits(before), undefined);
    const prefix = before.slice(0, margin);
    // A single blank separates any two words.
    const isSure = margin === 0 || indentation.length > 1 || COLOUR_END.test(prefix);
    if (indentation === '' || !isSure) return undefined;
    return new Layout(withoutDigits(prefix), column - margin);
  }

  /** Whether the field is on the line that opens the object. */
  get opens(): boolean {
    return this.#column === undefined;
  }

  /** The position of a line. The first line after the opening one determines the column. */
  standing(text: string, start: number, end: number): Standing {
    if (this.#column === undefined) this.#findColumn(text, start, end);
    const content = this.#contentOf(text, start, end);
    if (content === undefined) return 'outside';
    if (content < 0) return 'blank';
    const column = this.#column ?? 0;
    return content > column ? 'deeper' : content < column || column === 0 ? 'outside' : 'field';
  }

  /** Whether an incomplete line may belong to the object. */
  mayHold(text: string, start: number, end: number): boolean {
    if (this.#column === undefined) return end === start || /[ \t\d]/.test(text[start] as string);
    const content = this.#contentOf(text, start, end);
    return content !== undefined && (content < 0 || content >= this.#column);
  }

  /** Where the field of a line starts, if it is in the column of the fields. */
  fieldOf(text: string, start: number, end: number): number {
    const margin = skipPrefix(this.#prefix, text, start, end) ?? start;
    return margin + (this.#column ?? 0);
  }

  /** The column of a line's content after the prefix; negative if it has none, `undefined` for another prefix. */
  #contentOf(text: string, start: number, end: number): number | undefined {
    const hasPrefix = this.#prefix !== '';
    if (hasPrefix && contentAt(text, start, end) === end) return -1;
    const margin = hasPrefix ? skipPrefix(this.#prefix, text, start, end) : start;
    if (margin === undefined) return undefined;
    const content = contentAt(text, margin, end);
    return content === end ? -1 : content - margin;
  }

  /** Determines the column: the prefix ends where the opening line and the next one differ. */
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
