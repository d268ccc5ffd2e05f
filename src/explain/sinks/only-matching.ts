import { CONTEXT } from '../../codes/scan.js';
import { latin1, toBytes } from '../../text/bytes.js';
import { lastNewlineIn, newlineIn, newlinesIn } from '../lines.js';
import type { FoundCode, Sink } from '../stream.js';

/**
 * How much of a line is kept while it is open whether it holds a code, in bytes. Of a longer line
 * only so much is shown before its first code.
 */
const MAX_WAITING = 1 << 20;

const UTF8 = new TextEncoder();

/** What to write before a line; it is counted from 1. */
export type LinePrefix = (line: number) => string;

/** Lets only lines with a code through to another sink. */
export class MatchingSink implements Sink {
  readonly #inner: Sink;
  readonly #prefix: LinePrefix | undefined;
  readonly #onCut: (() => void) | undefined;
  /** The current line, from 1; only counted if lines get a prefix. */
  #line = 1;
  /** Whether the current line holds a code. */
  #matched = false;
  /** The same memory again and again; it begins with the bytes that wait. */
  #memory = new Uint8Array(0);
  #waiting = 0;

  /**
   * @param prefix What each line begins with. With it, the last line ends with a line end even if it
   *   had none: the next input's first line begins on a line of its own.
   * @param onCut Is called for each line whose beginning is not shown.
   */
  constructor(inner: Sink, prefix?: LinePrefix, onCut?: () => void) {
    this.#inner = inner;
    this.#prefix = prefix;
    this.#onCut = onCut;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (this.#prefix) this.#line += newlinesIn(text, from, to);
    let start = from;
    if (this.#matched) {
      const newline = newlineIn(text, from, to);
      const end = newline < 0 ? to : newline + 1;
      this.#inner.pass(bytes, text, start, end);
      if (newline >= 0) this.#matched = false;
      start = end;
    }
    if (start === to) return;
    const newline = lastNewlineIn(text, start, to);
    if (newline >= 0) {
      this.#waiting = 0;
      start = newline + 1;
    }
    if (start < to) this.#wait(bytes.subarray(start, to));
  }

  code(found: FoundCode): void {
    if (!this.#matched) this.#release(found.length - (found.to - found.from));
    this.#inner.code(found);
  }

  mark(length: number, certain: boolean): unknown {
    // The line holds a code, even if what it means is only said on a later one.
    if (certain && !this.#matched) this.#release(0);
    return this.#inner.mark?.(length, certain);
  }

  flush(): void {
    this.#inner.flush();
  }

  end(): void {
    if (this.#matched && this.#prefix) this.#add('\n');
    this.#inner.end();
  }

  /** Hands on text of its own. */
  #add(text: string): void {
    const bytes = UTF8.encode(text);
    this.#inner.pass(bytes, toBytes(text), 0, bytes.length);
  }

  /** Hands on the line up to its first code, of which so many bytes have come already. */
  #release(begun: number): void {
    const from = Math.max(0, this.#waiting - (MAX_WAITING + begun));
    if (from > 0) this.#onCut?.();
    // A copy: the next line may wait before this one is written.
    const waiting = this.#memory.slice(from, this.#waiting);
    this.#waiting = 0;
    if (this.#prefix) this.#add(this.#prefix(this.#line));
    if (waiting.length > 0) {
      this.#inner.pass(waiting, latin1(waiting), 0, waiting.length);
    }
    this.#matched = true;
  }

  #wait(bytes: Uint8Array): void {
    if (this.#waiting > 2 * MAX_WAITING) {
      // The first bytes of a code that is still to be completed come on top.
      const from = this.#waiting - (MAX_WAITING + CONTEXT);
      this.#memory.copyWithin(0, from, this.#waiting);
      this.#waiting -= from;
    }
    const length = this.#waiting + bytes.length;
    if (length > this.#memory.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#memory.subarray(0, this.#waiting));
      this.#memory = larger;
    }
    this.#memory.set(bytes, this.#waiting);
    this.#waiting = length;
  }
}
