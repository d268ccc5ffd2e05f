/** The heights of a sparkline, nothing first. */
const HEIGHTS = {
  unicode: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ascii: ['_', '.', '-', ':', '=', '+', '*', '#'],
} as const;

/** An eighth of a bar more each. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** How many neighbours have to be put together for a row of numbers to fit. */
export function groupSize(length: number, width: number): number {
  return Math.max(1, Math.ceil(length / Math.max(1, width)));
}

/**
 * Draws how numbers go up and down: one column for each, or for as many neighbours as it takes to fit.
 * The greatest is as high as it goes; whatever is more than nothing is seen to be.
 *
 * @param width How many columns there are at most.
 */
export function sparkline(numbers: readonly number[], width: number, unicode: boolean): string {
  const heights = unicode ? HEIGHTS.unicode : HEIGHTS.ascii;
  const size = groupSize(numbers.length, width);
  const sums: number[] = [];
  for (let at = 0; at < numbers.length; at += size) {
    sums.push(numbers.slice(at, at + size).reduce((sum, number) => sum + number, 0));
  }
  const greatest = Math.max(1, ...sums);
  const top = heights.length - 1;
  return sums.map((sum) => heights[Math.ceil((sum / greatest) * top)] ?? '').join('');
}

/**
 * Draws a bar for a part of the greatest number; something is to be seen of any.
 *
 * @param width How many columns the greatest has.
 */
export function bar(number: number, greatest: number, width: number, unicode: boolean): string {
  const share = greatest > 0 ? number / greatest : 0;
  if (!unicode) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const eighths = Math.max(1, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** Whether something gets more or less. */
export type Trend = 'rising' | 'falling';

/**
 * Compares the last quarter of a timeline with what it would hold if all were alike. A difference
 * counts where it is no accident: more than two standard deviations, and half as much again or half.
 */
export function trendOf(timeline: readonly number[]): Trend | undefined {
  const quarter = Math.floor(timeline.length / 4);
  if (quarter === 0) return undefined;
  const total = timeline.reduce((sum, count) => sum + count, 0);
  const last = timeline.slice(-quarter).reduce((sum, count) => sum + count, 0);
  const expected = (total * quarter) / timeline.length;
  if (Math.abs(last - expected) <= 2 * Math.sqrt(expected)) return undefined;
  if (last >= 1.5 * expected) return 'rising';
  return last <= 0.5 * expected ? 'falling' : undefined;
}
