import type { Corpus, Place } from './corpus.js';
import { rarity } from './inverted-index.js';
import { SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import type { Meaning } from './thesaurus.js';
import type { Unit } from './units.js';

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
  /** Where; nowhere if only its status or section fits. */
  places: readonly Place[];
  /** The place that counts for word order. */
  at: Place | undefined;
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
/** Factor for a word of a set phrase found elsewhere in the text. */
const SCATTERED = 0.88;
/** The coverage of a message whose whole status or section was asked for. */
const KIND_COVERAGE = 0.5;
/** Only matches at least this strong count for the rarity of a unit. */
const SURE = 0.8;
/** Words this far apart still stand together. */
const WIDEST_STEP = 3;

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
    const places = new Set<Place>();
    for (const { unit, fits, weight } of weighed) {
      const fit = fits.get(index);
      if (fit) {
        covered += weight * Math.min(unit.most, fit.strength);
        isKind ||= fit.isKind;
        if (unit.informative && fit.places.length > 0) words++;
        if (unit.informative) signs += signsOf(unit, fit);
        for (const place of fit.places) places.add(place);
      }
      if (!unit.informative) continue;
      if (before?.at && fit?.at) {
        const step = fit.at.position - before.at.position;
        if (step > 0) inOrder += step <= WIDEST_STEP ? 1 : 0.5;
      }
      pairs++;
      before = fit;
    }
    const ofQuery = covered / total;
    if (ofQuery < LEAST_OF_QUERY && words < ENOUGH_WORDS) continue;
    const ofMessage = Math.max(isKind ? KIND_COVERAGE : 0, coverage(corpus, index, places));
    if (ofQuery < LEAST_OF_QUERY && ofMessage < MOST_OF_MESSAGE) continue;
    const order = pairs > 1 ? inOrder / (pairs - 1) : 1;
    const score = ofQuery * (BASE_SHARE + MESSAGE_SHARE * ofMessage + ORDER_SHARE * order);
    const positions = [...places].map(({ position }) => position).sort((a, b) => a - b);
    ranked.push({ index, score, positions, signs });
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

/** The share of a text's weight in some of its words. */
function coverage({ weights }: Corpus, index: number, places: ReadonlySet<Place>): number {
  let found = 0;
  for (const { weight } of places) found += weight;
  return found > 0 ? found / (weights[index] as number) : 0;
}

export function weigh(corpus: Corpus, unit: Unit): { unit: Unit; fits: Fits; weight: number } {
  const fits = fitsOf(corpus, unit);
  let best = 0;
  for (const { strength } of fits.values()) best = Math.max(best, strength);
  const least = SURE * Math.min(1, best);
  let sure = 0;
  for (const { strength } of fits.values()) if (strength >= least) sure++;
  const count = unit.isName ? 1 : sure;
  return { unit, fits, weight: rarity(count, corpus.entries.length) * unit.share };
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
        sum.places = [...sum.places, ...fit.places];
      } else {
        sums.set(index, { ...fit, strength });
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
  const add = (index: number, strength: number, places: readonly Place[], isKind = false): void => {
    const fit = fits.get(index);
    if (!fit) {
      fits.set(index, { strength, places, at: places[0], isKind });
      return;
    }
    fit.isKind ||= isKind;
    if (strength > fit.strength) fit.at = places[0];
    const same = places.every((place) => fit.places.includes(place));
    fit.strength = Math.max(fit.strength, strength) + (same ? 0 : FURTHER_MEANING);
    if (!same) fit.places = [...fit.places, ...places];
  };
  if (meaning.kind) {
    for (const index of corpus.kinds.get(meaning.kind) ?? []) {
      add(index, meaning.weight, [], meaning.weight >= SURE_KIND);
    }
    return;
  }
  const [first, ...rest] = meaning.words;
  if (!first) return;
  const otherForm = meaning.toTheLetter ? OTHER_FORM_ALONE : OTHER_FORM;
  for (const [index, starts] of corpus.placesOf(first.stem)) {
    next: for (const start of starts) {
      let factor = agreement(corpus, first, start, otherForm);
      let last = start;
      const places = [start];
      for (const word of rest) {
        const others = corpus.placesOf(word.stem).get(index);
        if (!others) continue next;
        let place = others.find(({ position }) => isNext(position, last.position));
        if (!place) {
          place = others[0] as Place;
          factor *= SCATTERED;
        }
        places.push(place);
        factor *= agreement(corpus, word, place, otherForm);
        last = place;
      }
      add(index, meaning.weight * factor, places);
    }
  }
}

/** Whether a word follows another one, maybe with a word between them. */
function isNext(position: number, before: number): boolean {
  return position > before && position <= before + WIDEST_STEP;
}

/** How well two words with the same stem agree, in negation and in form. */
function agreement(corpus: Corpus, asked: ReadWord, found: Place, otherForm: number): number {
  // A misspelt word was meant to be the form that messages have.
  const isGuess = asked.typed !== undefined && !corpus.has(asked.text);
  const letters = isGuess || asked.text === found.text ? 1 : otherForm;
  if (asked.negated === found.negated) return letters;
  return letters * (asked.negated ? NOT_MISSING : NOT_ASKED_FOR);
}
