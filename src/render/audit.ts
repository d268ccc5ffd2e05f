import type { AuditTotals, Conflict, TableAudit } from '../importer/audit.js';
import { visible } from '../text/visible.js';
import { plural } from './numbers.js';
import type { Screen } from './screen.js';

/** The totals as equations that the reader can check. */
function equation({ words }: Screen, totals: AuditTotals): string[] {
  const { rows, documented, repeated, losing, spliced, unread, codes, unlined } = totals;
  const parts = [
    `${documented} defining`,
    ...(repeated > 0 ? [`+ ${repeated} duplicate`] : []),
    ...(losing > 0 ? [`+ ${losing} conflicting`] : []),
    ...(spliced > 0 ? [`${words('−')} ${spliced} merged with another`] : []),
    ...(unread > 0 ? [`+ ${unread} unreadable`] : []),
  ];
  return [
    `${plural(rows, 'row')} = ${parts.join(' ')}`,
    `${plural(codes, 'code')} = ${documented} from these rows${unlined > 0 ? ` + ${unlined} without line numbers` : ''}`,
  ];
}

function lineList(lines: readonly number[]): string {
  return lines.length === 1 ? `line ${lines[0]}` : `lines ${lines.join(', ')}`;
}

/** All repairs and conflicts of a table, with line numbers and totals. */
export function renderAudit(screen: Screen, audit: TableAudit): string {
  const { style } = screen;
  const { pages, totals, repairs, conflicts, unresolved } = audit;
  const heading = (title: string, count: number) =>
    `${style.heading(title)} ${style.quiet(`(${count})`)}`;
  const field = (label: string, text: string) =>
    `    ${style.quiet(label.padEnd(10))}${screen.wrap(text, 14)}`;
  const parts: string[] = [];

  parts.push(
    [
      style.heading('Pages'),
      ...pages.map(({ page, rows, codes, paraphrased, observed }) => {
        const wording =
          (paraphrased > 0 ? `, ${paraphrased} paraphrased` : '') +
          (observed > 0 ? `, ${observed} observed in responses` : '');
        const count = rows > 0 ? `${plural(rows, 'row')}, ` : '';
        return `  ${screen.wrap(`${visible(page)}: ${count}${plural(codes, 'code')}${wording}`, 2)}`;
      }),
    ].join('\n'),
    [
      style.heading('Count'),
      ...equation(screen, totals).map((line) => `  ${screen.wrap(line, 2)}`),
      `  ${plural(totals.repairs, 'repair')}, ${plural(totals.conflicts, 'conflict')}, ${totals.unresolved} unresolved`,
    ].join('\n'),
  );
  if (repairs.length > 0) {
    const items = repairs.map(({ line, code, kind, was, why }) =>
      [
        `  ${screen.wrap(`line ${line}  ${style.code(visible(code))}  ${style.quiet(kind)}`, 4)}`,
        field('before', screen.words(visible(was))),
        field('reason', screen.words(visible(why))),
      ].join('\n'),
    );
    parts.push(`${heading('Repairs', repairs.length)}\n${items.join('\n')}`);
  }
  if (conflicts.length > 0) {
    const items = conflicts.map((conflict: Conflict) =>
      [
        `  ${style.code(visible(conflict.code))}${conflict.decided ? '' : `  ${style.error('unresolved')}`}`,
        field('kept', `${visible(conflict.message)} (${lineList(conflict.lines)})`),
        ...conflict.alternatives.map(({ message, lines, page }) => {
          const where = `${page === undefined ? '' : `${visible(page)}, `}${lineList(lines)}`;
          return field('rejected', `${visible(message)} (${where})`);
        }),
      ].join('\n'),
    );
    parts.push(`${heading('Conflicts', conflicts.length)}\n${items.join('\n')}`);
    parts.push(
      style.quiet(
        screen.wrap(
          'Of several messages, the one that the fewest other codes share is kept: such pages tend to repeat neighbouring messages.',
          0,
        ),
      ),
    );
  }
  if (unresolved.unread.length > 0) {
    const items = unresolved.unread.map(({ page, line, raw, why }) =>
      [
        `  ${visible(page)}, line ${line}`,
        field('line', screen.words(visible(raw))),
        field('reason', screen.words(visible(why))),
      ].join('\n'),
    );
    parts.push(`${heading('Unreadable rows', items.length)}\n${items.join('\n')}`);
  }
  return parts.join('\n\n');
}
