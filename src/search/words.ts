import { stemmer } from 'stemmer';
import { HAN, isPlainChinese } from '../text/chinese.js';
import { unicodePattern } from '../text/unicode.js';
import {
  ARTICLES,
  BEING,
  CARRIERS,
  EVERYDAY,
  FILLERS,
  FORMS,
  LIGHT,
  MODALS,
  NEGATIONS,
} from './word-lists.js';

/** One word of a message or a query. */
export interface Word {
  /** As written, in lower case and without marks on its letters. */
  readonly text: string;
  /** The stem that its inflections share. */
  readonly stem: string;
  /** Whether "not" stands before it: "does not exist" is the opposite of "exists". */
  readonly negated: boolean;
}

/** Whether a word is a function word. */
export function isLight(word: string): boolean {
  return LIGHT.has(word) || NEGATIONS.has(word) || (word.length === 1 && /[a-z]/.test(word));
}

/** Whether a word says that something cannot be done. */
export function isModal(word: string): boolean {
  return MODALS.has(word);
}

/** Whether a word is a function word here: "come" is one, "not come" is not. */
export function isGrammar({ text, negated }: Word): boolean {
  return isLight(text) && !negated && !isModal(text);
}

/** Whether a word is one that surrounds any error. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

let everyday: ReadonlySet<string> | undefined;

/** Whether a word, in any inflection, is common in everyday talk. */
export function isEveryday({ stem: of }: Word): boolean {
  everyday ??= new Set(EVERYDAY.map(stem));
  return everyday.has(of);
}

/** Chinese is written without blanks: a run of Han characters is one word here, cut up later. */
const PLAIN_WORD = new RegExp(`[a-z0-9]+(?:'[a-z]+)*|[${HAN}]+`, 'gi');

/** The same in texts with any characters. */
const anyWord = unicodePattern(
  "\\p{Script=Han}+|(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}])+(?:['’](?:(?!\\p{Script=Han})\\p{L})+)*",
  'gu',
);
const mark = unicodePattern('\\p{M}', 'gu');

/** A word normalised for comparison: lower case, without diacritics, apostrophes and possessive. */
function plain(raw: string, isPlain: boolean): string {
  let word = raw.toLowerCase();
  if (!isPlain) word = word.normalize('NFKD').replace(mark(), '');
  if (word.includes("'") || word.includes('’')) {
    word = word.replace(/['’]s$/, '').replace(/['’]/g, '');
  }
  return word;
}

/**
 * Words already read, by their spelling, so that repeated words of a table are parsed once.
 * The key of a negated word starts with `!`; `undefined` stands for an article, `null` for a "not".
 */
export type WordCache = Map<string, Word | undefined | null>;

/**
 * Splits a text into words.
 *
 * @param text A message or a query.
 * @param cache Keeps words between calls; a new one by default.
 * @returns Its words in order, without articles; "not" is no word but negates the next one.
 */
export function readWords(text: string, cache: WordCache = new Map()): Word[] {
  const isPlain = isPlainChinese(text);
  const words: Word[] = [];
  let negated = false;
  // "No gateway is available" means that the gateway is not available.
  let isNone = false;
  for (const raw of text.match(isPlain ? PLAIN_WORD : anyWord()) ?? []) {
    const key = negated ? `!${raw}` : raw;
    let word = cache.get(key);
    if (word === undefined && !cache.has(key)) {
      word = read(plain(raw, isPlain), negated);
      cache.set(key, word);
    }
    if (word) {
      words.push(word);
      negated = (negated && CARRIERS.has(word.text)) || (isNone && BEING.has(word.text));
      isNone = word.text === 'no' || (isNone && !negated);
    } else if (word === null) {
      negated = true;
    }
  }
  return words;
}

function read(text: string, negated: boolean): Word | undefined | null {
  if (NEGATIONS.has(text)) return null;
  return ARTICLES.has(text) ? undefined : new PlainWord(text, negated);
}

/** A word whose stem is computed on first use; few words of a table ever need it. */
class PlainWord implements Word {
  readonly text: string;
  readonly negated: boolean;
  #stem: string | undefined;

  constructor(text: string, negated: boolean) {
    this.text = text;
    this.negated = negated;
  }

  get stem(): string {
    this.#stem ??= stem(this.text);
    return this.#stem;
  }
}

/** Creates a word from text that is already normalised. */
export function makeWord(text: string, negated = false): Word {
  return new PlainWord(text, negated);
}

/**
 * Where the words that {@link readWords} takes from a text stand in it.
 *
 * @returns A pair of UTF-16 offsets, end exclusive, for each word.
 */
export function placeWords(text: string): [start: number, end: number][] {
  const isPlain = isPlainChinese(text);
  const places: [number, number][] = [];
  for (const found of text.matchAll(isPlain ? PLAIN_WORD : anyWord())) {
    const word = plain(found[0], isPlain);
    if (NEGATIONS.has(word) || ARTICLES.has(word)) continue;
    places.push([found.index, found.index + found[0].length]);
  }
  return places;
}

/** Irregular forms that Porter's rules keep apart, each with the form that represents all. */
const IRREGULAR = new Map(
  FORMS.flatMap((forms) => {
    const words = forms.split(' ');
    return words.map((word) => [word, words[0] as string] as const);
  }),
);

/** The form that represents an irregular word; any other word unchanged. */
function commonForm(word: string): string {
  return IRREGULAR.get(word) ?? word;
}

/**
 * The stem of an English word by Porter's rules, which its inflections share: the same for
 * `verify`, `verified` and `verification`. It need not be a word. Words of other scripts and with
 * digits are their own stems.
 *
 * @param word A word in lower case.
 */
export function stem(word: string): string {
  let known = stems.get(word);
  if (known === undefined) {
    known = /^[a-z]{3,40}$/.test(word) ? stemmer(commonForm(word)) : word;
    if (stems.size < MOST_STEMS) stems.set(word, known);
  }
  return known;
}

/** A cache: the words of terms and messages recur often. */
const stems = new Map<string, string>();
const MOST_STEMS = 10_000;
