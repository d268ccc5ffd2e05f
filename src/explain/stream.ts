import { CONTEXT, createFinder, type Finder, type Occurrence } from '../codes/scan.js';
import { render } from '../message/template.js';
import { areKnown, type CodeParams, findParams, paramsOf } from '../response/params.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** A code of the stream with all that its line tells. */
export interface Finding {
  /** The table's code; for an undocumented one, the word as it stands. */
  readonly code: string;
  readonly entry: Entry | undefined;
  /** The values that its line carries for it, where its message has placeholders. */
  readonly params?: readonly string[];
  /** The message with the values in their places, where their number fits. */
  readonly rendered?: string;
  /** Whether this very object is handed over again for the same: what is made of it is worth keeping. */
  readonly lasting?: true;
}

/**
 * Takes a stream apart into bytes and codes, in order. Each byte is passed exactly once; a code is
 * passed with its own bytes, right after all bytes before it.
 */
export interface Sink {
  /** Bytes that hold no code, or not yet: `text` and `bytes` are the same, one character a byte. */
  pass(bytes: Uint8Array, text: string, from: number, to: number): void;
  /**
   * A code that ends at `to`; its bytes from `from` on are those not passed before.
   *
   * @param length How long the code is, in bytes.
   */
  code(
    finding: Finding,
    bytes: Uint8Array,
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

/** So many findings are kept to be handed over again. */
const MAX_FINDINGS = 10_000;

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
  /** The same again and again: new memory for each chunk would pile up faster than it is collected. */
  #memory: Buffer = EMPTY;
  /** The bytes of the unfinished line that may still matter: a part of the memory. */
  #held: Buffer = EMPTY;
  /** Where in the held bytes the line starts; negative when its start is gone. */
  #lineStart = 0;
  /** Up to where the held bytes have been passed. */
  #passed = 0;
  /** What ends here or before is done: codes have been handed over, all else is none. */
  #settled = 0;

  /** Findings with params made before. */
  readonly #findings = new Map<readonly string[], Map<Entry, Finding>>();
  #kept = 0;

  constructor(table: Table, sink: Sink) {
    this.#finder = createFinder(table);
    this.#sink = sink;
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    if (this.#held.length === 0) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#read(bytes, false);
      // The caller's memory is the caller's.
      this.#held = this.#store(this.#held);
      return;
    }
    // Only now is it moved: until this call the sinks may have used what was passed before.
    const { length } = this.#store(this.#held, chunk.byteLength);
    this.#memory.set(chunk, length);
    this.#read(this.#memory.subarray(0, length + chunk.byteLength), false);
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
    /** Codes handed over whose line may go on. */
    let before: Occurrence[] = [];
    let next = finder.next(text, 0);
    while (next && !pending) {
      if (!takesParams(next)) {
        // Nothing else on the line can change what it means.
        if (next.end === text.length && !atEnd) {
          pending = next;
          break;
        }
        if (next.end > this.#settled) this.#hand(bytes, text, next, this.#finding(next, undefined));
        before.push(next);
        next = finder.next(text, next.end);
        continue;
      }
      const scope = this.#scopeAt(bytes, text, next.start, atEnd);
      const group = before.filter(({ start }) => start >= scope.start);
      before = [];
      for (; next && next.start < scope.end; next = finder.next(text, next.end)) group.push(next);
      pending = this.#settle(bytes, text, group, scope, atEnd);
    }
    this.#pass(bytes, text, pending?.end ?? text.length);
    this.#sink.flush();
    // A code that is still to be completed starts no further back than its context reaches.
    const open = pending?.start ?? Math.max(this.#settled, text.length - CONTEXT);
    this.#settled = pending?.start ?? text.length;
    this.#hold(bytes, open);
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
      this.#hand(bytes, text, occurrence, this.#finding(occurrence, own.values));
    }
    return undefined;
  }

  /** Hands a code over, and before it all that has not been passed yet. */
  #hand(bytes: Buffer, text: string, { start, end }: Occurrence, found: Finding): void {
    this.#pass(bytes, text, start);
    this.#sink.code(found, bytes, text, Math.max(this.#passed, start), end, end - start);
    this.#passed = end;
    this.#settled = end;
  }

  #paramsOf(
    text: string,
    group: readonly Occurrence[],
    { start, end, complete }: Scope,
  ): readonly CodeParams[] | undefined {
    const fields = findParams(text, start, end);
    if (fields.length === 0) return undefined;
    // One code, one field: no question whose it is, once the line is whole.
    if (complete && group.length === 1 && fields.length === 1) {
      return [{ values: fields[0]?.values, final: true }];
    }
    const codes = group.map((occurrence) => occurrence.start);
    const names = group.map((occurrence) =>
      takesParams(occurrence) ? occurrence.code : undefined,
    );
    return paramsOf(text, start, end, codes, fields, names);
  }

