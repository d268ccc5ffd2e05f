import type { Entry } from '../entry.js';
import { CONTEXT, createFinder, type Finder, type Occurrence } from '../finder.js';
import { type CodeParams, findParams, mayHoldParams, paramsOf } from '../params.js';
import type { Table } from '../table.js';
import { render } from '../template.js';

/** A code of the stream with all that its line tells. */
export interface Finding {
  /** The table's code; for an undocumented one, the word as it stands. */
  readonly code: string;
  readonly entry: Entry | undefined;
  /** The values that its line carries for it, where its message has placeholders. */
  readonly params?: readonly string[];
  /** The message with the values in their places, where their number fits. */
  readonly rendered?: string;
}

/**
 * Takes a stream apart into bytes and codes, in order. Each byte is passed exactly once; a code is
 * passed with its own bytes, right after all bytes before it.
 */
export interface Sink {
  /** Bytes that hold no code, or not yet: `text` and `bytes` are the same, one character a byte. */
  pass(bytes: Buffer, text: string, from: number, to: number): void;
  /**
   * A code that ends at `to`; its bytes from `from` on are those not passed before.
   *
   * @param length How long the code is, in bytes.
   */
  code(
    finding: Finding,
    bytes: Buffer,
    text: string,
    from: number,
    to: number,
    length: number,
  ): void;
  /** All that could be said about the bytes so far has been: hand on what is ready. */
  flush(): void;
  /** The input is over. */
  end(): void;
}

/**
 * Params further away on the same line than this are not seen, in bytes: a line is looked at in
 * pieces of this size, so that one without end needs no more memory than any other.
 */
export const WINDOW = 65536;

const NEWLINE = 10;
const EMPTY = Buffer.alloc(0);
const NO_PARAMS: CodeParams = { values: undefined, final: true };

/** The stretch of a line that a code's params are looked for in. */
interface Scope {
  readonly start: number;
  readonly end: number;
  /** Whether all of it has arrived. */
  readonly complete: boolean;
}

/** Reads a stream of bytes and hands its codes to a sink as soon as nothing can change them. */
export class CodeStream {
  readonly #finder: Finder;
  readonly #sink: Sink;
  /** The bytes of the unfinished line that may still matter. */
  #held: Buffer = EMPTY;
  /** Where in `#held` the line starts; negative when its start is gone. */
  #lineStart = 0;
  /** Up to where in `#held` bytes have been passed. */
  #passed = 0;
  /** Codes that end here or before are done. */
  #settled = 0;

  constructor(table: Table, sink: Sink) {
    this.#finder = createFinder(table);
    this.#sink = sink;
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#read(this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]), false);
  }

  /** Ends the input. */
  end(): void {
    this.#read(this.#held, true);
    this.#sink.end();
  }

  #read(bytes: Buffer, atEnd: boolean): void {
    const text = bytes.toString('latin1');
    const finder = this.#finder;
    let pending: Occurrence | undefined;
    let next = finder.next(text, 0);
    while (next && !pending) {
      const scope = this.#scopeAt(text, next.start, atEnd);
      const group: Occurrence[] = [];
      for (; next && next.start < scope.end; next = finder.next(text, next.end)) group.push(next);
      pending = this.#settle(bytes, text, group, scope, atEnd);
    }
    const to = pending ? pending.end : text.length;
    this.#pass(bytes, text, to);
    this.#sink.flush();
    this.#hold(bytes, text, pending);
  }

  /** Hands over the codes of one scope; returns the first that the rest of the line may change. */
  #settle(
    bytes: Buffer,
    text: string,
    group: readonly Occurrence[],
    scope: Scope,
    atEnd: boolean,
  ): Occurrence | undefined {
    const params = this.#paramsOf(text, group, scope);
    for (let index = 0; index < group.length; index++) {
      const occurrence = group[index] as Occurrence;
      if (occurrence.end <= this.#settled) continue;
      if (occurrence.end === text.length && !atEnd) return occurrence;
      const own = takesParams(occurrence) ? (params?.[index] ?? NO_PARAMS) : NO_PARAMS;
      if (!scope.complete && takesParams(occurrence) && !params?.[index]?.final) return occurrence;
      this.#pass(bytes, text, occurrence.start);
      const from = Math.max(this.#passed, occurrence.start);
      const length = occurrence.end - occurrence.start;
      this.#sink.code(finding(occurrence, own.values), bytes, text, from, occurrence.end, length);
      this.#passed = occurrence.end;
      this.#settled = occurrence.end;
    }
    return undefined;
  }

  #paramsOf(
    text: string,
    group: readonly Occurrence[],
    { start, end, complete }: Scope,
  ): readonly CodeParams[] | undefined {
    if (!group.some(takesParams) || !mayHoldParams(text, start, end)) return undefined;
    const fields = findParams(text, start, end);
    if (fields.length === 0) return undefined;
    // One code, one field: no question whose it is, once the line is whole.
    if (complete && group.length === 1 && fields.length === 1) {
      return [{ values: fields[0]?.values, final: true }];
    }
    const codes = group.map((occurrence) => occurrence.start);
    return paramsOf(text, start, end, codes, fields);
  }

  #scopeAt(text: string, place: number, atEnd: boolean): Scope {
    const newlineBefore = place === 0 ? -1 : text.lastIndexOf('\n', place - 1);
    const lineStart = newlineBefore < 0 ? this.#lineStart : newlineBefore + 1;
    const newline = text.indexOf('\n', place);
    const lineEnd = newline < 0 ? text.length : newline;
    const window = lineStart + Math.floor((place - lineStart) / WINDOW) * WINDOW;
    return {
      start: Math.max(0, window),
      end: Math.min(lineEnd, window + WINDOW),
      complete: atEnd || newline >= 0 || window + WINDOW <= text.length,
    };
  }

  #pass(bytes: Buffer, text: string, to: number): void {
    if (to <= this.#passed) return;
    this.#sink.pass(bytes, text, this.#passed, to);
    this.#passed = to;
  }

  /** Keeps what the bytes to come may need: the window of the first open question, and some context. */
  #hold(bytes: Buffer, text: string, pending: Occurrence | undefined): void {
    const open = pending?.start ?? Math.max(this.#settled, text.length - CONTEXT);
    const newline = bytes.lastIndexOf(NEWLINE);
    const lineStart = newline < 0 ? this.#lineStart : newline + 1;
    const window = lineStart + Math.floor(Math.max(0, open - lineStart) / WINDOW) * WINDOW;
    const keep = lineStart === window ? Math.max(0, lineStart) : Math.max(0, window - CONTEXT);
    // A copy: whoever pushes may use the same memory again.
    this.#held = keep >= bytes.length ? EMPTY : Buffer.from(bytes.subarray(keep));
    this.#lineStart = lineStart - keep;
    this.#passed = Math.max(0, this.#passed - keep);
    this.#settled = Math.max(0, this.#settled - keep);
  }
}

function takesParams({ entry }: Occurrence): boolean {
  return entry !== undefined && entry.placeholders > 0;
}

function finding({ code, entry }: Occurrence, params: readonly string[] | undefined): Finding {
  if (!entry || params === undefined) return { code, entry };
  const rendered = render(entry.message, params);
  return rendered === undefined ? { code, entry, params } : { code, entry, params, rendered };
}
