/**
 * Finds the first line end in a range of a text. Only the range is searched: a sink receives a long text
 * in many ranges, and searching the whole text each time would take quadratic time.
 *
 * @returns Its index in the text, or -1.
 */
export function newlineIn(text: string, from: number, to: number): number {
  const at = text.slice(from, to).indexOf('\n');
  return at < 0 ? -1 : from + at;
}

/** Finds the last line end in a range of a text, in the same way. */
export function lastNewlineIn(text: string, from: number, to: number): number {
  const at = text.slice(from, to).lastIndexOf('\n');
  return at < 0 ? -1 : from + at;
}

/** Counts the line ends in a range of a text, in the same way. */
export function newlinesIn(text: string, from: number, to: number): number {
  const stretch = text.slice(from, to);
  let count = 0;
  for (let at = stretch.indexOf('\n'); at >= 0; at = stretch.indexOf('\n', at + 1)) count++;
  return count;
}
