/** Cuts a text to so many characters, with an ellipsis behind it where something is left out. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
