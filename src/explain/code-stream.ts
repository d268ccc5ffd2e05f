import { CONTEXT } from '../codes/code-field.js';
import { createScanner, type Match, type Scanner } from '../codes/scan.js';
import { render } from '../message/template.js';
import { isWord } from '../notation/field.js';
import { LINES_ABOVE } from '../response/multiline/lines-above.js';
import { type LineStep, MultilineResponse } from '../response/multiline/response.js';
import { areShared } from '../response/params.js';
import { type Reading, readScope, type Scope } from '../response/scope.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { latin1 } from '../text/bytes.js';
import { History } from './history.js';
import type { OnLimit } from './limits.js';

/** A code in the stream and all that is known about it. */
export interface Finding {
  /** The documented code; for an undocumented one, the word as written or the code including its module. */
  readonly code: string;
  readonly entry: Entry | undefined;
  /** The values in its response, if its message has placeholders. */
  readonly params?: readonly string[];
  /** The message with its placeholders filled, if the number of values fits. */
  readonly rendered?: string;
}

/** A code as passed to a sink. */
export interface FoundCode {
  readonly finding: Finding;
  readonly bytes: Uint8Array;
  /** The same as `bytes`, one character per byte. */
  readonly text: string;
  /** The code's bytes before this place were passed earlier. */
  readonly from: number;
  /** Where the code ends; for a late code, where its meaning became known. */
  readonly to: number;
  /** The length of the code, in bytes; 0 for a late one. */
  readonly length: number;
  /**
   * Present for a late code: one on an earlier line whose bytes have been passed. `mark` is what the sink's
   * `mark` returned for it.
   */
  readonly late?: { readonly mark: unknown };
}

/**
 * Receives the bytes and codes of a stream, in order. Each byte is passed exactly once; a code is passed
 * with its own bytes, right after all bytes before it.
 *
 * Bytes and text are only valid during the call, because their memory is reused.
 */
export interface Sink {
  /** Bytes without a code, or without one so far. `text` is the same as `bytes`, one character per byte. */
  pass(bytes: Uint8Array, text: string, from: number, to: number): void;
  /** A code, right after what was passed. */
  code(found: FoundCode): void;
  /**
   * Announces a late code, which ends where the bytes passed so far end.
   *
   * @param length The length of the code, in bytes.
   * @param certain Whether it is a code whatever follows; otherwise it may never be passed.
   * @returns What to pass with the code.
   */
  mark?(length: number, certain: boolean): unknown;
  /** The input has ended: prepare what is left to write. */
  end(): void;
  /** Writes what is ready. Called once for each chunk of input, and at the end. */
  flush(): void;
}

/**
 * A longer line is read in parts of this size, in bytes, so that an endless line needs no more memory than
 * any other. Fields in another part than their code are not seen.
 */
export const WINDOW = 65536;

const NEWLINE = 10;
const EMPTY = new Uint8Array(0);

/** A response over several lines, some of which have been read. */
interface Multiline {
  readonly response: MultilineResponse;
  /** What the sink returned for the place of its code. */
  mark: unknown;
  /** The response that contains it in one of its fields. */
  readonly outer: Multiline | undefined;
}

/** Reads a stream of bytes and passes each code to a sink as soon as nothing can change its meaning. */
export class CodeStream {
  readonly #table: Table;
  readonly #scanner: Scanner;
  readonly #sink: Sink;
  readonly #onLimit: OnLimit | undefined;
  /** Reused: new memory for each chunk would be allocated faster than it is collected. */
  #memory: Uint8Array = EMPTY;
  /** The bytes of the unfinished line that may still matter; a part of the memory. */
  #held: Uint8Array = EMPTY;
  /** Where the current line starts; negative if its start is no longer held. */
  #lineStart = 0;
  /** Where it ends, exclusive of the line end. */
  #lineEnd = 0;
  /** The held bytes before this place have been passed. */
  #passed = 0;
  /** Matches that end here or before are done: passed as codes, or found to be none. */
  #settled = 0;
  /** The response over several lines that is being read. */
  #multiline: Multiline | undefined;
  /** Whether another one may begin here. */
  #mayBegin = true;
  /** The last match found, and the place from which it is the next one in its text. */
  #ahead: { text: string; from: number; match: Match | undefined } | undefined;
  /** What a response may need from the lines before those that are held. */
  readonly #history = new History(LINES_ABOVE);
  /** Cached findings with params, for lists of values that occur again. */
  readonly #findings = new WeakMap<readonly string[], Map<Entry, Finding>>();

