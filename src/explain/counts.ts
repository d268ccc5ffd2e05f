import type { Entry } from '../table/entry.js';
import type { Guidance } from '../table/guidance.js';
import { copyOf } from '../text/copy.js';
import { BucketCounts, type Position, Ruler } from './timeline.js';

/** What the table says of a code. */
export type CodeMeaning = Guidance & Pick<Entry, 'message'>;

/** One code, counted. */
export interface Tally {
  readonly code: string;
  /** Nothing for an undocumented one. */
  readonly meaning: CodeMeaning | undefined;
  count: number;
  occurrences: number;
  first: Position;
  last: Position;
  /** The placeholders' values so far; `null` for one that had several. */
  params: (string | null)[] | undefined;
  readonly buckets: BucketCounts;
  /** The line of the current input on which it was seen last. */
  seen: number;
}

/** An input that is counted. */
export interface CountedFile {
  /** None for standard input. */
  readonly name: string | undefined;
  lines: number;
  /** The earliest and the latest time, in milliseconds. */
  from: number | undefined;
  to: number | undefined;
}

/**
 * How much the undocumented codes may take that are counted one by one, in bytes: a bound for logs
 * full of made-up ones.
 */
const MAX_UNDOCUMENTED = 4 << 20;

/** What an undocumented code takes besides its characters, in bytes: about 9,000 short ones are listed. */
const TALLY_SIZE = 400;

/** A longer value of a placeholder is not kept, in characters. */
const MAX_PARAM = 100;

const NOWHERE: Position = { file: -1, line: 0, time: undefined };

/** What was counted in one or several inputs. Parts of a log, added in their order, make up all of it. */
export class Counts {
  readonly files: CountedFile[] = [];
  readonly ruler = new Ruler();
  linesWithCode = 0;
  occurrences = 0;
  /** Occurrences of undocumented codes that are not listed, since too many others came first. */
  unlisted = 0;
  readonly #tallies = new Map<string, Tally>();
  /** What the listed undocumented codes take, in bytes. */
  #undocumented = 0;

  /** All that was counted, code by code. */
  get tallies(): Iterable<Tally> {
    return this.#tallies.values();
  }

  /** The tally of a code, begun at need; none for an undocumented one where too many are listed. */
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

  /** Counts a line on which a code occurred. */
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
    // Nearly every line is later than all before it.
    const { last } = tally;
    if (isAfter(place, last)) tally.last = place;
    else this.extend(tally, place, place);
    tally.count++;
  }

  /** Takes note of how far the times of a file reach. */
  span(file: CountedFile, from: number | undefined, to: number | undefined): void {
    if (from !== undefined) file.from = Math.min(file.from ?? from, from);
    if (to !== undefined) file.to = Math.max(file.to ?? to, to);
    this.ruler.span(from, to);
  }

  /** Lays timelines along time: some line tells its own. */
  useTimes(): void {
    if (this.ruler.useTimes()) for (const { buckets } of this.#tallies.values()) buckets.clear();
  }

  /** Makes all buckets as wide as they have to be. */
  fit(atLeast = 0): void {
    const times = this.ruler.fit(this.files, atLeast);
    if (times !== 1) for (const { buckets } of this.#tallies.values()) buckets.widen(times);
  }

  /** Takes note of two places of a code, of which either may be the first or the last so far. */
  extend(tally: Tally, first: Position, last: Position): void {
    if (tally.first === NOWHERE || this.#compare(first, tally.first) < 0) tally.first = first;
    if (tally.last === NOWHERE || this.#compare(last, tally.last) > 0) tally.last = last;
  }

  /** Adds what was counted in a further part; that stays as it is. */
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

  /** The files' indexes in the order of their first times; those without any come last, as they came. */
  get order(): readonly number[] {
    return [...this.files.keys()].sort((a, b) => this.#compareFiles(a, b));
  }

  #compareFiles(a: number, b: number): number {
    return compareNumbers(this.#startOf(a), this.#startOf(b)) || a - b;
  }

  /** Compares by time, then by file, then by line. */
  #compare(a: Position, b: Position): number {
    // A line without a time comes before the first of its file that has one.
    const [from, to] = [a.time ?? this.#startOf(a.file), b.time ?? this.#startOf(b.file)];
    return compareNumbers(from, to) || this.#compareFiles(a.file, b.file) || a.line - b.line;
  }

  #startOf(file: number): number {
    return this.files[file]?.from ?? Number.POSITIVE_INFINITY;
  }
}

/** Whether a line is later than another of its file, in time or, at the same time, by its number. */
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

/** Takes note of a further mention's params: those are kept that are the same throughout. */
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
