import {
  CONTEXT,
  codeFieldBefore,
  createScanner,
  type Match,
  type Scanner,
} from '../codes/scan.js';
import { render } from '../message/template.js';
import { areShared } from '../response/params.js';
import { type Reading, readScope, type Scope } from '../response/scope.js';
import { layoutOf, SpreadResponse } from '../response/spread.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { latin1 } from '../text/bytes.js';
import { isWord } from '../text/notation.js';

/** A code of the stream with all that is known of it. */
export interface Finding {
  /** The documented code; for an undocumented one, the word as it stands or its whole name. */
  readonly code: string;
  readonly entry: Entry | undefined;
  /** The values that its response carries for it, where its message has placeholders. */
  readonly params?: readonly string[];
  /** The message with the values in their places, where their number fits. */
  readonly rendered?: string;
}

/** A code as it is handed to a sink. */
export interface FoundCode {
  readonly finding: Finding;
  readonly bytes: Uint8Array;
  /** The same as `bytes`, one character a byte. */
  readonly text: string;
  /** The code's bytes from here on were not passed before. */
  readonly from: number;
  /** Where the code ends; for a late one, the place where its meaning became known. */
  readonly to: number;
  /** How long the code is, in bytes; 0 for a late one. */
  readonly length: number;
  /**
   * There if the code stands on an earlier line, whose bytes have been passed: what the sink's `mark`
   * returned for it.
   */
  readonly late?: { readonly mark: unknown };
}

/**
 * Takes a stream apart into bytes and codes, in order. Each byte is passed exactly once; a code is
 * passed with its own bytes, right after all bytes before it.
 *
 * Bytes and text are only good during the call: their memory is used again for the next one.
 */
export interface Sink {
  /** Bytes that hold no code, or not yet: `text` and `bytes` are the same, one character a byte. */
  pass(bytes: Uint8Array, text: string, from: number, to: number): void;
  /** A code, right behind all that was passed. */
  code(found: FoundCode): void;
  /**
   * A code that will be handed over later ends where the bytes passed so far end.
   *
   * @param length How long it is, in bytes.
   * @param certain Whether it is a code whatever follows; otherwise it may never be handed over.
   * @returns What is to be handed over with the code.
   */
  mark?(length: number, certain: boolean): unknown;
  /** The input is over: what is still to be said is to be made ready. */
  end(): void;
  /** Hand on what is ready. Comes once for each stretch of input, and last. */
  flush(): void;
}

/**
 * Fields of a response further away on the same line than this are not seen, in bytes: a line is
 * looked at in pieces of this size, so that one without end needs no more memory than any other.
 */
export const WINDOW = 65536;

const NEWLINE = 10;
const EMPTY = new Uint8Array(0);

/** A response of which some lines have been seen. */
interface Spread {
  readonly response: SpreadResponse;
  /** What the sink made of the place of its code. */
  mark: unknown;
}

/** Reads a stream of bytes and hands its codes to a sink as soon as nothing can change them. */
export class CodeStream {
  readonly #table: Table;
  readonly #scanner: Scanner;
  readonly #sink: Sink;
  /** The same again and again: new memory for each chunk would pile up faster than it is collected. */
  #memory: Uint8Array = EMPTY;
  /** The bytes of the unfinished line that may still matter: a part of the memory. */
  #held: Uint8Array = EMPTY;
  /** Where the line looked at starts; negative when its start is gone. */
  #lineStart = 0;
  /** Where it ends, its line end not included. */
  #lineEnd = 0;
  /** Up to where the held bytes have been passed. */
  #passed = 0;
  /** What ends here or before is done: codes have been handed over, all else is none. */
  #settled = 0;
  /** A response whose fields stand on lines of their own, from one of them on. */
  #spread: Spread | undefined;
  /** Findings with params made before, for lists of values that come again. */
  readonly #findings = new WeakMap<readonly string[], Map<Entry, Finding>>();

