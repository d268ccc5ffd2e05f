import type { CodeCount, KnownCodeCount, Summary } from '../explain/sinks/summary.js';
import { visible } from '../text/visible.js';
import { renderReadingNote } from './entry.js';
import { plural } from './plural.js';
import type { Screen } from './screen.js';

/** A bar is at most so wide, in columns. */
const MAX_BAR = 24;
const LEAST_BAR = 6;

/** An eighth more each. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for a part of the greatest count; something is to be seen of any count. */
function bar(count: number, greatest: number, width: number): string {
  const eighths = Math.max(1, Math.round((count / greatest) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

function place({ firstLine, lastLine, firstFile, lastFile }: CodeCount): string {
  if (firstFile !== undefined && lastFile !== undefined) {
    const first = `${visible(firstFile)}:${firstLine}`;
    const last = `${visible(lastFile)}:${lastLine}`;
    return first === last ? first : `first ${first}, last ${last}`;
  }
  return firstLine === lastLine ? `line ${firstLine}` : `first line ${firstLine}, last ${lastLine}`;
}

/** What occurred how often, the most frequent first, for people. */
export function renderSummary(screen: Screen, summary: Summary): string {
  const { style, columns = 80 } = screen;
  const { codes, undocumented, lines, occurrences } = summary;
  const distinct = codes.length + undocumented.length;
  const head =
    occurrences === 0
      ? `no code in ${plural(lines, 'line')}`
      : `${plural(occurrences, 'occurrence')} of ${plural(distinct, 'code')} in ${plural(lines, 'line')}`;
  if (occurrences === 0) return head;

  const all = [...codes, ...undocumented];
  const greatest = Math.max(...all.map(({ count }) => count));
  const countWidth = greatest.toLocaleString('en').length;
  const codeWidth = Math.max(...all.map(({ code }) => code.length));
  const room = columns - countWidth - codeWidth - 6;
  const narrow = room < LEAST_BAR;
  const barWidth = narrow
    ? Math.max(LEAST_BAR, Math.min(MAX_BAR, columns - countWidth - 4))
    : Math.min(MAX_BAR, room);
  const indent = countWidth + 4;

  const row = (item: CodeCount, texts: readonly string[]): string => {
    const count = item.count.toLocaleString('en').padStart(countWidth);
    const drawn = bar(item.count, greatest, barWidth);
    const code = style.code(visible(item.code));
    const first = narrow
      ? `  ${count}  ${code}\n${' '.repeat(indent)}${style.quiet(drawn)}`
      : `  ${count}  ${code}${' '.repeat(codeWidth - item.code.length)}  ${style.quiet(drawn)}`;
    const under = texts.map((text) => `${' '.repeat(indent)}${screen.wrap(text, indent)}`);
    return [first, ...under].join('\n');
  };
  const known = (item: KnownCodeCount): string => {
    const judged = [
      ...(item.status ? [style.status(item.status)(item.status)] : []),
      ...(item.action ? [style.action(item.action)(item.action)] : []),
      style.quiet(place(item)),
    ].join(', ');
    return row(item, [visible(item.message), judged]);
  };
  const parts = [screen.wrap(head, 0)];
  if (codes.length > 0) parts.push(codes.map(known).join('\n'));
  if (undocumented.length > 0) {
    const heading = style.heading('Undocumented codes');
    const rows = undocumented.map((item) => row(item, [style.quiet(place(item))]));
    parts.push([heading, ...rows].join('\n'));
  }
  parts.push(...renderReadingNote(screen, codes));
  return parts.join('\n\n');
}
