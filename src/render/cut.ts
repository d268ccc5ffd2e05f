/**
 * Cuts a text to a width, ending in an ellipsis if something was cut off.
 *
 * @param columns The width in columns; at least that of the ellipsis.
 * @param widthOf Returns the width of a text.
 * @param ellipsis As the screen shows it.
 */
export function cut(
  text: string,
  columns: number,
  widthOf: (text: string) => number,
  ellipsis: string,
): string {
  if (widthOf(text) <= columns) return text;
  const letters = [...text];
  const room = columns - widthOf(ellipsis);
  while (letters.length > 0 && widthOf(letters.join('')) > room) letters.pop();
  return letters.join('').trimEnd() + ellipsis;
}
