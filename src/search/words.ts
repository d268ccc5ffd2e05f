import { stemmer } from 'stemmer';
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
  /** What its inflections have in common. */
  readonly stem: string;
  /** Whether "not" stands before it: "does not exist" is the opposite of "exists". */
  readonly negated: boolean;
}

/** Whether a word carries grammar rather than meaning. */
export function isLight(word: string): boolean {
  return LIGHT.has(word) || NEGATIONS.has(word) || (word.length === 1 && /[a-z]/.test(word));
}

/** Whether a word says that something cannot be done. */
export function isModal(word: string): boolean {
  return MODALS.has(word);
}

/** Whether a word is one that people put around any error. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

let everyday: ReadonlySet<string> | undefined;

/** Whether a word is one that any talk is full of, in any inflection. */
export function isEveryday({ stem: of }: Word): boolean {
  everyday ??= new Set(EVERYDAY.map(stem));
  return everyday.has(of);
}

const ASCII_WORD = /[a-z0-9]+(?:'[a-z]+)*/gi;

/** Chinese is written without blanks: a run of Han characters is one word here, cut up later. */
let anyWord: RegExp | undefined;

/** Whether a text holds nothing but ASCII, and so needs no care about its letters. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

function wordPattern(ascii: boolean): RegExp {
  if (ascii) return ASCII_WORD;
  anyWord ??= /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:['’]\p{L}+)*/gu;
  return anyWord;
}

/** A word as it is compared: lower case, no marks, no apostrophes, no possessive. */
function plain(raw: string, ascii: boolean): string {
  let word = raw.toLowerCase();
  if (!ascii) word = word.normalize('NFKD').replace(/\p{M}/gu, '');
  if (word.includes("'") || word.includes('’')) {
    word = word.replace(/['’]s$/, '').replace(/['’]/g, '');
  }
  return word;
}

/**
 * What has already been read, as written, so that a table's repeated words are taken apart once.
 * A word behind "not" is filed with a `!`; `undefined` stands for an article, `null` for a "not".
 */
export type WordCache = Map<string, Word | undefined | null>;

/**
 * Takes a text apart into words.
 *
 * @param text A message or a query.
 * @param cache Where words are kept between calls; without one each call starts afresh.
 * @returns Its words in order, without articles; "not" is not a word but a mark on the next one.
 */
export function readWords(text: string, cache: WordCache = new Map()): Word[] {
  const ascii = isAscii(text);
  const words: Word[] = [];
  let negated = false;
  // "No gateway is available" says of the gateway that it is not available.
  let isNone = false;
  for (const raw of text.match(wordPattern(ascii)) ?? []) {
    const key = negated ? `!${raw}` : raw;
    let word = cache.get(key);
    if (word === undefined && !cache.has(key)) {
      word = read(plain(raw, ascii), negated);
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

/** A word whose stem is worked out when it is first asked for: of a table's words few ever are. */
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

/** A word of a query that was read from something else than the query's own letters. */
export function makeWord(text: string, negated = false): Word {
  return new PlainWord(text, negated);
}

/**
 * Where the words that {@link readWords} takes from a text stand in it.
 *
 * @returns A pair of UTF-16 offsets, end exclusive, for each word.
 */
export function placeWords(text: string): [start: number, end: number][] {
  const ascii = isAscii(text);
  const places: [number, number][] = [];
  for (const found of text.matchAll(wordPattern(ascii))) {
    const word = plain(found[0], ascii);
    if (NEGATIONS.has(word) || ARTICLES.has(word)) continue;
    places.push([found.index, found.index + found[0].length]);
  }
  return places;
}

/** The words whose forms Porter's rules keep apart, each with the form that stands for all. */
const IRREGULAR = new Map(
  FORMS.flatMap((forms) => {
    const words = forms.split(' ');
    return words.map((word) => [word, words[0] as string] as const);
  }),
);

/**
 * Where words that may have the same stem are kept together: all inflections of a word begin with the
 * same three letters, but for a last `e` or `y` (`use`, `using`); irregular ones go with the form that
 * stands for all.
 */
export function frontOf(word: string): string {
  const front = commonForm(word).slice(0, 3);
  return /[eiy]$/.test(front) && front.length === 3 ? front.slice(0, 2) : front;
}

/** What the words begin with that {@link frontOf} gives the same front. */
export function beginningsOf(front: string): ReadonlySet<string> {
  const beginnings = new Set([front]);
  for (const [word, common] of IRREGULAR) {
    if (common.startsWith(front) && !word.startsWith(front)) beginnings.add(word);
  }
  return beginnings;
}

/** The form that stands for all of an irregular word; any other word as it is. */
function commonForm(word: string): string {
  return IRREGULAR.get(word) ?? word;
}

/**
 * What the inflections of an English word have in common: its stem by Porter's rules, the same for
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

/** The stems that were asked for: the words of terms and messages come again and again. */
const stems = new Map<string, string>();
const MOST_STEMS = 10_000;
