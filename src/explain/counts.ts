import type { Entry } from '../table/entry.js';
import type { Guidance } from '../table/guidance.js';
import { copyOf } from '../text/copy.js';
import { BucketCounts, type Position, Ruler } from './timeline.js';

/** What the table says of a code. */
export type CodeMeaning = Guidance & Pick<Entry, 'message'>;

/** The counts of a code. */
export interface Tally {
  readonly code: string;
  /** `undefined` for an undocumented code. */
  readonly meaning: CodeMeaning | undefined;
  count: number;
  occurrences: number;
  first: Position;
  last: Position;
  /** The values of the placeholders so far; `null` for a placeholder with several values. */
  params: (string | null)[] | undefined;
  readonly buckets: BucketCounts;
  /** The last line of the current input with the code. */
  seen: number;
}

/** An input. */
export interface CountedFile {
  /** `undefined` for standard input. */
  readonly name: string | undefined;
  lines: number;
  /** The earliest and the latest time, in milliseconds. */
  from: number | undefined;
  to: number | undefined;
}

/**
 * The memory limit for undocumented codes that are counted individually, in bytes, for logs full of
 * made-up codes.
 */
const MAX_UNDOCUMENTED = 4 << 20;

/** The memory of an undocumented code besides its characters, in bytes: about 9,000 short ones fit. */
const TALLY_SIZE = 400;

/** Longer values of placeholders are not kept, in characters. */
const MAX_PARAM = 100;

const NOWHERE: Position = { file: -1, line: 0, time: undefined };

/** Counts of one or several inputs. The counts of parts of a log, added in order, equal those of the log. */
export class Counts {
  readonly files: CountedFile[] = [];
  readonly ruler = new Ruler();
  linesWithCode = 0;
  occurrences = 0;
  /** Occurrences of undocumented codes that are not listed because there are too many. */
  unlisted = 0;
  readonly #tallies = new Map<string, Tally>();
  /** The memory of the listed undocumented codes, in bytes. */
  #undocumented = 0;

  /** The counts of each code. */
  get tallies(): Iterable<Tally> {
    return this.#tallies.values();
  }

  /** The tally of a code, created if needed; `undefined` for an undocumented code if there are too many. */
  tally(code: string, meaning: CodeMeaning | undefined): Tally | undefined {
    const known = this.#tallies.get(code);
    if (known) return known;
    const size = meaning ? 0 : code.length + TALLY_SIZE;
    if (this.#undocumented + size > MAX_UNDOCUMENTED) return undefined;
    this.#undocumented += size;
    const own = meaning ? code : copyOf(code);
    const tally: Tally = {
      code: own,
      meaning,
      count: 0,
      occurrences: 0,
      first: NOWHERE,
      last: NOWHERE,
      params: undefined,
      buckets: new BucketCounts(),
      seen: 0,
    };
    this.#tallies.set(own, tally);
    return tally;
  }

  /** Counts a line with a code. */
  addLine(tally: Tally, place: Position): void {
    const file = this.files[place.file] as CountedFile;
    const { line, time } = place;
    if (line > file.lines) file.lines = line;
    if (time !== undefined) {
      if (!isWithin(time, file)) this.span(file, time, time);
      this.useTimes();
    }
    this.fit();
    const bucket = this.ruler.bucketOf(place);
    if (bucket !== undefined) tally.buckets.add(bucket, 1);
    // Nearly every line is later than all previous ones.
    const { last } = tally;
    if (isAfter(place, last)) tally.last = place;
    else this.extend(tally, place, place);
    tally.count++;
  }

  /** Extends the time range of a file. */
  span(file: CountedFile, from: number | undefined, to: number | undefined): void {
    if (from !== undefined) file.from = Math.min(file.from ?? from, from);
    if (to !== undefined) file.to = Math.max(file.to ?? to, to);
    this.ruler.span(from, to);
  }

  /** Switches timelines from lines to time. */
  useTimes(): void {
    if (this.ruler.useTimes()) for (const { buckets } of this.#tallies.values()) buckets.clear();
  }

  /** Widens all buckets as needed. */
  fit(atLeast = 0): void {
    const times = this.ruler.fit(this.files, atLeast);
    if (times !== 1) for (const { buckets } of this.#tallies.values()) buckets.widen(times);
  }

  /** Updates the first and last position of a code. */
  extend(tally: Tally, first: Position, last: Position): void {
    if (tally.first === NOWHERE || this.#compare(first, tally.first) < 0) tally.first = first;
    if (tally.last === NOWHERE || this.#compare(last, tally.last) > 0) tally.last = last;
  }

  /** Adds the counts of another part, which is not changed. */
  add(part: Counts): void {
    const shift = this.files.length;
    for (const file of part.files) {
      this.files.push({ ...file });
      this.ruler.span(file.from, file.to);
    }
    this.linesWithCode += part.linesWithCode;
    this.occurrences += part.occurrences;
    this.unlisted += part.unlisted;
    if (part.ruler.scale === 'time') this.useTimes();
    const comparable = part.ruler.scale === this.ruler.scale;
    this.fit(comparable ? part.ruler.width : 0);
    const times = this.ruler.width / part.ruler.width;
    const lanes = this.ruler.lanes(shift);
    const moved = (place: Position): Position => ({ ...place, file: place.file + shift });
    for (const other of part.tallies) {
      const tally = this.tally(other.code, other.meaning);
      if (!tally) {
        this.unlisted += other.occurrences;
        continue;
      }
      tally.count += other.count;
      tally.occurrences += other.occurrences;
      if (other.params) joinParams(tally, other.params);
      if (other.count === 0) continue;
      this.extend(tally, moved(other.first), moved(other.last));
      if (!comparable) continue;
      for (const [bucket, count] of other.buckets.entries()) {
        tally.buckets.add(Math.floor(bucket / times) + lanes, count);
      }
    }
  }

  /** The indexes of the files by their first times; files without times come last, in input order. */
  get order(): readonly number[] {
    return [...this.files.keys()].sort((a, b) => this.#compareFiles(a, b));
  }

  #compareFiles(a: number, b: number): number {
    return compareNumbers(this.#startOf(a), this.#startOf(b)) || a - b;
  }

  /** Compares by time, then by file, then by line. */
  #compare(a: Position, b: Position): number {
    // A line without a time comes before the first line of its file that has one.
    const [from, to] = [a.time ?? this.#startOf(a.file), b.time ?? this.#startOf(b.file)];
    return compareNumbers(from, to) || this.#compareFiles(a.file, b.file) || a.line - b.line;
  }

  #startOf(file: number): number {
    return this.files[file]?.from ?? Number.POSITIVE_INFINITY;
  }
}

/** Whether a line is later than another one of its file, by time and then by number. */
function isAfter(line: Position, before: Position): boolean {
  if (line.file !== before.file || line.line < before.line) return false;
  return line.time === before.time || (line.time ?? 0) > (before.time ?? Number.POSITIVE_INFINITY);
}

function isWithin(time: number, { from, to }: CountedFile): boolean {
  return from !== undefined && to !== undefined && time >= from && time <= to;
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Merges the params of another occurrence: values that differ become `null`. */
export function joinParams(tally: Tally, params: readonly (string | null)[]): void {
  const { params: before } = tally;
  if (!before) {
    tally.params = params.map((value) =>
      value === null || value.length > MAX_PARAM ? null : copyOf(value),
    );
    return;
  }
  for (let index = 0; index < before.length; index++) {
    if (before[index] !== params[index]) before[index] = null;
  }
}
