/** A timeline has at most this many buckets: enough for a terminal, few enough to keep for each code. */
export const MAX_BUCKETS = 120;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each file's lines are numbered in a lane of its own, so that no bucket holds lines of two files. */
const LANE = 2 ** 34;

const doubled = (from: number, to: number) =>
  Array.from({ length: Math.log2(to / from) + 1 }, (_, power) => from * 2 ** power);

/**
 * How wide a bucket can be, in milliseconds or lines: each width is a multiple of the one before. As
 * buckets begin at multiples of their width, what was counted in narrow ones can be moved into wider
 * ones without loss, so that parts counted apart add up to what one run over all of them counts.
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

/** What buckets are laid along: time, or lines where no line tells its time. */
export type Scale = keyof typeof WIDTHS;

/** Whether buckets can be this wide, in milliseconds or lines. */
export function isWidth(scale: Scale, width: number): boolean {
  return (WIDTHS[scale] as readonly number[]).includes(width);
}

/** Counts by bucket: only those that hold something, as most codes are rare. */
export class BucketCounts {
  /** The buckets' numbers, ascending. */
  #buckets: number[] = [];
  #counts: number[] = [];

  /** Adds to the count of a bucket. */
  add(bucket: number, count: number): void {
    const { length } = this.#buckets;
    if (length === 0) {
      // An array that grows from nothing takes room for 17.
      this.#buckets = [bucket];
      this.#counts = [count];
      return;
    }
    let at = length;
    // Nearly always the last one, or the one behind it.
    while (at > 0 && (this.#buckets[at - 1] as number) > bucket) at--;
    if (at > 0 && this.#buckets[at - 1] === bucket) {
      (this.#counts[at - 1] as number) += count;
    } else {
      this.#buckets.splice(at, 0, bucket);
      this.#counts.splice(at, 0, count);
    }
  }

  /** Moves the counts into buckets that are so many times as wide. */
  widen(times: number): void {
    const before = [...this.entries()];
    this.clear();
    for (const [bucket, count] of before) this.add(Math.floor(bucket / times), count);
  }

  /** Forgets all counts. */
  clear(): void {
    this.#buckets = [];
    this.#counts = [];
  }

  /** The buckets that hold something, ascending, and what each holds. */
  *entries(): Iterable<readonly [bucket: number, count: number]> {
    for (let at = 0; at < this.#buckets.length; at++) {
      yield [this.#buckets[at] as number, this.#counts[at] as number];
    }
  }
}

/** Where on a timeline a line is. */
export interface Position {
  /** The file, by its index. */
  readonly file: number;
  /** The line in it, from 1. */
  readonly line: number;
  /** The line's time, in milliseconds. */
  readonly time: number | undefined;
}

/** Divides what has been read so far into buckets; they get wider as it gets longer. */
export class Ruler {
  scale: Scale = 'lines';
  /** How wide a bucket is, in milliseconds or lines. */
  width: number = WIDTHS.lines[0] as number;
  /** The earliest and the latest time so far, in milliseconds. */
  from: number | undefined;
  to: number | undefined;

  /** Takes note of how far times reach. */
  span(from: number | undefined, to: number | undefined): void {
    if (from !== undefined) this.from = Math.min(this.from ?? from, from);
    if (to !== undefined) this.to = Math.max(this.to ?? to, to);
  }

  /**
   * Measures time from now on.
   *
   * @returns Whether it was lines before: what was counted by them is void.
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
   * @param files How many lines each file has.
   * @param atLeast A width that they are to have at least.
   * @returns How many times as wide they are now.
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

  /** The bucket of a line; none for one without a time among others that have one. */
  bucketOf({ file, line, time }: Position): number | undefined {
    if (this.scale === 'lines') return Math.floor((file * LANE + line - 1) / this.width);
    return time === undefined ? undefined : Math.floor(time / this.width);
  }

  /** How many buckets the files take before one of them, counted by lines. */
  lanes(files: number): number {
    return this.scale === 'lines' ? (files * LANE) / this.width : 0;
  }

  /**
   * Lays the buckets out in a row.
   *
   * @param files How many lines each file has.
   * @param order The files' indexes in the order in which they are laid out.
   * @returns How many buckets there are, and how to lay out counts; nothing where there are too many.
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

  /** How many buckets of a width it takes. */
  #needed(width: number, files: readonly { readonly lines: number }[]): number {
    if (this.scale === 'lines') {
      return files.reduce((sum, { lines }) => sum + Math.ceil(lines / width), 0);
    }
    if (this.from === undefined || this.to === undefined) return 0;
    return Math.floor(this.to / width) - Math.floor(this.from / width) + 1;
  }
}
