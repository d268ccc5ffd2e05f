import type { Entry } from '../table/entry.js';
import { parseTemplate } from './template.js';
import { placeWords, toWords } from './words.js';

/** A fragment needs at least this many words of the message itself. */
const LEAST_WORDS = 3;

/** At least that many words, and one more for a value. */
const HOLDS_ENOUGH = /\S\s+\S+\s+\S+\s+\S/;

/** The maximum number of words in a value. */
const LONGEST_VALUE = 8;

/** The maximum number of words in a fragment. */
const MOST_WORDS = 80;

/** Messages with more placeholders are not tried: each multiplies the number of ways to split a text. */
const MOST_PLACEHOLDERS = 4;

/** A message as words, `undefined` for each placeholder. */
function templateWords(message: string): (string | undefined)[] {
  return parseTemplate(message).literals.flatMap((literal, index) => [
    ...(index > 0 ? [undefined] : []),
    ...placeWords(literal).map(({ word }) => word),
  ]);
}

/**
 * Extracts the values from a fragment of an entry's sentence, as in "…try again after 30 minutes…". The
 * text must begin and end with words of the message and cover all its placeholders.
 *
 * @param text The fragment and nothing else; case and punctuation do not matter.
 * @returns The values in order; `undefined` if the text is not such a fragment.
 */
export function matchFragment(entry: Entry, text: string): string[] | undefined {
  const { placeholders, message } = entry;
  if (placeholders === 0 || placeholders > MOST_PLACEHOLDERS) return undefined;
  if (!HOLDS_ENOUGH.test(text)) return undefined;
  const asked = text.slice(0, message.length + 1000);
  if (!hasEndsOf(message, asked)) return undefined;
  const words = placeWords(asked);
  if (words.length > MOST_WORDS) return undefined;
  const template = templateWords(message);
  const lastGap = template.lastIndexOf(undefined);

  /** Matches the words from `place` on against the template from `at` on. */
  const fitFrom = (at: number, place: number): string[] | undefined => {
    if (place === words.length) return at > lastGap + 1 ? [] : undefined;
    if (at === template.length) return undefined;
    const own = template[at];
    if (own !== undefined)
      return own === words[place]?.word ? fitFrom(at + 1, place + 1) : undefined;
    for (let length = 1; length <= LONGEST_VALUE && place + length <= words.length; length++) {
      const rest = fitFrom(at + 1, place + length);
      if (!rest) continue;
      const value = text.slice(words[place]?.start, words[place + length - 1]?.end);
      return [value, ...rest];
    }
    return undefined;
  };

  for (let start = 0; start < template.indexOf(undefined); start++) {
    const params = fitFrom(start, 0);
    if (!params) continue;
    const valueWords = params.reduce((sum, value) => sum + placeWords(value).length, 0);
    if (words.length - valueWords >= LEAST_WORDS) return params;
  }
  return undefined;
}

/** Whether the first and the last word of a text are words of a message. This is quick, and few texts pass it. */
function hasEndsOf(message: string, text: string): boolean {
  const own = toWords(message);
  const words = toWords(text).trim().split(' ');
  return own.includes(` ${words[0]} `) && own.includes(` ${words.at(-1)} `);
}
