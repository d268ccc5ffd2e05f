import Fuse from 'fuse.js/basic';
import { editDistance } from '../text/edit-distance.js';
import { groupBy } from '../text/group-by.js';
import { foldLookAlikes } from '../text/look-alikes.js';
import { memoize } from '../text/memoize.js';
import type { Vocabulary } from './vocabulary.js';

/** A known word that a misspelt one may stand for. */
export interface Correction {
  readonly word: string;
  /** How similar it is: 1 for the same word, less the more mistakes. */
  readonly nearness: number;
}

/** Shorter words are not corrected: most are one letter away from another word. */
const SHORTEST = 4;
/** The same for a large vocabulary. */
const SHORTEST_OF_MANY = 5;
/** Longer ones are not words. */
const LONGEST = 30;
/** From this length on, two mistakes are forgiven. */
const TWO_MISTAKES = 7;
/** The same for a large vocabulary. */
const TWO_MISTAKES_OF_MANY = 9;
/** Up to this length a letter put for another must be a likely slip, or one real word passes for another. */
const LIKELY_SLIPS_ONLY = 6;

const NEARNESS = [1, 0.88, 0.76] as const;
const NEARNESS_OF_LOOK_ALIKE = 0.95;
/** The nearness of an unfinished word: less or more of it was typed. */
const NEARNESS_OF_BEGINNING = [0.8, 0.9] as const;
const MOST_OF_WORD = 0.6;

/** From here on a correction is reliable: one mistake, or most of the word typed. */
export const SURELY_NEAR = NEARNESS[1];

/**
 * Finds the real words that a misspelt or unfinished word may have been meant to be.
 *
 * fuse.js finds the words that are near; a count of the mistakes, stricter than its score, keeps a
 * short word from passing for another.
 *
 * @param word The word as typed, in lower case.
 * @param words Real words.
 * @param isLarge Whether the words are so many that a short one is near to one of them too easily.
 * @returns The nearest words, best first; empty when none is near enough.
 */
export function correct(word: string, words: Vocabulary, isLarge: boolean): readonly Correction[] {
  if (word.length < (isLarge ? SHORTEST_OF_MANY : SHORTEST) || word.length > LONGEST) return [];
  if (/[^a-z]/.test(word)) return lookAlikes(word, words);
  const two = word.length >= (isLarge ? TWO_MISTAKES_OF_MANY : TWO_MISTAKES);
  return nearest(word, words, two ? 2 : 1);
}

/** The most similar words, and those that continue what was typed. */
function nearest(word: string, words: Vocabulary, mistakes: number): Correction[] {
  const corrections: Correction[] = [];
  const candidates: string[] = [];
  for (const real of words.matching(patternOf(word, mistakes))) {
    if (real.length > word.length && real.startsWith(word)) {
      const surely = word.length >= real.length * MOST_OF_WORD;
      corrections.push({ word: real, nearness: NEARNESS_OF_BEGINNING[surely ? 1 : 0] });
    }
    if (Math.abs(real.length - word.length) <= mistakes) candidates.push(real);
  }
  if (candidates.length === 0) return corrections.sort((a, b) => b.nearness - a.nearness);
  const fuse = new Fuse(candidates, { includeScore: true, ignoreFieldNorm: true, threshold: 0.5 });
  const near = fuse
    .search(word)
    .map(({ item, score }) => ({ item, score, distance: editDistance(word, item, mistakes) }))
    .filter(({ item, distance }) => distance <= mistakes && plausible(word, item, distance))
    .sort((a, b) => a.distance - b.distance || (a.score ?? 1) - (b.score ?? 1));
  const least = near[0]?.distance;
  for (const { item, distance } of near) {
    if (distance !== least) break;
    corrections.push({ word: item, nearness: NEARNESS[distance] ?? 0 });
  }
  return corrections.sort((a, b) => b.nearness - a.nearness);
}

/**
 * A pattern for the words that may be meant: those that continue what was typed, and those with so few mistakes.
 * fuse.js would find them among more words as well, in a fifth of the time of a search.
 *
 * A mistake is in one half of a word, or swaps the letters in the middle. Two mistakes are in at most two thirds, or
 * swap letters between thirds; the first letter is right then (see {@link plausible}).
 *
 * @param word Latin letters.
 */
function patternOf(word: string, mistakes: number): string {
  const { length } = word;
  const any = (letters: number, more: number) =>
    `[^ ]{${Math.max(0, letters - more)},${Math.max(0, letters + more)}}`;
  const half = length >> 1;
  const patterns = [
    `${word}[^ ]+`,
    word.slice(0, half) + any(length - half, 1),
    any(half, 1) + word.slice(half),
    word.slice(0, half - 1) + any(2, 0) + word.slice(half + 1),
  ];
  if (mistakes > 1) {
    const one = Math.ceil(length / 3);
    const two = Math.ceil((2 * length) / 3);
    const first = word[0] as string;
    const start = word.slice(0, one - 1) + any(2, 0);
    const end = any(2, 0) + word.slice(two + 1);
    patterns.push(
      word.slice(0, one) + any(length - one, 2),
      first + any(one - 1, 2) + word.slice(one, two) + any(length - two, 2),
      first + any(two - 1, 2) + word.slice(two),
      start + word.slice(one + 1, two) + any(length - two, 1),
      first + any(one - 1, 1) + word.slice(one, two - 1) + end,
      start + word.slice(one + 1, two - 1) + end,
    );
  }
  return patterns.join('|');
}

/** The words of a vocabulary by their folded look-alikes. */
const looksOf = memoize(({ words }: Vocabulary) => groupBy(words, foldLookAlikes));

/** The words that a word with digits or foreign letters in it looks like: `passw0rd`. */
function lookAlikes(word: string, words: Vocabulary): Correction[] {
  if (!/[a-z]/.test(word)) return [];
  const found = looksOf(words).get(foldLookAlikes(word)) ?? [];
  return found.map((real) => ({ word: real, nearness: NEARNESS_OF_LOOK_ALIKE }));
}

/** Letters side by side on a keyboard, and the vowels, which sound alike. */
const ALIKE = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  'tgb',
  'yhn',
  'ujm',
  'ik',
  'ol',
  'eaoieuaiou',
  'cks',
  'scz',
  'vbpf',
  'iye',
];

/**
 * Whether a mistake is one that people make. They seldom miss a word's first letter, least of all in
 * a short word or among other mistakes; and a short word with one letter changed is likelier another
 * word than a slip, unless the two letters are neighbours or sound alike.
 */
function plausible(word: string, real: string, distance: number): boolean {
  const swapped = word[0] === real[1] && word[1] === real[0];
  if (word[0] !== real[0] && !swapped && (distance > 1 || word.length < 6)) return false;
  if (word.length > LIKELY_SLIPS_ONLY || word.length !== real.length || distance !== 1) return true;
  const at = [...word].findIndex((letter, i) => letter !== real[i]);
  const typed = word[at] as string;
  const meant = real[at] as string;
  if (typed === real[at + 1] && word[at + 1] === meant) return true;
  return ALIKE.some((row) => row.includes(typed + meant) || row.includes(meant + typed));
}
