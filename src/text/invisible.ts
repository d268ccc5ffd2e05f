/**
 * Invisible characters in copied text: soft hyphens, zero-width blanks and joiners, marks of writing
 * direction, byte order marks.
 */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]/g;

/** Removes invisible characters. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
