import { CONTEXT } from '../codes/code-field.js';
import { createScanner, type Match, type Scanner } from '../codes/scan.js';
import { render } from '../message/template.js';
import { LINES_ABOVE } from '../response/multiline/above.js';
import { type LineStep, MultilineResponse } from '../response/multiline/response.js';
import { areShared } from '../response/params.js';
import { type Reading, readScope, type Scope } from '../response/scope.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { latin1 } from '../text/bytes.js';
import { isWord } from '../text/notation.js';
import { History } from './history.js';
import type { OnLimit } from './limits.js';

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
  readonly response: MultilineResponse;
  /** What the sink made of the place of its code. */
  mark: unknown;
  /** The one in a field of which it stands. */
  readonly outer: Spread | undefined;
}

/** Reads a stream of bytes and hands its codes to a sink as soon as nothing can change them. */
export class CodeStream {
  readonly #table: Table;
  readonly #scanner: Scanner;
  readonly #sink: Sink;
  readonly #onLimit: OnLimit | undefined;
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
  /** Whether another may begin where it stands. */
  #mayBegin = true;
  /** The match found last, and from where on it is the next one of its text. */
  #ahead: { text: string; from: number; match: Match | undefined } | undefined;
  /** What a response may need of the lines before those that are held. */
  readonly #history = new History(LINES_ABOVE);
  /** Findings with params made before, for lists of values that come again. */
  readonly #findings = new WeakMap<readonly string[], Map<Entry, Finding>>();

