import { ACTIONS, STATUSES } from '../table/entry.js';
import { guidanceOf } from '../table/guidance.js';
import type { Table } from '../table/table.js';
import { type Fields, isFields } from '../text/check.js';
import { type CodeMeaning, Counts, joinParams } from './counts.js';
import type { CodeCount, KnownCodeCount, Summary, SummaryBuckets, SummaryFile } from './summary.js';
import { isWidth, MAX_BUCKETS, type Position } from './timeline.js';

/**
 * Reads counts from a summary that was printed as JSON, to combine them with others.
 *
 * @param value The parsed JSON.
 * @param table The meaning of codes; for codes that it lacks, that in the summary is used.
 * @throws {TypeError} If it is not a summary; the message says why.
 */
export function readSummary(value: unknown, table: Table): Counts {
  const summary = checked(value);
  const counts = new Counts();
  for (const { file, lines, from, to } of summary.files) {
    const counted = { name: file, lines, from: undefined, to: undefined };
    counts.files.push(counted);
    counts.span(counted, timeIn(from), timeIn(to));
  }
  counts.linesWithCode = summary.linesWithCode;
  counts.occurrences = summary.occurrences;
  counts.unlisted = summary.unlisted;
  const bucketAt = readBuckets(summary.buckets, counts);
  const add = (item: CodeCount, meaning: CodeMeaning | undefined) => {
    const known = table.get(item.code) ?? meaning;
    const tally = counts.tally(item.code, known);
    if (!tally) {
      counts.unlisted += item.occurrences;
      return;
    }
    tally.count += item.count;
    tally.occurrences += item.occurrences;
    const { params } = item as KnownCodeCount;
    if (params) joinParams(tally, params);
    const first = placeOf(summary.files, item.firstFile, item.firstLine, timeIn(item.firstTime));
    const last = placeOf(summary.files, item.lastFile, item.lastLine, timeIn(item.lastTime), true);
    counts.extend(tally, first, last);
    item.timeline?.forEach((count, index) => {
      if (count > 0) tally.buckets.add(bucketAt(index), count);
    });
  };
  for (const item of summary.codes) add(item, meaningOf(item));
  for (const item of summary.undocumented) add(item, undefined);
  return counts;
}

/** The meaning of a code in a summary. */
function meaningOf({ message, section, status, action }: KnownCodeCount): CodeMeaning {
  return {
    message,
    ...guidanceOf({
      section,
      status: STATUSES.find((known) => known === status),
      action: ACTIONS.find((known) => known === action),
    }),
  };
}

/** Sets the ruler to the buckets of a summary; returns the bucket of each index of a timeline. */
function readBuckets(buckets: SummaryBuckets | undefined, counts: Counts): (at: number) => number {
  const { files, ruler } = counts;
  if (!buckets) return () => 0;
  if (buckets.seconds !== undefined) {
    ruler.useTimes();
    ruler.width = Math.round(buckets.seconds * 1000);
    const first = Math.floor((timeIn(buckets.from) ?? 0) / ruler.width);
    return (at) => first + at;
  }
  const { lines: width = 1 } = buckets;
  ruler.width = width;
  const lanes = files.flatMap(({ lines }, file) =>
    Array.from({ length: Math.ceil(lines / width) }, (_, at) => ruler.lanes(file) + at),
  );
  return (at) => lanes[at] ?? 0;
}

/** The position of a line in a named file; if several files have the name, in the first or the last. */
function placeOf(
  files: readonly SummaryFile[],
  name: string | undefined,
  line: number,
  time: number | undefined,
  fromEnd = false,
): Position {
  const has = ({ file }: SummaryFile) => file === name;
  const file = fromEnd ? files.findLastIndex(has) : files.findIndex(has);
  if (file < 0) throw new TypeError(`"files" does not list '${name ?? '-'}'`);
  return { file, line, time };
}

const timeIn = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** Validates everything that is read. */
function checked(value: unknown): Summary {
  const summary = object(value, 'it');
  const { files, codes, undocumented, buckets, from, to } = summary;
  for (const name of ['lines', 'linesWithCode', 'occurrences', 'unlisted']) {
    number(summary[name], name);
  }
  time(from, 'from');
  time(to, 'to');
  for (const item of list(files, 'files')) {
    const file = object(item, 'files');
    number(file.lines, 'files.lines');
    optionalText(file.file, 'files.file');
    time(file.from, 'files.from');
    time(file.to, 'files.to');
  }
  const length = buckets === undefined ? 0 : checkBuckets(object(buckets, 'buckets'));
  for (const [name, items] of Object.entries({ codes, undocumented })) {
    for (const item of list(items, name)) checkCode(object(item, name), name, length);
  }
  return summary as unknown as Summary;
}

function checkBuckets({ count, seconds, lines, from }: Fields): number {
  const wide =
    seconds === undefined
      ? isWidth('lines', Number(lines))
      : isWidth('time', Math.round(Number(seconds) * 1000)) && from !== undefined;
  if (!wide || !(number(count, 'buckets.count') <= MAX_BUCKETS)) wrong('buckets');
  time(from, 'buckets.from');
  return Number(count);
}

function checkCode(code: Fields, name: string, buckets: number): void {
  if (typeof code.code !== 'string') wrong(`${name}.code`);
  for (const field of ['count', 'occurrences', 'firstLine', 'lastLine']) {
    number(code[field], `${name}.${field}`);
  }
  for (const field of ['firstTime', 'lastTime']) time(code[field], `${name}.${field}`);
  for (const field of ['firstFile', 'lastFile', 'section', 'status', 'action']) {
    optionalText(code[field], `${name}.${field}`);
  }
  if (name === 'codes' && typeof code.message !== 'string') wrong(`${name}.message`);
  for (const value of list(code.params ?? [], `${name}.params`)) {
    if (value !== null) optionalText(value, `${name}.params`);
  }
  if (code.timeline === undefined) return;
  const timeline = list(code.timeline, `${name}.timeline`);
  if (timeline.length !== buckets) wrong(`${name}.timeline`);
  for (const count of timeline) number(count, `${name}.timeline`);
}

function wrong(field: string): never {
  throw new TypeError(field === 'it' ? 'expected an object' : `"${field}" is missing or invalid`);
}

function object(value: unknown, field: string): Fields {
  return isFields(value) ? value : wrong(field);
}

function list(value: unknown, field: string): readonly unknown[] {
  return Array.isArray(value) ? value : wrong(field);
}

function number(value: unknown, field: string): number {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : wrong(field);
}

function optionalText(value: unknown, field: string): void {
  if (value !== undefined && typeof value !== 'string') wrong(field);
}

function time(value: unknown, field: string): void {
  if (value === undefined) return;
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) wrong(field);
}