  /** @param onLimit Called for each code whose params may be in another part of a long line. */
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
      // Copied, because the caller owns its memory.
      this.#held = this.#store(this.#held);
      return;
    }
    // Not moved earlier: the sinks may use what was passed until this call.
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
      this.#endMultiline(bytes, text, text.length);
      this.#sink.end();
    }
    this.#sink.flush();
    // A code that may still be completed starts no further back than its context reaches.
    const open = pending?.start ?? Math.max(this.#settled, text.length - CONTEXT);
    this.#settled = pending?.start ?? text.length;
    this.#hold(bytes, open);
  }

  /** Passes the codes of a text; returns the first place that what follows may change. */
  #readMatches(bytes: Uint8Array, text: string, atEnd: boolean): Place | undefined {
    const scanner = this.#scanner;
    /** Matches passed so far whose line may go on. */
    let before: Match[] = [];
    let next = this.#multiline ? undefined : scanner.next(text, 0);
    for (;;) {
      if (this.#multiline) {
        const line = this.#nextLine(bytes, text, atEnd);
        if (typeof line !== 'number') return line;
        before = [];
        if (line >= text.length) return undefined;
        if (!this.#multiline) next = scanner.next(text, line);
        continue;
      }
      if (!next) return undefined;
      if (!dependsOnLine(text, next)) {
        if (next.end === text.length && !atEnd) return next;
        if (next.end > this.#settled) {
          this.#passCode(bytes, text, next, this.#finding(asWord(next)));
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

  /** Passes the codes of one scope; returns the first that the rest of the line may change. */
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
        this.#beginMultiline(bytes, text, match, reading, scope)
      )
        return;
      if (reading.code !== undefined) {
        if (lacksParams(reading) && isPartOfLine(text, scope)) this.#onLimit?.('distant-params');
        this.#passCode(bytes, text, match, this.#finding(reading as NamedReading));
      }
    }
    return undefined;
  }

  /** Starts to read a response over several lines if this is the line of its code. */
  #beginMultiline(
    bytes: Uint8Array,
    text: string,
    match: Match,
    reading: Reading,
    { start, end, complete }: Scope,
  ): boolean {
    // The whole line is needed, up to its end or the end of the input.
    if (!complete || end - start >= WINDOW || reading.params) return false;
    if (end < text.length && text.charCodeAt(end) !== NEWLINE) return false;
    const isNamed = reading.code !== undefined;
    const response = MultilineResponse.begin(this.#table, text, start, end, match, isNamed, () =>
      this.#above(text, start),
    );
    if (!response) return false;
    if (response.isComplete) {
      if (response.reading) this.#passCode(bytes, text, match, this.#finding(response.reading));
      return true;
    }
    this.#pass(bytes, text, match.end);
    const mark = response.hasCode ? this.#mark(match, isNamed) : undefined;
    this.#multiline = { response, mark, outer: this.#multiline };
    this.#settled = end + 1;
    return true;
  }

  /** The next match in a text that is read line by line; one far ahead is only searched for once. */
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

  /** The text before a line, as far as a response may need it. */
  #above(text: string, start: number): string {
    const here = text.slice(Math.max(0, start - LINES_ABOVE), start);
    return latin1(this.#history.last(LINES_ABOVE - here.length)) + here;
  }

  /**
   * Reads the next line of a response over several lines.
   *
   * @returns Where the following line starts, or the place from which more of this line is needed.
   */
  #nextLine(bytes: Uint8Array, text: string, atEnd: boolean): number | Place {
    const start = Math.max(0, this.#settled);
    if (start >= text.length) return text.length;
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (newline < 0 && !atEnd) {
      if (end - start < WINDOW && this.#mayMatter(text, start, end)) return { start, end: start };
      this.#endMultiline(bytes, text, end);
      return start;
    }
    const matches: Match[] = [];
    let next = this.#matchFrom(text, start);
    for (; next && next.start < end; next = this.#matchFrom(text, next.end)) matches.push(next);
    // Where an inner response ends, the line may belong to the outer one.
    const ended: Multiline[] = [];
    let multiline = this.#multiline;
    let step: LineStep | undefined;
    for (; multiline; multiline = multiline.outer) {
      step = multiline.response.step(text, start, end, matches);
      if (step.open || step.own || step.reading) break;
      ended.push(multiline);
    }
    const { own, reading, at } = step ?? {};
    const place = own?.start ?? at ?? end;
    const others = matches.filter((match) => match !== own);
    const line = { start, end, complete: true };
    const settle = (group: readonly Match[]) => {
      if (group.length > 0) this.#settle(bytes, text, group, line, true);
    };
    this.#multiline = multiline;
    this.#mayBegin = !multiline || step?.isInside === true;
    settle(others.filter((match) => match.start < place));
    if (multiline && step) {
      if (own && own.kind !== 'module' && !(reading && at === own.end)) {
        this.#pass(bytes, text, own.end);
        multiline.mark = this.#mark(own, multiline.response.reading !== undefined);
      } else if (own && own.kind !== 'module' && reading) {
        this.#passCode(bytes, text, own, this.#finding(reading));
      } else if (reading && at !== undefined) {
        this.#passLateCode(bytes, text, at, reading, multiline);
      }
      if (!step.open) {
        if (!reading) ended.push(multiline);
        this.#multiline = multiline.outer;
      }
    }
    settle(others.filter((match) => match.start >= place));
    this.#mayBegin = true;
    const lineEnd = text[end - 1] === '\r' && end > start ? end - 1 : end;
    for (const one of ended) this.#tellLate(bytes, text, lineEnd, one);
    this.#settled = Math.min(text.length, end + 1);
    return this.#settled;
  }

  /** Whether the start of a line may belong to an open response, or a reading waits for the end of one. */
  #mayMatter(text: string, start: number, end: number): boolean {
    for (let multiline = this.#multiline; multiline; multiline = multiline.outer) {
      if (multiline.response.reading || multiline.response.mayGoOn(text, start, end)) return true;
    }
    return false;
  }

  /** Passes the codes of open responses that end before all of their fields were read. */
  #endMultiline(bytes: Uint8Array, text: string, at: number): void {
    for (let multiline = this.#multiline; multiline; multiline = multiline.outer) {
      this.#tellLate(bytes, text, at, multiline);
    }
    this.#multiline = undefined;
  }

  #tellLate(bytes: Uint8Array, text: string, at: number, multiline: Multiline): void {
    const { reading } = multiline.response;
    if (reading) this.#passLateCode(bytes, text, at, reading, multiline);
  }

  /** Passes the code of a response at the place where its meaning became known. */
  #passLateCode(
    bytes: Uint8Array,
    text: string,
    at: number,
    reading: NamedReading,
    { mark }: Multiline,
  ): void {
    this.#pass(bytes, text, at);
    const finding = this.#finding(reading);
    this.#sink.code({ finding, bytes, text, from: at, to: at, length: 0, late: { mark } });
  }

  /** Passes a code, and before it everything not passed yet. */
  #passCode(bytes: Uint8Array, text: string, { start, end }: Match, finding: Finding): void {
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
      // The next byte shows whether a value ends with the window.
      complete: atEnd || lineEnd < text.length || window + WINDOW < text.length,
    };
  }

  /** Moves on to the line that contains a place. */
  #moveTo(bytes: Uint8Array, text: string, place: number): void {
    // If every line has a code, it is the next line; checking that first saves 5 % of the time.
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

  /** Moves bytes to the start of the memory and leaves some room after them. */
  #store(bytes: Uint8Array, room = 0): Uint8Array {
    const length = bytes.length + room;
    const memory = length <= this.#memory.length ? this.#memory : new Uint8Array(2 * length);
    memory.set(bytes);
    this.#memory = memory;
    return memory.subarray(0, bytes.length);
  }

  /** Keeps what later bytes may need: the window of the first open code, and some context. */
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

