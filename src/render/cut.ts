/**
 * Cuts a text to some columns, with an ellipsis where something is left out.
 *
 * @param columns How many columns there are; at least 1.
 * @param widthOf How many columns a text takes.
 */
export function cut(text: string, columns: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= columns) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(letters.join('')) >= columns) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
