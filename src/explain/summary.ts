import type { Action, Status } from '../table/entry.js';
import type { CountedFile, Counts } from './counts.js';
import type { Ruler } from './timeline.js';

/** How often one code occurred, and when and where first and last. */
export interface CodeCount {
  readonly code: string;
  /** On how many lines it occurred. */
  readonly count: number;
  /** How many times it occurred: one failure is often written several times on its line. */
  readonly occurrences: number;
  /** The line of its first occurrence in time, from 1, in its own file. */
  readonly firstLine: number;
  /** The line of its last occurrence in time, from 1, in its own file. */
  readonly lastLine: number;
  /** The file of `firstLine`; absent for standard input. */
  readonly firstFile?: string;
  /** The file of `lastLine`; absent for standard input. */
  readonly lastFile?: string;
  /** The time of `firstLine`, as ISO 8601 in UTC; absent where the log tells none. */
  readonly firstTime?: string;
  /** The time of `lastLine`. */
  readonly lastTime?: string;
  /** On how many lines it occurred in each bucket of {@link Summary.buckets}. */
  readonly timeline?: readonly number[];
}

/** A code that the table knows, counted. */
export interface KnownCodeCount extends CodeCount {
  readonly message: string;
  /** The value of each placeholder, where it was the same throughout; `null` where it was not, or is unknown. */
  readonly params?: readonly (string | null)[];
  readonly section?: string;
  readonly status?: Status;
  readonly action?: Action;
}

/** An input that was counted. */
export interface SummaryFile {
  /** Its name; absent for standard input. */
  readonly file?: string;
  /** How many lines it has. */
  readonly lines: number;
  /** The first time in it, as ISO 8601 in UTC. */
  readonly from?: string;
  /** The last time in it. */
  readonly to?: string;
}

/** The equal parts into which timelines divide what was read: of time, or of lines where no line tells a time. */
export interface SummaryBuckets {
  /** How many there are. */
  readonly count: number;
  /** How long each is, in seconds. */
  readonly seconds?: number;
  /** When the first one begins. */
  readonly from?: string;
  /** How many lines each has, where there are no times; each file begins a new bucket. */
  readonly lines?: number;
}

/** What occurred on how many lines of a log. */
export interface Summary {
  /** How many lines were read. */
  readonly lines: number;
  /** How many of them hold a code, undocumented ones included. */
  readonly linesWithCode: number;
  /** How many codes were found, undocumented ones included. */
  readonly occurrences: number;
  /** The first time in the log, as ISO 8601 in UTC; absent where it tells none. */
  readonly from?: string;
  /** The last time in the log. */
  readonly to?: string;
  /** What was read, in the order of its first times. */
  readonly files: readonly SummaryFile[];
  readonly buckets?: SummaryBuckets;
  /** The codes that the table knows, those on most lines first. */
  readonly codes: readonly KnownCodeCount[];
  /** The code-shaped words that it lacks, those on most lines first. */
  readonly undocumented: readonly CodeCount[];
  /** Occurrences of further undocumented codes, which are counted but not listed. */
  readonly unlisted: number;
}

const iso = (time: number) => new Date(time).toISOString();

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
      ...(first.time === undefined ? {} : { firstTime: iso(first.time) }),
      ...(last.time === undefined ? {} : { lastTime: iso(last.time) }),
      ...(row ? { timeline: row.of(buckets) } : {}),
    };
    if (!meaning) {
      undocumented.push(counted);
      continue;
    }
    const { message, section, status, action } = meaning;
    codes.push({
      ...counted,
      message,
      ...(params ? { params } : {}),
      ...(section === undefined ? {} : { section }),
      ...(status ? { status } : {}),
      ...(action ? { action } : {}),
    });
  }
  const byCount = (a: CodeCount, b: CodeCount) =>
    b.count - a.count || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  return {
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    linesWithCode: counts.linesWithCode,
    occurrences: counts.occurrences,
    ...(ruler.from === undefined ? {} : { from: iso(ruler.from) }),
    ...(ruler.to === undefined ? {} : { to: iso(ruler.to) }),
    files: order.map((index) => {
      const { name, lines, from, to } = files[index] as CountedFile;
      return {
        ...(name === undefined ? {} : { file: name }),
        lines,
        ...(from === undefined ? {} : { from: iso(from) }),
        ...(to === undefined ? {} : { to: iso(to) }),
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
  return { count, seconds: width / 1000, from: iso(Math.floor(from / width) * width) };
}

/** Writes a summary as JSON, indented, each timeline on one line. */
export function stringifySummary(summary: Summary): string {
  // Inside a string the quotes would be escaped.
  return JSON.stringify(summary, null, 2).replace(
    /"timeline": \[([^\]]*)\]/g,
    (_, numbers: string) => `"timeline": [${numbers.trim().replace(/\s+/g, ' ')}]`,
  );
}
