import type { CodeCount, KnownCodeCount, Summary } from '../explain/summary.js';
import { joined } from '../text/joined.js';
import { visible } from '../text/visible.js';
import { renderReadingNote } from './entry.js';
import { grouped, plural } from './numbers.js';
import type { Screen } from './screen.js';
import { bar, groupSize, sparkline, trendOf } from './sparkline.js';

/** The width of a bar, in columns. */
const BAR = 8;

/** The maximum width of a sparkline, and its minimum width beside its code, in columns. */
const MAX_SPARKLINE = 60;
const LEAST_SPARKLINE = 16;

/** Columns between two items. */
const GAP = 2;

/** A terminal shows at most this many undocumented codes. */
const MAX_UNDOCUMENTED = 20;

const UNDOCUMENTED_HEADING = 'Undocumented codes';

/** The widths of the parts of a code's first line, in columns. */
interface Columns {
  readonly count: number;
  readonly code: number;
  readonly sparkline: number;
  /** Whether bar and sparkline are on the line of the code. */
  readonly beside: boolean;
}

/**
 * A summary for people: how many lines have each code, the most frequent first, and the trend. In pieces,
 * one for each code, since there may be thousands.
 */
export function* renderSummary(screen: Screen, summary: Summary): Iterable<string> {
  const { codes, undocumented, lines, occurrences } = summary;
  if (occurrences === 0) {
    yield `no codes in ${plural(lines, 'line')}`;
    return;
  }
  const columns = columnsFor(screen, summary);
  function* draw(items: readonly CodeCount[]): Iterable<string> {
    for (const item of items) yield renderCode(screen, summary, columns, item);
  }
  yield renderHead(screen, summary, columns);
  if (codes.length > 0) {
    yield '\n\n';
    yield* joined(draw(codes), '\n');
  }
  if (undocumented.length > 0) {
    const most = screen.columns === undefined ? undocumented.length : MAX_UNDOCUMENTED;
    yield `\n\n${screen.style.heading(UNDOCUMENTED_HEADING)}\n`;
    yield* joined(draw(undocumented.slice(0, most)), '\n');
    const rest = undocumented.length - most;
    if (rest > 0) yield `\n  ${screen.wrap(`${rest} more; for all of them: --json`, 2)}`;
  }
  for (const note of renderReadingNote(screen, codes)) yield `\n\n${note}`;
}

/**
 * The same for a screen of its own: less frequent codes are left out.
 *
 * @param rows The maximum number of lines.
 */
export function renderLiveSummary(screen: Screen, summary: Summary, rows: number): string {
  const { codes, undocumented, lines, occurrences } = summary;
  if (occurrences === 0) return `no codes in ${plural(lines, 'line')}`;
  const columns = columnsFor(screen, summary);
  const head = renderHead(screen, summary, columns);
  return withinRows(screen, head, [...codes, ...undocumented], rows, (item) => {
    const text = renderCode(screen, summary, columns, item);
    const heads = item === undocumented[0];
    return heads ? `${screen.style.heading(UNDOCUMENTED_HEADING)}\n${text}` : text;
  });
}

/** As many codes as fit, the most frequent first. */
function withinRows(
  screen: Screen,
  head: string,
  items: readonly CodeCount[],
  rows: number,
  draw: (item: CodeCount) => string,
): string {
  const parts = [head, ''];
  const height = (text: string) => text.split('\n').length;
  let left = rows - height(head) - 1;
  for (const [index, item] of items.entries()) {
    const part = draw(item);
    const isLast = index === items.length - 1;
    if (height(part) + (isLast ? 0 : 1) > left) {
      parts.push(screen.style.quiet(`  ${plural(items.length - index, 'more code')}`));
      break;
    }
    parts.push(part);
    left -= height(part);
  }
  return parts.join('\n');
}

function columnsFor({ columns = 80 }: Screen, { codes, undocumented }: Summary): Columns {
  const most = Math.max(...[codes[0], undocumented[0]].map((item) => item?.count ?? 0));
  const count = grouped(most).length;
  let code = 0;
  for (const list of [codes, undocumented.slice(0, MAX_UNDOCUMENTED)]) {
    for (const item of list) code = Math.max(code, item.code.length);
  }
  // The sparkline follows a count, a share, a bar and a code; the trend follows it.
  const before = GAP + count + GAP + '100%'.length + GAP + BAR + GAP + code + GAP;
  const beside = columns - before - GAP - 1 >= LEAST_SPARKLINE;
  const room = beside ? columns - before : columns - GAP - BAR - GAP;
  return { count, code, beside, sparkline: Math.min(MAX_SPARKLINE, room - GAP - 1) };
}

