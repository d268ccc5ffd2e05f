import { type Corpus, placesOf, rarity, wordWeight } from './corpus.js';
import { SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import type { Meaning } from './thesaurus.js';
import type { Unit } from './units.js';
import { isLight, type Word } from './words.js';

/** An entry that matches a query. */
export interface Ranked {
  /** The index of the entry in the table. */
  readonly index: number;
  /** How well it fits: above 0, below 1. */
  readonly score: number;
  /** The positions of its message's words that the query asked for, ascending. */
  readonly positions: readonly number[];
}

/** How one unit of a query matches one entry. */
interface Fit {
  strength: number;
  /** Where: positions in the message; none where only its status or section fits. */
  positions: number[];
  /** The position that counts for word order. */
  at: number;
  /** Whether the query certainly asks for the entry's status or section. */
  isKind: boolean;
}

type Fits = Map<number, Fit>;

/** Factors for a word that is negated in only one of query and message. */
const NOT_ASKED_FOR = 0.9;
const NOT_MISSING = 0.35;
/** Another form of the same word: "activating" for "activated". */
const OTHER_FORM = 0.95;
/** The same if the word is the whole query. */
const OTHER_FORM_ALONE = 0.8;
/** Added for each further meaning that matches. */
const FURTHER_MEANING = 0.03;
/** Factor for the words of a set phrase found apart. */
const LOOSE_PHRASE = 0.7;
/** Factor for a word of a meaning found elsewhere in the message. */
const SCATTERED = 0.88;
/** The coverage of a message whose whole status or section was asked for. */
const KIND_COVERAGE = 0.5;
/** Only matches at least this strong count for the rarity of a unit. */
const SURE = 0.8;
/** The maximum number of function words skipped between two others. */
const WIDEST_GAP = 3;

const BASE_SHARE = 0.68;
const MESSAGE_SHARE = 0.22;
const ORDER_SHARE = 0.1;

/** Small talk must share at least this many everyday words or phrases with a message, */
const ENOUGH_SIGNS = 2;
/** or its score is multiplied by this. */
const SMALL_TALK = 0.42;

/** Results below this share of the best score, or covering less of the query, are dropped. */
const LEAST_OF_BEST = 0.5;
const LEAST_OF_QUERY = 0.25;
/** A long query may be mostly other text; then it must cover this much of the message. */
const MOST_OF_MESSAGE = 0.6;
const ENOUGH_WORDS = 3;

/**
 * Ranks the entries of a table by how much of a query they match; rare words count for more.
 *
 * @param enough How much evidence the best match must give: an everyday word counts 1, any other one 2.
 * @returns The entries that match well enough, best first; equal ones in the order of the table.
 */
export function rank(corpus: Corpus, units: readonly Unit[], enough = ENOUGH_SIGNS): Ranked[] {
  const weighed = units.map((unit) => weigh(corpus, unit)).filter(({ weight }) => weight > 0);
  if (!weighed.some(({ unit, fits }) => unit.informative && fits.size > 0)) return [];
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const found = new Set<number>();
  for (const { unit, fits } of weighed) {
    if (unit.informative) for (const index of fits.keys()) found.add(index);
  }
  const ranked: (Ranked & { readonly signs: number })[] = [];
  for (const index of found) {
    let covered = 0;
    let inOrder = 0;
    let pairs = 0;
    let words = 0;
    let signs = 0;
    let before: Fit | undefined;
    let isKind = false;
    const positions = new Set<number>();
    for (const { unit, fits, weight } of weighed) {
      const fit = fits.get(index);
      if (fit) {
        covered += weight * Math.min(unit.most, fit.strength);
        isKind ||= fit.isKind;
        if (unit.informative && fit.positions.length > 0) words++;
        if (unit.informative) signs += signsOf(unit, fit);
        for (const position of fit.positions) positions.add(position);
      }
      if (!unit.informative) continue;
      if (before && fit && before.at >= 0 && fit.at >= 0) {
        const step = fit.at - before.at;
        if (step > 0) inOrder += step <= WIDEST_GAP ? 1 : 0.5;
      }
      pairs++;
      before = fit;
    }
    const ofQuery = covered / total;
    if (ofQuery < LEAST_OF_QUERY && words < ENOUGH_WORDS) continue;
    const ofMessage = Math.max(isKind ? KIND_COVERAGE : 0, coverage(corpus, index, positions));
    if (ofQuery < LEAST_OF_QUERY && ofMessage < MOST_OF_MESSAGE) continue;
    const order = pairs > 1 ? inOrder / (pairs - 1) : 1;
    const score = ofQuery * (BASE_SHARE + MESSAGE_SHARE * ofMessage + ORDER_SHARE * order);
    const inMessage = [...positions].sort((a, b) => a - b);
    ranked.push({ index, score, positions: inMessage, signs });
  }
  ranked.sort((a, b) => b.score - a.score || a.index - b.index);
  const [best] = ranked;
  if (!best) return [];
  const least = best.score * LEAST_OF_BEST;
  const surety = best.signs < enough ? SMALL_TALK : 1;
  return ranked
    .filter(({ score }) => score >= least)
    .map(({ index, score, positions }) => ({ index, score: score * surety, positions }));
}

/** How much evidence a matching unit gives that the query is about the entry. */
function signsOf({ smallTalk, parts }: Unit, { strength }: Fit): number {
  if (smallTalk === undefined) return ENOUGH_SIGNS;
  if (strength >= OTHER_FORM) return smallTalk;
  return parts.length > 0 && strength >= SURE ? smallTalk : 0;
}

/** The share of a message's weight in some of its words. */
function coverage(corpus: Corpus, index: number, positions: ReadonlySet<number>): number {
  let all = 0;
  let found = 0;
  corpus.words[index]?.forEach((word, position) => {
    const weight = wordWeight(corpus, word);
    all += weight;
    if (positions.has(position)) found += weight;
  });
  return all > 0 ? found / all : 0;
}

export function weigh(corpus: Corpus, unit: Unit): { unit: Unit; fits: Fits; weight: number } {
  const fits = fitsOf(corpus, unit);
  let best = 0;
  for (const { strength } of fits.values()) best = Math.max(best, strength);
  const least = SURE * Math.min(1, best);
  let sure = 0;
  for (const { strength } of fits.values()) if (strength >= least) sure++;
  const count = unit.isName ? 1 : sure;
  return { unit, fits, weight: rarity(corpus, count) * unit.share };
}

function fitsOf(corpus: Corpus, unit: Unit): Fits {
  const fits: Fits = new Map();
  for (const meaning of unit.meanings) fitMeaning(corpus, meaning, fits);
  if (unit.parts.length === 0) return fits;
  const parts = unit.parts.map((part) => weigh(corpus, part));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sums: Fits = new Map();
  for (const part of parts) {
    for (const [index, fit] of part.fits) {
      const strength = total > 0 ? (LOOSE_PHRASE * fit.strength * part.weight) / total : 0;
      const sum = sums.get(index);
      if (sum) {
        sum.strength += strength;
        sum.positions.push(...fit.positions);
      } else {
        sums.set(index, { ...fit, strength, positions: [...fit.positions] });
      }
    }
  }
  for (const [index, sum] of sums) {
    const fit = fits.get(index);
    if (!fit || fit.strength < sum.strength) fits.set(index, sum);
  }
  return fits;
}

function fitMeaning(corpus: Corpus, meaning: Meaning, fits: Fits): void {
  const add = (index: number, strength: number, positions: number[], isKind = false): void => {
    const fit = fits.get(index);
    if (!fit) {
      fits.set(index, { strength, positions, at: positions[0] ?? -1, isKind });
      return;
    }
    fit.isKind ||= isKind;
    if (strength > fit.strength) fit.at = positions[0] ?? -1;
    const same = positions.every((position) => fit.positions.includes(position));
    fit.strength = Math.max(fit.strength, strength) + (same ? 0 : FURTHER_MEANING);
    if (!same) fit.positions.push(...positions);
  };
  if (meaning.kind) {
    for (const index of corpus.kinds.get(meaning.kind) ?? []) {
      add(index, meaning.weight, [], meaning.weight >= SURE_KIND);
    }
    return;
  }
  const [first, ...rest] = meaning.words;
  if (!first) return;
  const places = placesOf(corpus, first);
  for (let i = 0; i < places.length; i += 2) {
    const index = places[i] as number;
    const message = corpus.words[index] as readonly Word[];
    const positions = [places[i + 1] as number];
    const otherForm = meaning.toTheLetter ? OTHER_FORM_ALONE : OTHER_FORM;
    let factor = agreement(corpus, first, message[positions[0] as number] as Word, otherForm);
    for (const word of rest) {
      let next = findNext(message, word, (positions.at(-1) as number) + 1);
      if (next < 0) {
        next = message.findIndex(({ stem }) => stem === word.stem);
        factor *= SCATTERED;
      }
      if (next < 0) {
        factor = 0;
        break;
      }
      positions.push(next);
      factor *= agreement(corpus, word, message[next] as Word, otherForm);
    }
    if (factor > 0) add(index, meaning.weight * factor, positions);
  }
}

/** The next position of a word in a message, skipping function words. */
function findNext(message: readonly Word[], word: Word, from: number): number {
  for (let i = from; i < message.length && i <= from + WIDEST_GAP; i++) {
    const candidate = message[i] as Word;
    if (candidate.stem === word.stem) return i;
    if (!isLight(candidate.text)) return -1;
  }
  return -1;
}

/** How well two words with the same stem agree, in negation and in form. */
function agreement(corpus: Corpus, asked: ReadWord, found: Word, otherForm: number): number {
  // A misspelt word was meant to be the form that messages have.
  const isGuess = asked.typed !== undefined && !corpus.places.has(asked.text);
  const letters = isGuess || asked.text === found.text ? 1 : otherForm;
  if (asked.negated === found.negated) return letters;
  return letters * (asked.negated ? NOT_MISSING : NOT_ASKED_FOR);
}
