import { isAscii } from './ascii.js';

/** Letters of other alphabets that look like Latin ones (a selection of Unicode's confusables, UTS #39). */
const HOMOGLYPHS = pairs('аaеeоoрpсcуyхxіiѕsјjкkмmнhтtвbԁdһhոnɡgıiαaοoρpτtυuχxνvκkιiεeηn');

/** Characters that text recognition confuses; the first of a group represents all of it. */
const GROUPS = ['o0', 'il1|!', 's5$', 'b86', 'g9q', 'z2', 'ec3', 'a4@', 't7'];
const REPRESENTATIVES = new Map(
  GROUPS.flatMap((group) => [...group].map((sign) => [sign, group[0] as string])),
);

/** A map of characters, written as pairs. */
export function pairs(text: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let i = 0; i < text.length; i += 2) map.set(text[i] as string, text[i + 1] as string);
  return map;
}

/** Replaces letters of other alphabets by the Latin letters that they look like, in lower case. */
export function latinize(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const lower = text.normalize('NFKC').toLowerCase();
  return lower.replace(/[^\x00-\x7f]/g, (letter) => HOMOGLYPHS.get(letter) ?? letter);
}

/**
 * Reduces a text to its letters and unifies look-alikes, so that mistakes of text recognition (`1` for
 * `l`, `rn` for `m`) and lost or added blanks make no difference.
 *
 * @returns Lower-case letters and nothing else; empty for a text without Latin letters or digits.
 */
export function foldLookAlikes(text: string): string {
  const joined = latinize(text).replace(/[^a-z0-9|!$@]+/g, '');
  return joined
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/cl/g, 'd')
    .replace(/[0-9a-z|!$@]/g, (sign) => REPRESENTATIVES.get(sign) ?? sign);
}
