import { CONTEXT } from '../../codes/code-field.js';
import { latin1, toBytes } from '../../text/bytes.js';
import type { FoundCode, Sink } from '../code-stream.js';
import { lastNewlineIn, newlineIn, newlinesIn } from '../lines.js';

/**
 * How much of a line is kept until its first code, in bytes. In a longer line, only this much before the
 * first code is shown.
 */
const MAX_WAITING = 1 << 20;

const UTF8 = new TextEncoder();

/** Returns the prefix of a line; lines are counted from 1. */
export type LinePrefix = (line: number) => string;

/** Passes only lines with a code on to another sink. */
export class MatchingSink implements Sink {
  readonly #inner: Sink;
  readonly #prefix: LinePrefix | undefined;
  readonly #onCut: (() => void) | undefined;
  /** The number of the current line, from 1; only counted if lines get a prefix. */
  #line = 1;
  /** Whether the current line has a code. */
  #matched = false;
  /** Reused memory, which begins with the waiting bytes. */
  #memory = new Uint8Array(0);
  #waiting = 0;

  /**
   * @param prefix The prefix of each line. With it, the last line gets a line end if it had none, so
   *   that the next input starts on a new line.
   * @param onCut Called for each line whose start is not shown.
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
    // The line has a code, even if its meaning only follows on a later one.
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

  /** Passes on text that is not from the input. */
  #add(text: string): void {
    const bytes = UTF8.encode(text);
    this.#inner.pass(bytes, toBytes(text), 0, bytes.length);
  }

  /** Passes on the line up to its first code, some bytes of which may have arrived already. */
  #release(begun: number): void {
    const from = Math.max(0, this.#waiting - (MAX_WAITING + begun));
    if (from > 0) this.#onCut?.();
    // A copy, since the next line may be stored before this one is written.
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
      // Plus the first bytes of a code that is not complete yet.
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
