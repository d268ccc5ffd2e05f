import type { TableDiff } from '../table/diff.js';
import type { Entry } from '../table/entry.js';
import { visible } from '../text/visible.js';
import { diffWords } from '../text/word-diff.js';
import { renderRows } from './list.js';
import type { Screen } from './screen.js';

/** The old or the new wording of a message, with the differing words highlighted. */
function wording(screen: Screen, from: string, to: string, side: 'removed' | 'added'): string {
  const { style } = screen;
  return diffWords(from, to)
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text, kind }) => {
      const shown = visible(text);
      return kind === 'same' ? shown : style[side](shown);
    })
    .join('');
}

function heading(screen: Screen, title: string, count: number): string {
  return `${screen.style.heading(title)} ${screen.style.quiet(`(${count})`)}`;
}

/** The codes that were added, changed and removed. */
export function renderDiff(screen: Screen, { added, removed, changed }: TableDiff): string {
  const parts: string[] = [];
  const list = (sign: string, entries: readonly Entry[]) =>
    renderRows(
      screen,
      entries.map(({ code, message }) => ({ code: `${sign} ${code}`, text: visible(message) })),
      2,
    );
  if (added.length > 0)
    parts.push(`${heading(screen, 'Added', added.length)}\n${list('+', added)}`);
  if (changed.length > 0) {
    const items = changed.map(({ code, from, to }) => {
      const was = wording(screen, from.message, to.message, 'removed');
      const is = wording(screen, from.message, to.message, 'added');
      return [
        `  ${screen.style.code(visible(code))}`,
        `    - ${screen.wrap(was, 6)}`,
        `    + ${screen.wrap(is, 6)}`,
      ].join('\n');
    });
    parts.push(`${heading(screen, 'Changed', changed.length)}\n${items.join('\n')}`);
  }
  if (removed.length > 0) {
    parts.push(`${heading(screen, 'Removed', removed.length)}\n${list('-', removed)}`);
  }
  if (parts.length === 0) return 'no differences';
  return parts.join('\n\n');
}
