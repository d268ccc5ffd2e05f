import type { ReadTime } from './line-time.js';

/**
 * How far the clock looks for a time, in bytes: into a line for its own, into a file for the first one,
 * and back from a line without one for that of a previous line.
 */
const REACH = 65536;

/** The time of a line. */
export interface LineTime {
  /** In milliseconds since 1970-01-01 UTC; `undefined` if neither the line nor a previous one has one. */
  readonly time: number | undefined;
  /** Whether it is known yet. */
  readonly isKnown: boolean;
}

/** A range of text that passed. */
interface Stretch {
  readonly text: string;
  readonly from: number;
  to: number;
}

/**
 * Tracks the position in an input and determines the time of requested lines: the line's own, or that of
 * the nearest previous line that has one. Apart from requested lines, it only reads the first lines of
 * the input and those right before a line without a time.
 */
export class LineClock {
  /** The number of bytes so far. */
  offset = 0;
  /** The number of line ends so far. */
  newlines = 0;
  /** The offset of the current line, in bytes. */
  lineStart = 0;

  readonly #read: ReadTime;
  readonly #settle: () => void;
  /** At least the last {@link REACH} bytes. */
  readonly #recent: Stretch[] = [];
  #recentStart = 0;
  /** The time of the current line, once it is requested or known. */
  #current: { time: number | undefined; isKnown: boolean } | undefined;
  /** The last known time, and the offset up to which it is the last. */
  #last: number | undefined;
  #lastKnown = 0;
  #first: number | undefined;
  /** The offset up to which the first time has been searched. */
  #firstSought = 0;

  /**
   * @param read Reads a line's time.
   * @param settle Called when the time of a line becomes known that was not known when it was
   *   requested: at the end of the line at the latest.
   */
  constructor(read: ReadTime, settle: () => void) {
    this.#read = read;
    this.#settle = settle;
  }

  /** The number of lines so far, including an unfinished one. */
  get lines(): number {
    return this.newlines + (this.offset > this.lineStart ? 1 : 0);
  }

  /** The first time of the input: in its first lines, or that of the first requested line. */
  get first(): number | undefined {
    return this.#first;
  }

  /** The last time of the input so far. */
  get last(): number | undefined {
    return this.#timeBefore(this.lineStart);
  }

  /** Advances by a range of text. */
  advance(text: string, from: number, to: number): void {
    if (from === to) return;
    const stretch = text.slice(from, to);
    const start = this.offset;
    let at = stretch.indexOf('\n');
    if (at >= 0 && this.#current && !this.#current.isKnown) {
      // First advance to the end of the line, where its time becomes known.
      this.#record(text, from, from + at);
      this.#conclude(this.#own() ?? this.#timeBefore(this.lineStart));
      this.#record(text, from + at, to);
    } else {
      this.#record(text, from, to);
    }
    for (; at >= 0; at = stretch.indexOf('\n', at + 1)) {
      this.#concludeLong(start + at);
      this.newlines++;
      this.lineStart = start + at + 1;
      this.#current = undefined;
    }
    this.#concludeLong(this.offset);
    if (this.offset >= REACH && this.#firstSought < REACH) this.#seekFirst(REACH);
    this.#forget();
  }

  /** Requests the time of the current line. */
  ask(): LineTime {
    if (this.#current) return this.#current;
    this.#current = { time: undefined, isKnown: false };
    // Most lines begin with their time, so there is nothing to wait for. Search once at the first code
    // of a line and once at its end, since a line may have many codes.
    const own = this.#own();
    if (own !== undefined) this.#conclude(own);
    return this.#current;
  }

  /** Ends the input and settles the requested time. */
  end(): void {
    // An unfinished line counts as the last one.
    if (this.offset > this.lineStart && !this.#current?.isKnown) {
      this.#conclude(this.#own() ?? this.#timeBefore(this.lineStart));
    }
    this.#seekFirst(this.offset);
  }

  /** Settles the time of a line that is too long to wait for its end, at an offset in it. */
  #concludeLong(place: number): void {
    if (place - this.lineStart <= REACH || this.#current?.isKnown) return;
    this.#conclude(this.#own() ?? this.#timeBefore(this.lineStart), place);
  }

  /** The time in the current line, as far as it has passed. */
  #own(): number | undefined {
    return this.#read(this.#slice(this.lineStart, Math.min(this.offset, this.lineStart + REACH)));
  }

  /** Sets the time of the current line, known at an offset. */
  #conclude(time: number | undefined, place = this.offset): void {
    this.#last = time;
    this.#lastKnown = place;
    this.#seekFirst(place);
    this.#first ??= time;
    const asked = this.#current;
    this.#current = { time, isKnown: true };
    if (!asked) return;
    Object.assign(asked, this.#current);
    this.#settle();
  }

  /** The time of the nearest line before the start of a line that has one. */
  #timeBefore(place: number): number | undefined {
    if (place <= this.#lastKnown) return this.#last;
    const floor = Math.max(this.#lastKnown, this.#recentStart, place - REACH);
    const text = this.#slice(floor, place);
    for (let end = text.length - 1; end > 0; ) {
      const newline = text.lastIndexOf('\n', end - 1);
      // A line that begins before the range is not complete.
      if (newline < 0 && floor > 0) break;
      const time = this.#read(text.slice(newline + 1, end));
      if (time !== undefined) {
        this.#last = time;
        break;
      }
      end = newline;
    }
    // The next search begins at the previous line end, so that the line after it is complete.
    this.#lastKnown = place - 1;
    return this.#last;
  }

  /** Searches for the first time, in lines not searched before, up to an offset. */
  #seekFirst(place: number): void {
    const to = Math.min(place, REACH);
    if (this.#first !== undefined || to <= this.#firstSought) return;
    for (const line of this.#slice(this.#firstSought, to).split('\n')) {
      this.#first = this.#read(line);
      if (this.#first !== undefined) break;
    }
    this.#firstSought = to;
  }

  #record(text: string, from: number, to: number): void {
    const before = this.#recent.at(-1);
    if (before && before.to === from && before.text === text) before.to = to;
    else this.#recent.push({ text, from, to });
    this.offset += to - from;
  }

  /** Drops ranges that are too far back. */
  #forget(): void {
    for (let oldest = this.#recent[0]; oldest; oldest = this.#recent[0]) {
      const start = this.#recentStart + oldest.to - oldest.from;
      if (this.offset - start < REACH) return;
      this.#recentStart = start;
      this.#recent.shift();
    }
  }

  /** The text between two offsets of the input. */
  #slice(from: number, to: number): string {
    let slice = '';
    let start = this.#recentStart;
    for (const stretch of this.#recent) {
      const begin = Math.max(0, from - start);
      const end = Math.min(stretch.to - stretch.from, to - start);
      if (begin < end) slice += stretch.text.slice(stretch.from + begin, stretch.from + end);
      start += stretch.to - stretch.from;
    }
    return slice;
  }
}