  constructor(table: Table, sink: Sink) {
    this.#table = table;
    this.#scanner = createScanner(table);
    this.#sink = sink;
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    if (this.#held.length === 0) {
      this.#read(chunk, false);
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
  }

  #read(bytes: Uint8Array, atEnd: boolean): void {
    const text = latin1(bytes);
    const newline = text.indexOf('\n');
    this.#lineEnd = newline < 0 ? text.length : newline;
    const pending = this.#readMatches(bytes, text, atEnd);
    this.#pass(bytes, text, pending?.end ?? text.length);
    if (atEnd) {
      this.#endSpread(bytes, text, text.length);
      this.#sink.end();
    }
    this.#sink.flush();
    // A code that is still to be completed starts no further back than its context reaches.
    const open = pending?.start ?? Math.max(this.#settled, text.length - CONTEXT);
    this.#settled = pending?.start ?? text.length;
    this.#hold(bytes, open);
  }

  /** Hands over the codes of a text; returns the first place that what follows may change. */
  #readMatches(bytes: Uint8Array, text: string, atEnd: boolean): Place | undefined {
    const scanner = this.#scanner;
    /** Matches handed over whose line may go on. */
    let before: Match[] = [];
    let next = this.#spread ? undefined : scanner.next(text, 0);
    for (;;) {
      if (this.#spread) {
        const line = this.#nextLine(bytes, text, atEnd);
        if (typeof line !== 'number') return line;
        before = [];
        if (line >= text.length) return undefined;
        if (!this.#spread) next = scanner.next(text, line);
        continue;
      }
      if (!next) return undefined;
      if (!dependsOnLine(text, next)) {
        if (next.end === text.length && !atEnd) return next;
        if (next.end > this.#settled) {
          this.#hand(bytes, text, next, this.#finding(asWord(next)));
        }
        before.push(next);
        next = scanner.next(text, next.end);
        continue;
      }
      const scope = this.#scopeAt(bytes, text, next.start, atEnd);
      const group = before.length === 0 ? [] : before.filter(({ start }) => start >= scope.start);
      before = [];
      for (; next && next.start < scope.end; next = scanner.next(text, next.end)) group.push(next);
      const pending = this.#settle(bytes, text, group, scope, atEnd);
      if (pending) return pending;
    }
  }

  /** Hands over the codes of one scope; returns the first that the rest of the line may change. */
  #settle(
    bytes: Uint8Array,
    text: string,
    group: readonly Match[],
    scope: Scope,
    atEnd: boolean,
  ): Match | undefined {
    const readings = readScope(this.#table, text, scope, group);
    for (let index = 0; index < group.length; index++) {
      const match = group[index] as Match;
      if (match.end <= this.#settled) continue;
      if (match.end === text.length && !atEnd) return match;
      const reading = readings[index] as Reading;
      if (!reading.final && !scope.complete) return match;
      if (group.length === 1 && this.#beginSpread(bytes, text, match, reading, scope)) return;
      if (reading.code !== undefined) {
        this.#hand(bytes, text, match, this.#finding(reading as NamedReading));
      }
    }
    return undefined;
  }

  /** Begins to follow a response whose fields have a line each, if this is one of them. */
  #beginSpread(
    bytes: Uint8Array,
    text: string,
    match: Match,
    reading: Reading,
    scope: Scope,
  ): boolean {
    // The whole line is needed, and its end.
    if (scope.end - scope.start >= WINDOW || text.charCodeAt(scope.end) !== NEWLINE) return false;
    const key = match.kind === 'word' ? codeFieldBefore(text, match.start) : match.key;
    if (key < scope.start) return false;
    const layout = layoutOf(text, scope.start, scope.end, key, match.end);
    if (!layout) return false;
    const response = new SpreadResponse(this.#table, layout);
    response.take(match);
    if (response.isComplete || (reading.params && reading.entry)) return false;
    this.#pass(bytes, text, match.end);
    const length = match.end - match.start;
    const certain = reading.code !== undefined;
    const mark = response.hasCode ? this.#sink.mark?.(length, certain) : undefined;
    this.#spread = { response, mark };
    this.#settled = scope.end + 1;
    return true;
  }

  /**
   * Reads the next line of a text in which a spread response goes on.
   *
   * @returns Where the line after it starts, or the place where more of the line is waited for.
   */
  #nextLine(bytes: Uint8Array, text: string, atEnd: boolean): number | Place {
    const { response } = this.#spread as Spread;
    const start = Math.max(0, this.#settled);
    if (start >= text.length) return text.length;
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (newline < 0 && !atEnd) {
      if (response.mayGoOn(text, start, end) || response.reading) {
        if (end - start < WINDOW) return { start, end: start };
      }
      this.#endSpread(bytes, text, end);
      return start;
    }
    const matches: Match[] = [];
    for (let at = start; ; ) {
      const match = this.#scanner.next(text, at);
      if (!match || match.start >= end) break;
      matches.push(match);
      at = match.end;
    }
    const step = response.step(text, start, end, matches);
    const others = matches.filter((match) => match !== step.own);
    const spread = this.#spread as Spread;
    this.#spread = undefined;
    this.#settle(bytes, text, others, { start, end, complete: true }, true);
    // A response that began in what is left of the line goes on instead.
    if (this.#spread) return this.#settled;
    this.#spread = spread;
    this.#settled = start;
    const { own } = step;
    if (own && own.kind !== 'module') {
      if (step.at === own.end && step.reading) {
        this.#spread = undefined;
        this.#hand(bytes, text, own, this.#finding(step.reading));
      } else {
        this.#pass(bytes, text, own.end);
        const certain = response.reading !== undefined;
        spread.mark = this.#sink.mark?.(own.end - own.start, certain);
      }
    } else if (step.reading && step.at !== undefined) {
      this.#handLate(bytes, text, step.at, step.reading);
    }
    const lineEnd = text[end - 1] === '\r' && end > start ? end - 1 : end;
    if (!step.open) this.#endSpread(bytes, text, lineEnd);
    this.#settled = Math.min(text.length, end + 1);
    return this.#settled;
  }

  /** Says what a spread response was about that ends without having said all. */
  #endSpread(bytes: Uint8Array, text: string, at: number): void {
    const reading = this.#spread?.response.reading;
    if (reading) this.#handLate(bytes, text, at, reading);
    this.#spread = undefined;
  }

  /** Hands over the code of a spread response at the place where its meaning became known. */
  #handLate(bytes: Uint8Array, text: string, at: number, reading: NamedReading): void {
    this.#pass(bytes, text, at);
    const late = { mark: this.#spread?.mark };
    this.#sink.code({
      finding: this.#finding(reading),
      bytes,
      text,
      from: at,
      to: at,
      length: 0,
      late,
    });
    this.#spread = undefined;
  }

  /** Hands a code over, and before it all that has not been passed yet. */
  #hand(bytes: Uint8Array, text: string, { start, end }: Match, finding: Finding): void {
    this.#pass(bytes, text, start);
    const from = Math.max(this.#passed, start);
    this.#sink.code({ finding, bytes, text, from, to: end, length: end - start });
    this.#passed = end;
    this.#settled = end;
  }

  #scopeAt(bytes: Uint8Array, text: string, place: number, atEnd: boolean): Scope {
    if (place > this.#lineEnd) this.#moveTo(bytes, text, place);
    const lineStart = this.#lineStart;
    const lineEnd = this.#lineEnd;
    const window = lineStart + Math.floor((place - lineStart) / WINDOW) * WINDOW;
    return {
      start: Math.max(0, window),
      end: Math.min(lineEnd, window + WINDOW),
      // One byte more shows whether a value ends with the window.
      complete: atEnd || lineEnd < text.length || window + WINDOW < text.length,
    };
  }

  /** Moves on to the line that holds a place. */
  #moveTo(bytes: Uint8Array, text: string, place: number): void {
    // Where codes are dense it is the next one: 5 % of the time of such a log.
    let start = this.#lineEnd + 1;
    let end = text.indexOf('\n', start);
    if (end >= 0 && end < place) {
      start = place;
      while (bytes[start - 1] !== NEWLINE) start--;
      end = text.indexOf('\n', place);
    }
    this.#lineStart = start;
    this.#lineEnd = end < 0 ? text.length : end;
  }

