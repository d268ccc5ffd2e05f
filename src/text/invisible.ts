import { isAscii } from './ascii.js';
import { unicodePattern } from './unicode.js';

/**
 * Invisible characters in copied text, as Unicode lists them: soft hyphens, zero-width blanks and joiners,
 * marks of writing direction, variation selectors, byte order marks.
 */
const invisible = unicodePattern('\\p{Default_Ignorable_Code_Point}', 'gu');

/** Removes invisible characters. */
export function withoutInvisible(text: string): string {
  return isAscii(text) ? text : text.replace(invisible(), '');
}
