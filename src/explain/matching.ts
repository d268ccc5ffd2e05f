import { CONTEXT } from '../finder.js';
import { lastNewlineIn, newlineIn } from './lines.js';
import type { Finding, Sink } from './stream.js';

/**
 * How much of a line is kept while it is open whether it holds a code, in bytes. Of a longer line
 * only so much is shown before its first code.
 */
const MAX_WAITING = 1 << 20;

/** Lets only lines with a code through to another sink. */
export class MatchingSink implements Sink {
  readonly #inner: Sink;
  /** Whether the current line holds a code. */
  #matched = false;
  #waiting: Buffer[] = [];
  #waitingLength = 0;

  constructor(inner: Sink) {
    this.#inner = inner;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
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
      this.#drop();
      start = newline + 1;
    }
    if (start < to) this.#wait(bytes.subarray(start, to));
  }

  code(
    finding: Finding,
    bytes: Uint8Array,
    text: string,
    from: number,
    to: number,
    length: number,
  ): void {
    if (!this.#matched) this.#release(length - (to - from));
    this.#inner.code(finding, bytes, text, from, to, length);
  }

  flush(): void {
    this.#inner.flush();
  }

  end(): void {
    this.#inner.end();
  }

  /** Hands on the line up to its first code, of which so many bytes have come already. */
  #release(begun: number): void {
    const waiting = Buffer.concat(this.#waiting).subarray(-(MAX_WAITING + begun));
    this.#drop();
    if (waiting.length > 0) {
      this.#inner.pass(waiting, waiting.toString('latin1'), 0, waiting.length);
    }
    this.#matched = true;
  }

  #wait(bytes: Uint8Array): void {
    this.#waiting.push(Buffer.from(bytes));
    this.#waitingLength += bytes.length;
    if (this.#waitingLength <= 2 * MAX_WAITING) return;
    // The first bytes of a code that is still to be completed come on top.
    const kept = Buffer.from(Buffer.concat(this.#waiting).subarray(-(MAX_WAITING + CONTEXT)));
    this.#waiting = [kept];
    this.#waitingLength = kept.length;
  }

  #drop(): void {
    this.#waiting = [];
    this.#waitingLength = 0;
  }
}
