import type { AnyCode } from '../table/entry.js';
import { guidanceOf } from '../table/guidance.js';
import type { Count, LineNumber } from '../text/numbers.js';
import type { CodeMeaning, CountedFile, Counts } from './counts.js';
import { formatTime, type Time } from './line-time.js';
import type { Ruler } from './timeline.js';

/** On how many lines a code occurred, and when and where first and last. */
export interface CodeCount {
  readonly code: AnyCode;
  /**
   * On how many lines it occurred.
   *
   * @asType integer
   * @minimum 1
   */
  readonly count: number;
  /**
   * How many times it occurred: one failure is often written several times on its line.
   *
   * @asType integer
   * @minimum 1
   */
  readonly occurrences: number;
  /** The line of its first occurrence in time, in its own file. */
  readonly firstLine: LineNumber;
  /** The line of its last occurrence in time, in its own file. */
  readonly lastLine: LineNumber;
  /** The file of `firstLine`; absent for standard input. */
  readonly firstFile?: string;
  /** The file of `lastLine`; absent for standard input. */
  readonly lastFile?: string;
  /** The time of `firstLine`; absent where the log tells none. */
  readonly firstTime?: Time;
  /** The time of `lastLine`. */
  readonly lastTime?: Time;
  /**
   * On how many lines it occurred in each of the buckets.
   *
   * @maxItems 120
   */
  readonly timeline?: readonly Count[];
}

/** On how many lines a code occurred that the table has, and what it means. */
export interface KnownCodeCount extends CodeCount, CodeMeaning {
  /** The value of each placeholder, where it was the same throughout; `null` where it was not, or is unknown. */
  readonly params?: readonly (string | null)[];
}

/** An input that was counted. */
export interface SummaryFile {
  /** Its name; absent for standard input. */
  readonly file?: string;
  /** How many lines it has. */
  readonly lines: Count;
  /** The first time in it. */
  readonly from?: Time;
  /** The last time in it. */
  readonly to?: Time;
}

/**
 * The equal parts into which timelines divide what was read: of time, or of lines where no line tells
 * a time. A bucket of time begins at a multiple of its length.
 */
export interface SummaryBuckets {
  /**
   * How many there are.
   *
   * @asType integer
   * @minimum 1
   * @maximum 120
   */
  readonly count: number;
  /**
   * How long each is, in seconds.
   *
   * @exclusiveMinimum 0
   */
  readonly seconds?: number;
  /** When the first one begins. */
  readonly from?: Time;
  /**
   * How many lines each has, where there are no times; each file begins a new bucket.
   *
   * @asType integer
   * @minimum 1
   */
  readonly lines?: number;
}

/** What occurred on how many lines of a log. */
export interface Summary {
  /** How many lines were read. */
  readonly lines: Count;
  /** How many of them hold a code, undocumented ones included. */
  readonly linesWithCode: Count;
  /** How many codes were found, undocumented ones included. */
  readonly occurrences: Count;
  /** The first time in the log; absent where it tells none. */
  readonly from?: Time;
  /** The last time in the log. */
  readonly to?: Time;
  /** What was read, in the order of its first times. */
  readonly files: readonly SummaryFile[];
  readonly buckets?: SummaryBuckets;
  /** The codes that the table has, those on most lines first. */
  readonly codes: readonly KnownCodeCount[];
  /** The code-shaped words that it lacks, those on most lines first. */
  readonly undocumented: readonly CodeCount[];
  /** Occurrences of further undocumented codes, which are counted but not listed. */
  readonly unlisted: Count;
}

/** Puts counts into the form in which they are printed. */
export function summarize(counts: Counts): Summary {
  const { files, ruler, order } = counts;
  const codes: KnownCodeCount[] = [];
  const undocumented: CodeCount[] = [];
  const found = [...counts.tallies].filter(({ count }) => count > 0);
  const row = found.length > 0 ? ruler.layOut(files, order) : undefined;
  for (const { code, meaning, count, occurrences, first, last, params, buckets } of found) {
    const [firstFile, lastFile] = [files[first.file]?.name, files[last.file]?.name];
    const counted: CodeCount = {
      code,
      count,
      occurrences,
      firstLine: first.line,
      lastLine: last.line,
      ...(firstFile === undefined ? {} : { firstFile }),
      ...(lastFile === undefined ? {} : { lastFile }),
      ...(first.time === undefined ? {} : { firstTime: formatTime(first.time) }),
      ...(last.time === undefined ? {} : { lastTime: formatTime(last.time) }),
      ...(row ? { timeline: row.of(buckets) } : {}),
    };
    if (!meaning) {
      undocumented.push(counted);
      continue;
    }
    const { message } = meaning;
    codes.push({ ...counted, message, ...(params ? { params } : {}), ...guidanceOf(meaning) });
  }
  const byCount = (a: CodeCount, b: CodeCount) =>
    b.count - a.count || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  return {
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    linesWithCode: counts.linesWithCode,
    occurrences: counts.occurrences,
    ...(ruler.from === undefined ? {} : { from: formatTime(ruler.from) }),
    ...(ruler.to === undefined ? {} : { to: formatTime(ruler.to) }),
    files: order.map((index) => {
      const { name, lines, from, to } = files[index] as CountedFile;
      return {
        ...(name === undefined ? {} : { file: name }),
        lines,
        ...(from === undefined ? {} : { from: formatTime(from) }),
        ...(to === undefined ? {} : { to: formatTime(to) }),
      };
    }),
    ...(row ? { buckets: bucketsOf(ruler, row.count) } : {}),
    codes: codes.sort(byCount),
    undocumented: undocumented.sort(byCount),
    unlisted: counts.unlisted,
  };
}

function bucketsOf({ scale, width, from = 0 }: Ruler, count: number): SummaryBuckets {
  if (scale === 'lines') return { count, lines: width };
  return { count, seconds: width / 1000, from: formatTime(Math.floor(from / width) * width) };
}

/** Writes a summary as JSON, indented, each timeline on one line. */
export function stringifySummary(summary: Summary): string {
  // Inside a string the quotes would be escaped.
  return JSON.stringify(summary, null, 2).replace(
    /"timeline": \[([^\]]*)\]/g,
    (_, numbers: string) => `"timeline": [${numbers.trim().replace(/\s+/g, ' ')}]`,
  );
}
