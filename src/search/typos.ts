import Fuse from 'fuse.js';
import { editDistance } from '../text/edit-distance.js';

/** A real word that a misspelt one may have been meant to be. */
export interface Correction {
  readonly word: string;
  /** How near it is: 1 for the same word, less the more was wrong. */
  readonly nearness: number;
}

/** The real words, in lower case. */
export interface Vocabulary {
  /** Those of the table; for these more mistakes are forgiven. */
  readonly table: ReadonlySet<string>;
  /** Those that people say for them; asked for when no word of the table is near. */
  said(): ReadonlySet<string>;
}

/** Words shorter than this are taken as they are: almost any is one letter from another. */
const SHORTEST = 4;
/** Words that only people use are many: a short word is near to one of them too easily. */
const SHORTEST_SAID = 5;
/** Longer ones are no words, and the time for them would grow. */
const LONGEST = 30;
/** From this length on, two mistakes are forgiven. */
const TWO_MISTAKES = 7;
/** The same towards words that only people use. */
const TWO_MISTAKES_SAID = 9;
/** Up to this length a letter put for another must be a likely slip, or one real word passes for another. */
const LIKELY_SLIPS_ONLY = 6;

const NEARNESS = [1, 0.88, 0.76] as const;
const NEARNESS_OF_BEGINNING = 0.8;

/**
 * Finds the real words that a misspelt or unfinished word may have been meant to be.
 *
 * fuse.js proposes; a count of the mistakes, stricter than its score, decides.
 *
 * @param word The word as typed, in lower case, unknown to the vocabulary.
 * @param vocabulary The real words.
 * @returns The nearest words, best first; empty when none is near enough.
 */
export function correct(word: string, vocabulary: Vocabulary): Correction[] {
  if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) return [];
  const near = nearest(word, vocabulary.table, word.length < TWO_MISTAKES ? 1 : 2);
  if (word.length < SHORTEST_SAID || near.some(({ nearness }) => nearness === NEARNESS[1])) {
    return near;
  }
  const said = nearest(word, vocabulary.said(), word.length < TWO_MISTAKES_SAID ? 1 : 2);
  const known = new Set(near.map((correction) => correction.word));
  const all = [...near, ...said.filter((correction) => !known.has(correction.word))];
  return all.sort((a, b) => b.nearness - a.nearness);
}

/** The nearest words of some, and those that go on from what was typed. */
function nearest(word: string, words: Iterable<string>, mistakes: number): Correction[] {
  const { candidates, continued } = gather(word, words, mistakes);
  const corrections: Correction[] = continued.map((real) => ({
    word: real,
    nearness: NEARNESS_OF_BEGINNING,
  }));
  if (candidates.length > 0) {
    const fuse = new Fuse(candidates, {
      useTokenSearch: true,
      ignoreLocation: true,
      includeScore: true,
      threshold: 0.6,
    });
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
  }
  return corrections.sort((a, b) => b.nearness - a.nearness);
}

/** Sorts out, cheaply, the words that may be near, and those that go on from what was typed. */
function gather(
  word: string,
  vocabulary: Iterable<string>,
  mistakes: number,
): { candidates: string[]; continued: string[] } {
  const candidates: string[] = [];
  const continued: string[] = [];
  const letters = letterSet(word);
  const first = word.charCodeAt(0);
  // Where the first letter is wrong, nothing else may be.
  const rest = word.slice(2);
  for (const real of vocabulary) {
    const longer = real.length - word.length;
    if (longer < -mistakes) continue;
    if (real.charCodeAt(0) === first) {
      if (longer > 0 && real.startsWith(word)) continued.push(real);
      // Each mistake changes at most two letters of the set.
      if (longer <= mistakes && bitCount(letters ^ letterSet(real)) <= 2 * mistakes) {
        candidates.push(real);
      }
    } else if (Math.abs(longer) <= 1 && real.endsWith(rest)) {
      candidates.push(real);
    }
  }
  return { candidates, continued };
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

/** The letters of a word, one bit each. */
function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