  #finding({ code, entry, params }: NamedReading): Finding {
    if (!entry || !params) return { code, entry };
    const shared = areShared(params);
    const known = shared ? this.#findings.get(params)?.get(entry) : undefined;
    if (known) return known;
    const rendered = render(entry.message, params);
    const found: Finding = {
      code,
      entry,
      params,
      ...(rendered === undefined ? {} : { rendered }),
    };
    if (shared) {
      const same = this.#findings.get(params);
      if (same) same.set(entry, found);
      else this.#findings.set(params, new Map([[entry, found]]));
    }
    return found;
  }

  #pass(bytes: Uint8Array, text: string, to: number): void {
    if (to <= this.#passed) return;
    this.#sink.pass(bytes, text, this.#passed, to);
    this.#passed = to;
  }

  /** Brings bytes to the beginning of the memory, with so much room behind them. */
  #store(bytes: Uint8Array, room = 0): Uint8Array {
    const length = bytes.length + room;
    const memory = length <= this.#memory.length ? this.#memory : new Uint8Array(2 * length);
    memory.set(bytes);
    this.#memory = memory;
    return memory.subarray(0, bytes.length);
  }

  /** Keeps what the bytes to come may need: the window of the first open question, and some context. */
  #hold(bytes: Uint8Array, open: number): void {
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

/** What is read from a match and bears a name. */
interface NamedReading {
  readonly code: string;
  readonly entry: Entry | undefined;
  readonly params: readonly string[] | undefined;
}

/** From where on bytes must be kept, and up to where they may be passed. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word read as it stands. */
function asWord({ text, entry }: Match): NamedReading {
  return { code: entry?.code ?? text, entry, params: undefined };
}

/** Whether anything else on its line may change what a match means. */
function dependsOnLine(text: string, { kind, start, entry, whole }: Match): boolean {
  if (kind !== 'word' || (entry !== undefined && entry.placeholders > 0)) return true;
  return !whole && mayEndField(text, start);
}

/** Whether what stands right before a place may be the end of a field's separator. */
function mayEndField(text: string, place: number): boolean {
  let at = place - 1;
  let char = text.charCodeAt(at);
  // Right before it also quotes and whatever an escape ends with.
  if (char === 34 || char === 39 || char === 59 || char === 91 || isWord(char)) return true;
  while (char === 32 || char === 9) char = text.charCodeAt(--at);
  return char === 58 || char === 61 || char === 62 || char === 0x9a;
}
