/**
 * Finds the first line end in a stretch of text. Only that stretch is searched: a sink is handed a
 * long text in many stretches, and each search of all of it would take as long as the text.
 *
 * @returns Its index into the text, or -1.
 */
export function newlineIn(text: string, from: number, to: number): number {
  const at = text.slice(from, to).indexOf('\n');
  return at < 0 ? -1 : from + at;
}

/** Finds the last line end in a stretch of text, in the same way. */
export function lastNewlineIn(text: string, from: number, to: number): number {
  const at = text.slice(from, to).lastIndexOf('\n');
  return at < 0 ? -1 : from + at;
}

/** Counts the line ends in a stretch of text, in the same way. */
export function newlinesIn(text: string, from: number, to: number): number {
  const stretch = text.slice(from, to);
  let count = 0;
  for (let at = stretch.indexOf('\n'); at >= 0; at = stretch.indexOf('\n', at + 1)) count++;
  return count;
}
