/**
 * Han characters as far as Chinese uses them, for a character class of a regular expression: CJK Unified Ideographs
 * and Extension A.
 */
export const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff';

/** Punctuation of Chinese texts: of General Punctuation, CJK Symbols and Punctuation, and Fullwidth Forms. */
const PUNCTUATION =
  '\\u2010-\\u2018\\u201c-\\u2027\\u3000-\\u3004\\u3008-\\u3020\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65';

const HAN_CHARACTER = new RegExp(`[${HAN}]`);
const BEYOND_CHINESE = new RegExp(`[^\\0-\\x7f${HAN}${PUNCTUATION}]`);

/** Whether a text has Han characters. */
export function hasHan(text: string): boolean {
  return HAN_CHARACTER.test(text);
}

/**
 * Whether a text has nothing but ASCII, Han characters and Chinese punctuation. It is then read without patterns of
 * Unicode properties, which would take longer to make than a query to read.
 */
export function isPlainChinese(text: string): boolean {
  return !BEYOND_CHINESE.test(text);
}
