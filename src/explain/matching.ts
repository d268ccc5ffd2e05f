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

  pass(bytes: Buffer, text: string, from: number, to: number): void {
    let start = from;
    if (this.#matched) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 || newline >= to ? to : newline + 1;
      this.#inner.pass(bytes, text, start, end);
      if (end === newline + 1) this.#matched = false;
      start = end;
    }
    if (start === to) return;
    const newline = text.lastIndexOf('\n', to - 1);
    if (newline >= start) {
      this.#drop();
      start = newline + 1;
    }
    if (start < to) this.#wait(bytes.subarray(start, to));
  }

  code(
    finding: Finding,
    bytes: Buffer,
    text: string,
    from: number,
    to: number,
    length: number,
  ): void {
    if (!this.#matched) {
      const before = Buffer.concat(this.#waiting);
      this.#drop();
      if (before.length > 0) {
        this.#inner.pass(before, before.toString('latin1'), 0, before.length);
      }
      this.#matched = true;
    }
    this.#inner.code(finding, bytes, text, from, to, length);
  }

  flush(): void {
    this.#inner.flush();
  }

  end(): void {
    this.#inner.end();
  }

  #wait(bytes: Buffer): void {
    this.#waiting.push(Buffer.from(bytes));
    this.#waitingLength += bytes.length;
    if (this.#waitingLength <= 2 * MAX_WAITING) return;
    const kept = Buffer.from(Buffer.concat(this.#waiting).subarray(-MAX_WAITING));
    this.#waiting = [kept];
    this.#waitingLength = kept.length;
  }

  #drop(): void {
    this.#waiting = [];
    this.#waitingLength = 0;
  }
}