  #scopeAt(bytes: Buffer, text: string, place: number, atEnd: boolean): Scope {
    let newlineBefore = place - 1;
    while (newlineBefore >= 0 && bytes[newlineBefore] !== NEWLINE) newlineBefore--;
    const lineStart = newlineBefore < 0 ? this.#lineStart : newlineBefore + 1;
    const newline = text.indexOf('\n', place);
    const lineEnd = newline < 0 ? text.length : newline;
    const window = lineStart + Math.floor((place - lineStart) / WINDOW) * WINDOW;
    return {
      start: Math.max(0, window),
      end: Math.min(lineEnd, window + WINDOW),
      // One byte more shows whether a value ends with the window.
      complete: atEnd || newline >= 0 || window + WINDOW < text.length,
    };
  }

  #finding({ code, entry }: Occurrence, params: readonly string[] | undefined): Finding {
    if (!entry || !params) return { code, entry };
    const known = this.#findings.get(params)?.get(entry);
    if (known) return known;
    const rendered = render(entry.message, params);
    const lasting = areKnown(params);
    const found: Finding = {
      code,
      entry,
      params,
      ...(rendered === undefined ? {} : { rendered }),
      ...(lasting ? { lasting } : {}),
    };
    if (lasting) this.#keep(found, entry, params);
    return found;
  }

  #keep(found: Finding, entry: Entry, params: readonly string[]): void {
    if (this.#kept++ >= MAX_FINDINGS) {
      this.#findings.clear();
      this.#kept = 0;
    }
    const same = this.#findings.get(params);
    if (same) same.set(entry, found);
    else this.#findings.set(params, new Map([[entry, found]]));
  }

  #pass(bytes: Buffer, text: string, to: number): void {
    if (to <= this.#passed) return;
    this.#sink.pass(bytes, text, this.#passed, to);
    this.#passed = to;
  }

  /** Brings bytes to the beginning of the memory, with so much room behind them. */
  #store(bytes: Buffer, room = 0): Buffer {
    const length = bytes.length + room;
    const memory = length <= this.#memory.length ? this.#memory : Buffer.allocUnsafe(2 * length);
    bytes.copy(memory);
    this.#memory = memory;
    return memory.subarray(0, bytes.length);
  }

  /** Keeps what the bytes to come may need: the window of the first open question, and some context. */
  #hold(bytes: Buffer, open: number): void {
    const newline = bytes.lastIndexOf(NEWLINE);
    const lineStart = newline < 0 ? this.#lineStart : newline + 1;
    const window = lineStart + Math.floor(Math.max(0, open - lineStart) / WINDOW) * WINDOW;
    const keep = lineStart === window ? Math.max(0, lineStart) : Math.max(0, window - CONTEXT);
    this.#held = keep >= bytes.length ? EMPTY : bytes.subarray(keep);
    this.#lineStart = lineStart - keep;
    this.#passed = Math.max(0, this.#passed - keep);
    this.#settled -= keep;
  }
}

function takesParams({ entry }: Occurrence): boolean {
  return entry !== undefined && entry.placeholders > 0;
}
