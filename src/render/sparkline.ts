/** The levels of a sparkline, zero first. */
const HEIGHTS = {
  unicode: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ascii: ['_', '.', '-', ':', '=', '+', '*', '#'],
} as const;

/** The last cell of a bar, in eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** How many neighbouring numbers share a column so that all of them fit. */
export function groupSize(length: number, width: number): number {
  return Math.max(1, Math.ceil(length / Math.max(1, width)));
}

/**
 * Draws a sparkline: one column per number, or per group of neighbours if they would not fit. The
 * largest value has the full height, and no value above zero looks like zero.
 *
 * @param width The maximum width in columns.
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
 * Draws a bar for a number relative to the greatest one. It is never empty.
 *
 * @param width The width of the greatest number, in columns.
 */
export function bar(number: number, greatest: number, width: number, unicode: boolean): string {
  const share = greatest > 0 ? number / greatest : 0;
  if (!unicode) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const eighths = Math.max(1, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** Whether counts rise or fall. */
export type Trend = 'rising' | 'falling';

/**
 * Compares the last quarter of a timeline with a uniform distribution. A difference counts as a trend
 * if it exceeds two standard deviations and the quarter has at least 1.5 times or at most half of the
 * expected count.
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
