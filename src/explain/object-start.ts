/** The start of an object with fields, or of what may become one at the end of the text. */
const OBJECT = /\{[ \t\r]*("|$)/;

/** What may separate the brace from the first key. */
const BLANKS = /^[ \t\r]*/;

/** What ends a prefix: a blank, a control character, a bar, a byte order mark (as bytes). */
const PREFIX_END = /(?:^|[\s\0|]|\xef\xbb\xbf)$/;

/** An object after a key is part of another object that is printed over several lines. */
const KEY_END = /["']\s*:\s*$/;

/** How much of a prefix is checked, from its end. */
const PREFIX_TAIL = 80;

/** Finds the start of the object in a line that arrives in pieces and may have a prefix. */
export class ObjectStart {
  /** The length of the line so far. */
  #read = 0;
  /** The end of the text before the object. */
  #before = '';
  /** The index of a brace after which there were only blanks so far; negative if there is none. */
  #open = -1;
  /** Whether there were any blanks after it. */
  #hasBlanks = false;
  #index = -1;
  #decided = false;

  /** The index of the object's brace in the line; negative if there is none so far. */
  get index(): number {
    return this.#index;
  }

  get isFound(): boolean {
    return this.#index >= 0;
  }

  /** Reads the next piece of the line. */
  seek(piece: string): void {
    if (this.#decided) return;
    let from = 0;
    if (this.#open >= 0) {
      from = (BLANKS.exec(piece) as RegExpExecArray)[0].length;
      this.#hasBlanks ||= from > 0;
      if (from === piece.length) {
        this.#read += from;
        return;
      }
      if (piece[from] === '"') {
        this.#decide(this.#open);
        return;
      }
      // The brace belongs to the prefix. One blank stands for all blanks after it.
      this.#before += this.#hasBlanks ? '{ ' : '{';
      this.#open = -1;
    }
    const rest = piece.slice(from);
    const match = OBJECT.exec(rest);
    this.#before = (this.#before + rest.slice(0, match?.index)).slice(-PREFIX_TAIL);
    if (match) {
      this.#open = this.#read + from + match.index;
      this.#hasBlanks = match[0].length > 1;
      if (match[1] === '"') this.#decide(this.#open);
    }
    this.#read += piece.length;
  }

  /** Starts the next line. */
  reset(): void {
    this.#read = 0;
    this.#before = '';
    this.#open = -1;
    this.#index = -1;
    this.#decided = false;
  }

  /** Accepts an object, unless the text before it is not a prefix. */
  #decide(index: number): void {
    this.#decided = true;
    if (PREFIX_END.test(this.#before) && !KEY_END.test(this.#before)) this.#index = index;
  }
}
