/** One word of a message or a query. */
export interface Word {
  /** As written, in lower case and without marks on its letters. */
  readonly text: string;
  /** What its inflections have in common. */
  readonly stem: string;
  /** Whether "not" stands before it: "does not exist" is the opposite of "exists". */
  readonly negated: boolean;
}

/** Words that carry grammar rather than meaning: they help to tell entries apart, never to find one. */
const LIGHT = new Set(
  (
    'a about after again all back also am an and any are as at be because been before being but by can cannot cant ' +
    'come comes coming could did do does doing done each else even ever for from get gets getting gives got ' +
    'had has have having he her here him his how i if im in into is it its ive just keep keeps let like me ' +
    'might mine more most much must my of on one only or other our out own per please pls really same say ' +
    'says see seem seems she should show shows since so some still such than thank thanks that the their ' +
    'them then there these they this those through to until up upon us use using very via was we were what ' +
    'when where whether which while who whom whose why will with within would yet you your youre dont'
  ).split(' '),
);

/** Light words that are part of what some messages say. */
for (const word of ['again', 'same', 'one', 'use', 'using', 'more', 'much', 'other'])
  LIGHT.delete(word);

/** Articles say nothing at all and only stand between words that belong together. */
const ARTICLES = new Set(['the', 'a', 'an']);

const NEGATIONS = new Set(
  'not isnt arent wasnt werent doesnt didnt dont hasnt havent hadnt wont'.split(' '),
);

/** Words that people put around any error; they count only when nothing else is asked. */
const FILLERS = new Set(
  'http https status error errors err message msg problem problems issue issues help mean means meaning fix solve solution code codes warn warning fatal info debug'.split(
    ' ',
  ),
);

/** Whether a word carries grammar rather than meaning. */
export function isLight(word: string): boolean {
  return LIGHT.has(word) || NEGATIONS.has(word) || (word.length === 1 && /[a-z]/.test(word));
}

/** Whether a word is one that people put around any error. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

const ASCII_WORD = /[a-z0-9]+(?:'[a-z]+)*/gi;

/** Chinese is written without blanks: a run of Han characters is one word here, cut up later. */
let anyWord: RegExp | undefined;

/** Whether a word is a run of Han characters. */
export function isHan(word: string): boolean {
  const unit = word.charCodeAt(0);
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff);
}

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
  for (const raw of text.match(wordPattern(ascii)) ?? []) {
    const key = negated ? `!${raw}` : raw;
    let word = cache.get(key);
    if (word === undefined && !cache.has(key)) {
      word = read(plain(raw, ascii), negated);
      cache.set(key, word);
    }
    if (word) {
      words.push(word);
      negated = false;
    } else if (word === null) {
      negated = true;
    }
  }
  return words;
}

function read(text: string, negated: boolean): Word | undefined | null {
  if (NEGATIONS.has(text)) return null;
  return ARTICLES.has(text) ? undefined : { text, stem: stem(text), negated };
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

/** Suffixes, what takes their place, and how many letters must stand before them; the first that fits is taken. */
const SUFFIXES: readonly (readonly [suffix: string, instead: string, rest: number])[] = [
  ['ifications', 'if', 3],
  ['ification', 'if', 3],
  ['izations', '', 4],
  ['ization', '', 4],
  ['isation', '', 4],
  ['ications', '', 4],
  ['ication', '', 4],
  ['icating', '', 4],
  ['icated', '', 4],
  ['icates', '', 4],
  ['icate', '', 4],
  ['trations', 'ter', 4],
  ['tration', 'ter', 4],
  ['issions', 'it', 3],
  ['ission', 'it', 3],
  ['abilities', '', 4],
  ['ability', '', 4],
  ['ations', '', 4],
  ['ation', '', 4],
  ['ating', '', 4],
  ['ated', '', 4],
  ['ates', '', 4],
  ['ate', '', 4],
  ['ized', '', 4],
  ['ised', '', 5],
  ['izing', '', 4],
  ['izes', '', 4],
  ['ize', '', 4],
  ['ise', '', 5],
  ['iptions', 'ib', 3],
  ['iption', 'ib', 3],
  ['alities', '', 4],
  ['ality', '', 4],
  ['ities', '', 5],
  ['ity', '', 5],
  ['ments', '', 3],
  ['ment', '', 3],
  ['fully', '', 4],
  ['ful', '', 4],
  ['ness', '', 4],
  ['able', '', 4],
  ['ible', '', 4],
  ['ions', '', 4],
  ['ion', '', 4],
  ['ings', '', 3],
  ['ing', '', 3],
  ['ally', '', 4],
  ['ied', 'y', 2],
  ['eed', 'eed', 1],
  ['ed', '', 3],
  ['ly', '', 4],
  ['ies', 'y', 2],
  ['sses', 'ss', 1],
  ['xes', 'x', 1],
  ['ches', 'ch', 2],
  ['shes', 'sh', 2],
  ['als', '', 4],
  ['al', '', 4],
];

/** The suffixes by their last letter, so that most words meet only a few of them. */
const BY_LAST_LETTER = new Map<string, (typeof SUFFIXES)[number][]>();
for (const rule of SUFFIXES) {
  const letter = rule[0].slice(-1);
  const same = BY_LAST_LETTER.get(letter);
  if (same) same.push(rule);
  else BY_LAST_LETTER.set(letter, [rule]);
}

/**
 * What the inflections of an English word have in common: `verify`, `verified` and `verification`
 * all become `verif`. It need not be a word.
 *
 * @param word A word in lower case.
 */
export function stem(word: string): string {
  if (word.length < 4 || word.charCodeAt(0) > 0x7f || /\d/.test(word)) return word;
  let stemmed = word;
  let rules = BY_LAST_LETTER.get(stemmed.slice(-1));
  if (!cutSuffix() && /[^sui]s$/.test(stemmed)) {
    stemmed = stemmed.slice(0, -1);
    rules = BY_LAST_LETTER.get(stemmed.slice(-1));
    cutSuffix();
  }
  if (
    stemmed.length > 3 &&
    (stemmed.endsWith('e') || (stemmed.endsWith('y') && stemmed.length > 4))
  ) {
    stemmed = stemmed.slice(0, -1);
  }
  const last = stemmed.charCodeAt(stemmed.length - 1);
  // "cancelled" and "cancel", "submitted" and "submit"; but "access" and "address" keep their ss.
  if (stemmed.length > 3 && last === stemmed.charCodeAt(stemmed.length - 2) && last !== 0x73) {
    stemmed = stemmed.slice(0, -1);
  }
  return stemmed;

  function cutSuffix(): boolean {
    for (const [suffix, instead, rest] of rules ?? []) {
      if (stemmed.length - suffix.length < rest || !stemmed.endsWith(suffix)) continue;
      const front = stemmed.slice(0, stemmed.length - suffix.length);
      if (instead === '' && !/[aeiouy]/.test(front)) continue;
      stemmed = front + instead;
      return true;
    }
    return false;
  }
}
