import type { ReadTime } from './line-time.js';

/**
 * How far into a line its time is looked for, how far into a file its first one, and how far back
 * from a line without one its predecessor's: in bytes.
 */
const REACH = 65536;

/** When a line was written. */
export interface LineTime {
  /** In milliseconds since 1970-01-01 UTC; none where neither the line nor one before it says. */
  readonly time: number | undefined;
  /** Whether it is known by now. */
  readonly isKnown: boolean;
}

/** A stretch of text that passed. */
interface Stretch {
  readonly text: string;
  readonly from: number;
  to: number;
}

/**
 * Follows where in its input a stream has come to, and tells the time of the lines that are asked
 * for: the line's own, or that of the nearest line before it that has one. No other lines are looked
 * at but the first ones of the input, and those right before a line without a time.
 */
export class LineClock {
  /** How many bytes have passed. */
  offset = 0;
  /** How many lines have ended. */
  newlines = 0;
  /** Where the current line starts, in bytes from the start. */
  lineStart = 0;

  readonly #read: ReadTime;
  readonly #settle: () => void;
  /** At least the last {@link REACH} bytes. */
  readonly #recent: Stretch[] = [];
  #recentStart = 0;
  /** The current line's time, once it is asked for or known. */
  #current: { time: number | undefined; isKnown: boolean } | undefined;
  /** The time of the last line whose time is known, and up to where it is the last. */
  #last: number | undefined;
  #lastKnown = 0;
  #first: number | undefined;
  /** Up to where the first time has been looked for. */
  #firstSought = 0;

  /**
   * @param read Reads a line's time.
   * @param settle Called when the time of a line becomes known that was asked for and was not known
   *   then: at the line's end at the latest.
   */
  constructor(read: ReadTime, settle: () => void) {
    this.#read = read;
    this.#settle = settle;
  }

  /** How many lines there have been, an unfinished one included. */
  get lines(): number {
    return this.newlines + (this.offset > this.lineStart ? 1 : 0);
  }

  /** The first time of the input: in its first lines, or that of the first line that was asked for. */
  get first(): number | undefined {
    return this.#first;
  }

  /** The last time of the input so far. */
  get last(): number | undefined {
    return this.#timeBefore(this.lineStart);
  }

  /** Takes note of a stretch that passed. */
  advance(text: string, from: number, to: number): void {
    if (from === to) return;
    const stretch = text.slice(from, to);
    const start = this.offset;
    let at = stretch.indexOf('\n');
    if (at >= 0 && this.#current && !this.#current.isKnown) {
      // Up to the line's end first: then its time can be told.
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

  /** Asks for the time of the current line. */
  ask(): LineTime {
    if (this.#current) return this.#current;
    this.#current = { time: undefined, isKnown: false };
    // Most lines begin with their time: then there is nothing to wait for. It is looked for once at a
    // line's first code and once at its end, since there may be many codes on a line.
    const own = this.#own();
    if (own !== undefined) this.#conclude(own);
    return this.#current;
  }

  /** Ends the input: what is still asked for is told. */
  end(): void {
    // An unfinished line is the last one, too.
    if (this.offset > this.lineStart && !this.#current?.isKnown) {
      this.#conclude(this.#own() ?? this.#timeBefore(this.lineStart));
    }
    this.#seekFirst(this.offset);
  }

  /** The time of a line that is too long to look for it at the end, where the line has come to a place. */
  #concludeLong(place: number): void {
    if (place - this.lineStart <= REACH || this.#current?.isKnown) return;
    this.#conclude(this.#own() ?? this.#timeBefore(this.lineStart), place);
  }

  /** The time that the current line carries itself, as far as it has passed. */
  #own(): number | undefined {
    return this.#read(this.#slice(this.lineStart, Math.min(this.offset, this.lineStart + REACH)));
  }

  /** Takes a time for that of the current line, which has come to a place. */
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

  /** The time of the nearest line before a place, a line's start, that has one. */
  #timeBefore(place: number): number | undefined {
    if (place <= this.#lastKnown) return this.#last;
    const floor = Math.max(this.#lastKnown, this.#recentStart, place - REACH);
    const text = this.#slice(floor, place);
    for (let end = text.length - 1; end > 0; ) {
      const newline = text.lastIndexOf('\n', end - 1);
      // What begins before the stretch is no whole line.
      if (newline < 0 && floor > 0) break;
      const time = this.#read(text.slice(newline + 1, end));
      if (time !== undefined) {
        this.#last = time;
        break;
      }
      end = newline;
    }
    // The line end before it begins the next stretch: so the line behind it is seen to be whole.
    this.#lastKnown = place - 1;
    return this.#last;
  }

  /** Looks for the first time, in lines not looked at before, up to a place. */
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

  /** Lets go of what is too far back. */
  #forget(): void {
    for (let oldest = this.#recent[0]; oldest; oldest = this.#recent[0]) {
      const start = this.#recentStart + oldest.to - oldest.from;
      if (this.offset - start < REACH) return;
      this.#recentStart = start;
      this.#recent.shift();
    }
  }

  /** The text between two places, both counted from the input's start. */
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
