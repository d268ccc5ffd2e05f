import { withoutInvisible } from '../text/invisible.js';
import { LETTERS } from '../text/letters.js';
import { latinize, pairs } from '../text/look-alikes.js';

/** Dashes, for a character class. */
export const DASHES = '\\-\\u2010-\\u2015\\uff0d';

/** What may separate the parts of a code. */
const SEPARATORS = new RegExp(`^[\\s_.${DASHES}]+$`);

const NO_LETTERS = new RegExp(`[^${LETTERS}]+`, 'g');

/** Reduces a code to its letters and digits: no quotes, no blanks, no `_`, in upper case. */
export function squash(text: string): string {
  // Nearly all codes of a table; `list` squashes them all (2 ms less).
  if (/^\w*$/.test(text)) return text.replaceAll('_', '').toUpperCase();
  const plain = withoutInvisible(text.normalize('NFKC'));
  const squashed = plain.replace(NO_LETTERS, (signs, start: number) => {
    const isEdge = start === 0 || start + signs.length === plain.length;
    return isEdge || SEPARATORS.test(signs) ? '' : signs;
  });
  return squashed.toUpperCase();
}

/** Letters and signs, each with the digit that it looks like. */
const DIGITS = pairs('o0q0i1l1|1!1z2s5b8');

/**
 * Replaces what text recognition confuses: letters that look like digits by those, `rn` by `m`.
 *
 * @returns Lower-case letters and digits; everything else is dropped.
 */
export function lookAlikesToDigits(text: string): string {
  return latinize(text)
    .replace(/[^a-z0-9|!]+/g, '')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[a-z|!]/g, (sign) => DIGITS.get(sign) ?? sign);
}
