import { cut } from '../../render/cut.js';
import { visible } from '../../text/visible.js';
import type { Completion } from './complete.js';

/** Descriptions narrower than this are left out, in columns. */
const LEAST_DESCRIPTION = 12;

/**
 * Writes a completion in the form that the scripts read, see scripts.ts. Bash prints candidates
 * unchanged, so their descriptions are aligned and cut to the width of the terminal here.
 */
export async function formatCompletion(
  { candidates, file }: Completion,
  shell: string,
  columns: number,
  ellipsis = '…',
): Promise<string> {
  if (file !== undefined) return shell === 'bash' ? `files\t${file}` : 'files';
  const shown = candidates.map(({ value, description, open }) => ({
    value,
    description: visible(description),
    end: open ? '\t+' : '',
  }));
  if (shell !== 'bash') {
    return ['values', ...shown.map((each) => `${each.value}\t${each.description}${each.end}`)].join(
      '\n',
    );
  }
  const { default: widthOf } = await import('fast-string-width');
  const bare = (value: string) => value.replace(/^--[^=]+=/, '');
  let widest = 0;
  for (const { value } of shown) widest = Math.max(widest, widthOf(bare(value)));
  const room = columns - widest - 5;
  return [
    'values',
    ...shown.map(({ value, description, end }) => {
      // The blank keeps two tabs apart, which would count as one.
      if (description === '' || room < LEAST_DESCRIPTION) return `${value}\t${end && ` ${end}`}`;
      const text = cut(description, room, widthOf, ellipsis);
      const gap = ' '.repeat(widest - widthOf(bare(value)) + 2);
      return `${value}\t${gap}(${text})${end}`;
    }),
  ].join('\n');
}