/** The totals, the time span, and the scale of the sparklines. */
function renderHead(screen: Screen, summary: Summary, { sparkline: width }: Columns): string {
  const { lines, linesWithCode, occurrences, codes, undocumented, from, to, buckets } = summary;
  const distinct = codes.length + undocumented.length;
  const isOften = occurrences !== linesWithCode;
  const head =
    `Found ${plural(distinct, 'code')} on ${grouped(linesWithCode)} of ` +
    `${plural(lines, 'line')}${isOften ? ` (${plural(occurrences, 'occurrence')})` : ''}`;
  const size = groupSize(buckets?.count ?? 0, width);
  const column = buckets?.lines
    ? plural(buckets.lines * size, 'line')
    : duration((buckets?.seconds ?? 0) * size);
  const span = from && to ? period(from, to) : '';
  const scale = buckets && buckets.count > 1 ? `Each column of a timeline covers ${column}` : '';
  return [head, span, scale]
    .filter((text) => text !== '')
    .map((text) => screen.wrap(text, 0))
    .join('\n');
}

/** A code: its lines, share and sparkline; its meaning; when and where it occurred. */
function renderCode(screen: Screen, summary: Summary, columns: Columns, item: CodeCount): string {
  const { style, unicode } = screen;
  const { codes, undocumented, linesWithCode } = summary;
  const greatest = Math.max(codes[0]?.count ?? 0, undocumented[0]?.count ?? 0);
  const count = grouped(item.count).padStart(columns.count);
  const share = percent(item.count, linesWithCode).padStart('100%'.length);
  const drawn = bar(item.count, greatest, BAR, unicode).padEnd(BAR);
  const code = style.code(visible(item.code));
  const pad = ' '.repeat(Math.max(0, columns.code - item.code.length));
  const course = renderCourse(screen, item, columns.sparkline);
  const first = columns.beside
    ? `  ${count}  ${share}  ${style.quiet(drawn)}  ${code}${course === '' ? '' : `${pad}  ${course}`}`
    : `  ${count}  ${share}  ${code}\n  ${style.quiet(drawn)}  ${course}`.trimEnd();
  const indent = columns.beside ? GAP + columns.count + GAP : 2 * GAP;
  const under = [
    ...('message' in item ? [messageOf(screen, item as KnownCodeCount)] : []),
    [...judgement(screen, item), ...whereabouts(screen, summary, item)].join(', '),
  ].map((text) => `${' '.repeat(indent)}${screen.wrap(text, indent)}`);
  return [first, ...under].join('\n');
}

function renderCourse(screen: Screen, { timeline }: CodeCount, width: number): string {
  if (!timeline) return '';
  const { style } = screen;
  const line = sparkline(timeline, width, screen.unicode);
  const trend = trendOf(timeline);
  if (trend === undefined) return line;
  return trend === 'rising'
    ? `${line}  ${style.error(screen.words('↑'))}`
    : `${line}  ${style.action('none')(screen.words('↓'))}`;
}

/** The message; a placeholder is filled if it has the same value on all lines. */
function messageOf(screen: Screen, { message, params }: KnownCodeCount): string {
  const unknown = screen.words('…');
  let index = 0;
  return visible(message.replaceAll('%s', () => params?.[index++] ?? unknown));
}

function judgement({ style }: Screen, item: Partial<KnownCodeCount>): string[] {
  const { status, action } = item;
  return [
    ...(status ? [style.status(status)(status)] : []),
    ...(action ? [style.action(action)(action)] : []),
  ];
}

/** When and where a code occurred for the first and the last time. */
function whereabouts({ style }: Screen, summary: Summary, item: CodeCount): string[] {
  const { firstLine, lastLine, firstFile = '-', lastFile = '-', firstTime, lastTime } = item;
  const oneDay = summary.from && summary.to && sameDay(summary.from, summary.to);
  const show = oneDay ? clock : dateTime;
  const times =
    firstTime && lastTime ? [...new Set([firstTime, lastTime].map(show))].join(' to ') : '';
  const named = summary.files.length > 1;
  const place = (file: string, line: number) => (named ? `${visible(file)}:${line}` : String(line));
  const places = [...new Set([place(firstFile, firstLine), place(lastFile, lastLine)])];
  const where = `${named ? '' : places.length > 1 ? 'lines ' : 'line '}${places.join(' to ')}`;
  return [times, where].filter((text) => text !== '').map((text) => style.quiet(text));
}

function percent(count: number, total: number): string {
  const share = Math.round((count / total) * 100);
  return share === 0 ? '<1%' : `${share}%`;
}

/** `From 2026-11-25 10:02:14 to 10:05:00 UTC` */
function period(from: string, to: string): string {
  const [first, last] = [dateTime(from), dateTime(to)];
  if (first === last) return `At ${first} UTC`;
  return `From ${first} to ${sameDay(from, to) ? clock(to) : last} UTC`;
}

/** `2026-11-25 10:02:14` */
const dateTime = (iso: string) => iso.slice(0, 19).replace('T', ' ');
const clock = (iso: string) => iso.slice(11, 19);
const sameDay = (a: string, b: string) => a.slice(0, 10) === b.slice(0, 10);

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** A duration in the largest unit in which it is a whole number; seconds may have a fraction. */
function duration(seconds: number): string {
  if (seconds < 1) return plural(Math.round(seconds * 1000), 'millisecond');
  const [length, unit] = UNITS.find(([length]) => seconds % length === 0) ?? [1, 'second'];
  return plural(seconds / length, unit);
}
