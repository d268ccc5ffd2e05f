/**
 * Cuts a text to a width, ending in an ellipsis if something was cut off.
 *
 * @param columns The width in columns; at least 1.
 * @param widthOf Returns the width of a text.
 */
export function cut(text: string, columns: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= columns) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(letters.join('')) >= columns) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