/** A reading that is a code. */
interface NamedReading {
  readonly code: string;
  readonly entry: Entry | undefined;
  readonly params: readonly string[] | undefined;
}

/** The start of the bytes that must be kept, and the end of those that may be passed. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word read as written. */
function asWord({ text, entry }: Match): NamedReading {
  return { code: entry?.code ?? text, entry, params: undefined };
}

/** Whether there are no values for the placeholders of a code's message. */
function lacksParams({ entry, params }: Reading): boolean {
  return entry !== undefined && entry.placeholders > 0 && params === undefined;
}

/** Whether a scope is only a part of its line. */
function isPartOfLine(text: string, { start, end }: Scope): boolean {
  if (start > 0 && text.charCodeAt(start - 1) !== NEWLINE) return true;
  return end < text.length && text.charCodeAt(end) !== NEWLINE;
}

/** Whether the rest of its line may change the meaning of a match. */
function dependsOnLine(text: string, { kind, start, entry, whole }: Match): boolean {
  if (kind !== 'word' || (entry !== undefined && entry.placeholders > 0)) return true;
  return !whole && mayEndField(text, start);
}

/** Whether the text right before a place may be the end of a field's separator. */
function mayEndField(text: string, place: number): boolean {
  let at = place - 1;
  let char = text.charCodeAt(at);
  // Quotes, and the last characters of escapes.
  if (char === 34 || char === 39 || char === 59 || char === 91 || isWord(char)) return true;
  while (char === 32 || char === 9) char = text.charCodeAt(--at);
  return char === 58 || char === 61 || char === 62 || char === 0x9a;
}