  /** @param onLimit Called for each code whose params may be too far away to be seen. */
  constructor(table: Table, sink: Sink, onLimit?: OnLimit) {
    this.#table = table;
    this.#scanner = createScanner(table);
    this.#sink = sink;
    this.#onLimit = onLimit;
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
      if (
        group.length === 1 &&
        this.#mayBegin &&
        this.#beginSpread(bytes, text, match, reading, scope)
      )
        return;
      if (reading.code !== undefined) {
        if (lacksParams(reading) && isPartOfLine(text, scope)) this.#onLimit?.('distant-params');
        this.#hand(bytes, text, match, this.#finding(reading as NamedReading));
      }
    }
    return undefined;
  }

  /** Begins to follow a response whose fields have a line each, if this is the line of its code. */
  #beginSpread(
    bytes: Uint8Array,
    text: string,
    match: Match,
    reading: Reading,
    { start, end, complete }: Scope,
  ): boolean {
    // The whole line is needed, and its end or that of the input.
    if (!complete || end - start >= WINDOW || reading.params) return false;
    if (end < text.length && text.charCodeAt(end) !== NEWLINE) return false;
    const isNamed = reading.code !== undefined;
    const response = MultilineResponse.begin(this.#table, text, start, end, match, isNamed, () =>
      this.#above(text, start),
    );
    if (!response) return false;
    if (response.isComplete) {
      if (response.reading) this.#hand(bytes, text, match, this.#finding(response.reading));
      return true;
    }
    this.#pass(bytes, text, match.end);
    const mark = response.hasCode ? this.#mark(match, isNamed) : undefined;
    this.#spread = { response, mark, outer: this.#spread };
    this.#settled = end + 1;
    return true;
  }

  /** The next match of a text that is read line by line: one that stands far ahead is found once. */
  #matchFrom(text: string, from: number): Match | undefined {
    const ahead = this.#ahead;
    if (ahead?.text === text && ahead.from <= from && (ahead.match?.start ?? from) >= from) {
      return ahead.match;
    }
    const match = this.#scanner.next(text, from);
    this.#ahead = { text, from, match };
    return match;
  }

  #mark({ start, end }: Match, isCertain: boolean): unknown {
    return this.#sink.mark?.(end - start, isCertain);
  }

  /** What stands before a line, as far as a response may need it. */
  #above(text: string, start: number): string {
    const here = text.slice(Math.max(0, start - LINES_ABOVE), start);
    return latin1(this.#history.last(LINES_ABOVE - here.length)) + here;
  }

  /**
   * Reads the next line of a text in which a spread response goes on.
   *
   * @returns Where the line after it starts, or the place where more of the line is waited for.
   */
  #nextLine(bytes: Uint8Array, text: string, atEnd: boolean): number | Place {
    const start = Math.max(0, this.#settled);
    if (start >= text.length) return text.length;
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (newline < 0 && !atEnd) {
      if (end - start < WINDOW && this.#mayMatter(text, start, end)) return { start, end: start };
      this.#endSpread(bytes, text, end);
      return start;
    }
    const matches: Match[] = [];
    let next = this.#matchFrom(text, start);
    for (; next && next.start < end; next = this.#matchFrom(text, next.end)) matches.push(next);
    // Where an inner response ends, the line may be one of the outer response.
    const ended: Spread[] = [];
    let spread = this.#spread;
    let step: LineStep | undefined;
    for (; spread; spread = spread.outer) {
      step = spread.response.step(text, start, end, matches);
      if (step.open || step.own || step.reading) break;
      ended.push(spread);
    }
    const { own, reading, at } = step ?? {};
    const place = own?.start ?? at ?? end;
    const others = matches.filter((match) => match !== own);
    const line = { start, end, complete: true };
    const settle = (group: readonly Match[]) => {
      if (group.length > 0) this.#settle(bytes, text, group, line, true);
    };
    this.#spread = spread;
    this.#mayBegin = !spread || step?.isInside === true;
    settle(others.filter((match) => match.start < place));
    if (spread && step) {
      if (own && own.kind !== 'module' && !(reading && at === own.end)) {
        this.#pass(bytes, text, own.end);
        spread.mark = this.#mark(own, spread.response.reading !== undefined);
      } else if (own && own.kind !== 'module' && reading) {
        this.#hand(bytes, text, own, this.#finding(reading));
      } else if (reading && at !== undefined) {
        this.#handLate(bytes, text, at, reading, spread);
      }
      if (!step.open) {
        if (!reading) ended.push(spread);
        this.#spread = spread.outer;
      }
    }
    settle(others.filter((match) => match.start >= place));
    this.#mayBegin = true;
    const lineEnd = text[end - 1] === '\r' && end > start ? end - 1 : end;
    for (const one of ended) this.#tellLate(bytes, text, lineEnd, one);
    this.#settled = Math.min(text.length, end + 1);
    return this.#settled;
  }

  /** Whether a line that has only begun may belong to a spread response, or is to be told its end. */
  #mayMatter(text: string, start: number, end: number): boolean {
    for (let spread = this.#spread; spread; spread = spread.outer) {
      if (spread.response.reading || spread.response.mayGoOn(text, start, end)) return true;
    }
    return false;
  }

  /** Says what spread responses were about that end without having said all. */
  #endSpread(bytes: Uint8Array, text: string, at: number): void {
    for (let spread = this.#spread; spread; spread = spread.outer) {
      this.#tellLate(bytes, text, at, spread);
    }
    this.#spread = undefined;
  }

  #tellLate(bytes: Uint8Array, text: string, at: number, spread: Spread): void {
    const { reading } = spread.response;
    if (reading) this.#handLate(bytes, text, at, reading, spread);
  }

  /** Hands over the code of a spread response at the place where its meaning became known. */
  #handLate(
    bytes: Uint8Array,
    text: string,
    at: number,
    reading: NamedReading,
    { mark }: Spread,
  ): void {
    this.#pass(bytes, text, at);
    const finding = this.#finding(reading);
    this.#sink.code({ finding, bytes, text, from: at, to: at, length: 0, late: { mark } });
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
    this.#ahead = undefined;
    this.#history.add(bytes.subarray(0, keep));
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

/** Whether a code has no values for the placeholders of its message. */
function lacksParams({ entry, params }: Reading): boolean {
  return entry !== undefined && entry.placeholders > 0 && params === undefined;
}

/** Whether a line is read in parts, of which the scope is one. */
function isPartOfLine(text: string, { start, end }: Scope): boolean {
  if (start > 0 && text.charCodeAt(start - 1) !== NEWLINE) return true;
  return end < text.length && text.charCodeAt(end) !== NEWLINE;
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
