/** Cuts a text to a number of characters, adding an ellipsis if something was cut off. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
