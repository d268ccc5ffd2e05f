import type { Entry } from '../table/entry.js';
import { visible } from '../text/visible.js';
import { cut } from './cut.js';
import type { Screen } from './screen.js';

/** At most this many results are shown at once, or fewer on a small terminal. */
const MOST_SHOWN = 8;

/** Columns before each result: the selection mark and a blank. */
const MARK_WIDTH = 2;

const HEADING = 'Error code, or words from its message';
const KEYS = '↑/↓ select • Enter print • Esc leave';

/** What the picker shows. */
export interface PickerView {
  /** What is typed so far, with the cursor. */
  readonly query: string;
  readonly results: readonly Entry[];
  /** The index of the selected result. */
  readonly selected: number;
  /** What is wrong, if anything. */
  readonly problem?: string | undefined;
}

/**
 * Lays out the picker.
 *
 * @param columns The width of the terminal.
 * @param rows Its height. At least one result is shown even if that does not fit.
 */
export function renderPicker(
  screen: Screen,
  { query, results, selected, problem }: PickerView,
  columns: number,
  rows: number,
): string {
  const { style, words } = screen;
  const head = [style.heading(HEADING), `> ${words(query)}`];
  if (problem !== undefined) head.push(style.error(problem));
  const foot = style.quiet(words(KEYS));
  // The terminal breaks lines that are too long.
  const height = (line: string) => Math.max(1, Math.ceil(screen.width(line) / columns));
  const taken = [...head, foot].reduce((sum, line) => sum + height(line), 0);

  const labels = results.map((entry) => renderResult(screen, entry, columns));
  const tallest = Math.max(1, ...labels.map((lines) => lines.length));
  // One row for the sign that there are more.
  const most = Math.floor((rows - taken - 1) / tallest);
  const count = Math.min(MOST_SHOWN, Math.max(1, most), labels.length);
  const start = Math.max(0, Math.min(selected - (count >> 1), labels.length - count));
  const shown = labels.slice(start, start + count).map((lines, index) => {
    const isSelected = start + index === selected;
    const mark = words(isSelected ? '●' : '○');
    const text = lines.join(`\n${' '.repeat(MARK_WIDTH)}`);
    return `${mark} ${isSelected ? text : style.quiet(text)}`;
  });
  if (start + count < labels.length) shown.push(style.quiet(words('…')));
  return [...head, ...shown, foot].join('\n');
}

/** A code and its message on one line, or on two if they do not fit. */
function renderResult(screen: Screen, { code, message }: Entry, columns: number): string[] {
  const room = columns - MARK_WIDTH;
  const [name, text] = [visible(code), visible(message)];
  const line = `${name}  ${text}`;
  if (screen.width(line) <= room) return [line];
  return [name, cut(text, room, screen.width, screen.words('…'))];
}
