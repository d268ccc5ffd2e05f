import { isAscii } from '../text/ascii.js';
import { hasHan, isPlainChinese } from '../text/chinese.js';
import { unicodePattern } from '../text/unicode.js';

const letter = unicodePattern('[\\p{L}\\p{M}\\p{N}]');

/** Whether a character is a letter or digit of any script. */
export function isLetter(character: string): boolean {
  if (isAscii(character)) return /[A-Za-z0-9]/.test(character);
  return isPlainChinese(character) ? hasHan(character) : letter().test(character);
}

/** Whether a UTF-16 unit belongs to a word: any letter or digit, halves of astral letters included. */
export function isWordUnit(unit: number, character: string): boolean {
  if (unit < 0x80) {
    return (
      (unit >= 0x30 && unit <= 0x39) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x61 && unit <= 0x7a)
    );
  }
  return (unit >= 0xd800 && unit <= 0xdfff) || isLetter(character);
}

/**
 * A text as words in lower case, separated by single blanks, without punctuation. It starts and ends with a
 * blank, so that a literal with blanks around it only matches whole words. An apostrophe belongs to its word:
 * "company's" is one word, however it is typed.
 */
export function toWords(original: string): string {
  if (!isAscii(original)) return foldWords(original).text;
  const words = original
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return words === '' ? ' ' : ` ${words} `;
}

/** The same, with the original offset of each character and of the end. */
export function foldWords(original: string): {
  readonly text: string;
  readonly offsets: Int32Array;
} {
  const offsets = new Int32Array(original.length + 3);
  const parts: string[] = [' '];
  let blank = true;
  const push = (character: string, offset: number): void => {
    offsets[parts.length] = offset;
    parts.push(character);
    blank = character === ' ';
  };
  for (let i = 0; i < original.length; i++) {
    const unit = original.charCodeAt(i);
    const character = original[i] as string;
    if (isWordUnit(unit, character)) {
      const lower = (unit < 0x80 ? character : character.normalize('NFKC')).toLowerCase();
      push(lower.length === 1 ? lower : character, i);
    } else if (!blank && unit !== 0x27 && unit !== 0x2019) {
      push(' ', i);
    }
  }
  if (!blank) push(' ', original.length);
  offsets[parts.length] = original.length;
  return { text: parts.join(''), offsets };
}

/** A folded word of a text and its position: UTF-16 offsets, end exclusive. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text, in order. */
export function placeWords(original: string): PlacedWord[] {
  const { text, offsets } = foldWords(original);
  return [...text.matchAll(/[^ ]+/g)].map(({ 0: word, index }) => ({
    word,
    start: offsets[index] as number,
    end: (offsets[index + word.length - 1] as number) + 1,
  }));
}
