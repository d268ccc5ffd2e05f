import type { AnyCode } from '../table/entry.js';
import { guidanceOf } from '../table/guidance.js';
import { jsonList, jsonText } from '../text/json.js';
import type { Count, LineNumber } from '../text/numbers.js';
import type { CodeMeaning, CountedFile, Counts } from './counts.js';
import { formatTime, type Time } from './line-time.js';
import type { Ruler } from './timeline.js';

/** The number of lines with a code, and its first and last occurrence. */
export interface CodeCount {
  readonly code: AnyCode;
  /**
   * The number of lines on which it occurred.
   *
   * @asType integer
   * @minimum 1
   */
  readonly count: number;
  /**
   * The number of occurrences: a failure often appears several times on its line.
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
  /** The time of `firstLine`; absent if the log has none. */
  readonly firstTime?: Time;
  /** The time of `lastLine`. */
  readonly lastTime?: Time;
  /**
   * The number of lines on which it occurred, by bucket.
   *
   * @maxItems 120
   */
  readonly timeline?: readonly Count[];
}

/** The number of lines with a documented code, and its meaning. */
export interface KnownCodeCount extends CodeCount, CodeMeaning {
  /** The value of each placeholder; `null` if it varied or is unknown. */
  readonly params?: readonly (string | null)[];
}

/** An input. */
export interface SummaryFile {
  /** Its name; absent for standard input. */
  readonly file?: string;
  /** The number of its lines. */
  readonly lines: Count;
  /** The first time in it. */
  readonly from?: Time;
  /** The last time in it. */
  readonly to?: Time;
}

/**
 * The buckets of timelines, all of the same length: in time, or in lines if no line has a time. A bucket
 * of time begins at a multiple of its length.
 */
export interface SummaryBuckets {
  /**
   * The number of buckets.
   *
   * @asType integer
   * @minimum 1
   * @maximum 120
   */
  readonly count: number;
  /**
   * The length of each, in seconds.
   *
   * @exclusiveMinimum 0
   */
  readonly seconds?: number;
  /** The start of the first one. */
  readonly from?: Time;
  /**
   * The length of each in lines, if there are no times; each file begins a new bucket.
   *
   * @asType integer
   * @minimum 1
   */
  readonly lines?: number;
}

/** The codes in a log, with the number of their lines. */
export interface Summary {
  /** The number of lines. */
  readonly lines: Count;
  /** The number of lines with a code, including undocumented ones. */
  readonly linesWithCode: Count;
  /** The number of occurrences of codes, including undocumented ones. */
  readonly occurrences: Count;
  /** The first time in the log; absent if it has none. */
  readonly from?: Time;
  /** The last time in the log. */
  readonly to?: Time;
  /** The inputs, in the order of their first times. */
  readonly files: readonly SummaryFile[];
  readonly buckets?: SummaryBuckets;
  /** The documented codes, those on most lines first. */
  readonly codes: readonly KnownCodeCount[];
  /** The undocumented codes, those on most lines first. */
  readonly undocumented: readonly CodeCount[];
  /** The occurrences of more undocumented codes, which are not listed. */
  readonly unlisted: Count;
}

/** Makes a summary from counts. */
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

/** Writes a summary as indented JSON, each timeline on one line: in pieces, one for each code. */
export function* summaryJson(summary: Summary): Iterable<string> {
  const { codes, undocumented, unlisted, ...rest } = summary;
  yield `${jsonText(rest, 2).slice(0, -'\n}'.length)},\n  "codes": `;
  yield* jsonList(codes, 2, codeJson);
  yield ',\n  "undocumented": ';
  yield* jsonList(undocumented, 2, codeJson);
  yield `,\n  "unlisted": ${unlisted}\n}`;
}

function codeJson(code: CodeCount): string {
  const { timeline } = code;
  const text = jsonText({ ...code, ...(timeline ? { timeline: timeline.join(', ') } : {}) }, 2);
  // In a string, the quotes would be escaped, so this only matches the field.
  return text.replace(/"timeline": "([\d, ]*)"/, '"timeline": [$1]');
}
