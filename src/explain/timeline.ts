/** The maximum number of buckets: enough for a terminal, few enough to keep for each code. */
export const MAX_BUCKETS = 120;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each file has its own range of line numbers, so that no bucket contains lines of two files. */
const LANE = 2 ** 34;

const doubled = (from: number, to: number) =>
  Array.from({ length: Math.log2(to / from) + 1 }, (_, power) => from * 2 ** power);

/**
 * The possible widths of buckets, in milliseconds or lines. Each is a multiple of the one before, and
 * buckets begin at multiples of their width. Counts can therefore be moved from narrow to wide buckets
 * without loss, and the sum of separately counted parts equals the counts of a single run.
 */
const WIDTHS = {
  time: [
    ...[1, 5, 10, 50, 100, 500],
    ...[1, 5, 15, 30].map((seconds) => seconds * SECOND),
    ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
    ...[1, 3, 6, 12].map((hours) => hours * HOUR),
    ...doubled(DAY, 2 ** 12 * DAY),
  ],
  lines: doubled(1, LANE),
} as const;

/** The axis of a timeline: time, or lines if no line has a time. */
export type Scale = keyof typeof WIDTHS;

/** Whether a bucket may have this width, in milliseconds or lines. */
export function isWidth(scale: Scale, width: number): boolean {
  return (WIDTHS[scale] as readonly number[]).includes(width);
}

/** Counts by bucket. Empty buckets are not stored, since most codes are rare. */
export class BucketCounts {
  /** The numbers of the buckets, ascending. */
  #buckets: number[] = [];
  #counts: number[] = [];

  /** Adds to the count of a bucket. */
  add(bucket: number, count: number): void {
    const { length } = this.#buckets;
    if (length === 0) {
      // An array that grows from empty allocates 17 elements.
      this.#buckets = [bucket];
      this.#counts = [count];
      return;
    }
    let at = length;
    // Nearly always the last bucket, or the one after it.
    while (at > 0 && (this.#buckets[at - 1] as number) > bucket) at--;
    if (at > 0 && this.#buckets[at - 1] === bucket) {
      (this.#counts[at - 1] as number) += count;
    } else {
      this.#buckets.splice(at, 0, bucket);
      this.#counts.splice(at, 0, count);
    }
  }

  /** Moves the counts into buckets that are wider by a factor. */
  widen(times: number): void {
    const before = [...this.entries()];
    this.clear();
    for (const [bucket, count] of before) this.add(Math.floor(bucket / times), count);
  }

  /** Drops all counts. */
  clear(): void {
    this.#buckets = [];
    this.#counts = [];
  }

  /** The buckets with counts, ascending. */
  *entries(): Iterable<readonly [bucket: number, count: number]> {
    for (let at = 0; at < this.#buckets.length; at++) {
      yield [this.#buckets[at] as number, this.#counts[at] as number];
    }
  }
}

/** The position of a line on a timeline. */
export interface Position {
  /** The index of the file. */
  readonly file: number;
  /** The line in the file, from 1. */
  readonly line: number;
  /** The line's time, in milliseconds. */
  readonly time: number | undefined;
}

/** Divides the input so far into buckets, which get wider as the input grows. */
export class Ruler {
  scale: Scale = 'lines';
  /** The width of a bucket, in milliseconds or lines. */
  width: number = WIDTHS.lines[0] as number;
  /** The earliest and the latest time so far, in milliseconds. */
  from: number | undefined;
  to: number | undefined;

  /** Extends the range of times. */
  span(from: number | undefined, to: number | undefined): void {
    if (from !== undefined) this.from = Math.min(this.from ?? from, from);
    if (to !== undefined) this.to = Math.max(this.to ?? to, to);
  }

  /**
   * Switches to time.
   *
   * @returns Whether the scale was lines before, so that previous counts are void.
   */
  useTimes(): boolean {
    if (this.scale === 'time') return false;
    this.scale = 'time';
    this.width = WIDTHS.time[0] as number;
    return true;
  }

  /**
   * Widens the buckets until there are no more than {@link MAX_BUCKETS}.
   *
   * @param files The number of lines of each file.
   * @param atLeast The minimum width.
   * @returns The factor by which the width grew.
   */
  fit(files: readonly { readonly lines: number }[], atLeast = 0): number {
    const before = this.width;
    if (before >= atLeast && this.#needed(before, files) <= MAX_BUCKETS) return 1;
    const least = Math.max(before, atLeast);
    const widths: readonly number[] = WIDTHS[this.scale];
    const fitting = (width: number) => width >= least && this.#needed(width, files) <= MAX_BUCKETS;
    this.width = widths.find(fitting) ?? (widths.at(-1) as number);
    return this.width / before;
  }

  /** The bucket of a line; `undefined` for a line without a time if the scale is time. */
  bucketOf({ file, line, time }: Position): number | undefined {
    if (this.scale === 'lines') return Math.floor((file * LANE + line - 1) / this.width);
    return time === undefined ? undefined : Math.floor(time / this.width);
  }

  /** The number of the first bucket of a file, if the scale is lines. */
  lanes(files: number): number {
    return this.scale === 'lines' ? (files * LANE) / this.width : 0;
  }

  /**
   * Lays the buckets out in a row.
   *
   * @param files The number of lines of each file.
   * @param order The indexes of the files, in the order of the row.
   * @returns The number of buckets, and a function that lays out counts; `undefined` if there are too
   *   many buckets.
   */
  layOut(
    files: readonly { readonly lines: number }[],
    order: readonly number[],
  ): { readonly count: number; readonly of: (counts: BucketCounts) => number[] } | undefined {
    const count = this.#needed(this.width, files);
    if (count > MAX_BUCKETS || count < 1) return undefined;
    let place: (bucket: number) => number;
    if (this.scale === 'time') {
      const first = Math.floor((this.from ?? 0) / this.width);
      place = (bucket) => bucket - first;
    } else {
      const starts = new Map<number, number>();
      let start = 0;
      for (const file of order) {
        starts.set(file, start);
        start += Math.ceil((files[file]?.lines ?? 0) / this.width);
      }
      place = (bucket) => {
        const file = Math.floor((bucket * this.width) / LANE);
        return (starts.get(file) ?? 0) + bucket - this.lanes(file);
      };
    }
    return {
      count,
      of(counts) {
        const row = new Array<number>(count).fill(0);
        for (const [bucket, counted] of counts.entries()) {
          const at = place(bucket);
          row[at] = (row[at] ?? 0) + counted;
        }
        return row;
      },
    };
  }

  /** How many buckets of a width are needed. */
  #needed(width: number, files: readonly { readonly lines: number }[]): number {
    if (this.scale === 'lines') {
      return files.reduce((sum, { lines }) => sum + Math.ceil(lines / width), 0);
    }
    if (this.from === undefined || this.to === undefined) return 0;
    return Math.floor(this.to / width) - Math.floor(this.from / width) + 1;
  }
}
