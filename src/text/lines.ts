/** A line of a text. */
export interface TextLine {
  /** 1-based. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
}

/** Iterates over the lines of a text; LF, CRLF and a lone CR end a line. */
export function* textLines(text: string): Generator<TextLine> {
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    if (line.includes('\r')) {
      for (const part of line.split('\r')) yield { number: ++number, text: part };
    } else {
      yield { number: ++number, text: line };
    }
    start = end + 1;
  }
}

/**
 * Numbers the lines of a text as {@link textLines} does. Offsets must be queried in ascending order, so
 * that all queries together take one pass over the text.
 */
export class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The 1-based line of an offset. A line end belongs to the line that it ends. */
  lineAt(offset: number): number {
    const end = Math.min(offset, this.#text.length);
    for (; this.#at < end; this.#at++) {
      const char = this.#text.charCodeAt(this.#at);
      if (char === 10 || (char === 13 && this.#text.charCodeAt(this.#at + 1) !== 10)) this.#line++;
    }
    return this.#line;
  }
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return new LineCounter(text).lineAt(offset);
}
