import type { Corpus, Place } from './corpus.js';
import { APART, rarity } from './inverted-index.js';
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
/** Factor for a word that only has to do with a text and does not stand in it. */
const RELATED = 0.65;
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
  const found = new Set<number>();
  const telling = new Map<Unit, Weighed>();
  for (const unit of units) {
    if (!unit.informative) continue;
    const one = weigh(corpus, unit);
    telling.set(unit, one);
    if (one.weight > 0) for (const index of one.fits.keys()) found.add(index);
  }
  if (found.size === 0) return [];
  const weighed = units
    .map((unit) => telling.get(unit) ?? weigh(corpus, unit, found))
    .filter(({ weight }) => weight > 0);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
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

/** A unit of a query, what it matches, and how much that counts. */
interface Weighed {
  readonly unit: Unit;
  readonly fits: Fits;
  readonly weight: number;
}

function weigh(corpus: Corpus, unit: Unit, within?: ReadonlySet<number>): Weighed {
  const fits = fitsOf(corpus, unit, within);
  let best = 0;
  for (const { strength } of fits.values()) best = Math.max(best, strength);
  const least = SURE * Math.min(1, best);
  let sure = 0;
  for (const { strength } of fits.values()) if (strength >= least) sure++;
  const count = unit.isName ? 1 : sure;
  return { unit, fits, weight: rarity(count, corpus.entries.length) * unit.share };
}

function fitsOf(corpus: Corpus, unit: Unit, within?: ReadonlySet<number>): Fits {
  const fits: Fits = new Map();
  for (const meaning of unit.meanings) fitMeaning(corpus, meaning, fits, within);
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

function fitMeaning(
  corpus: Corpus,
  meaning: Meaning,
  fits: Fits,
  within?: ReadonlySet<number>,
): void {
  const isKind = meaning.kind !== undefined && meaning.weight >= SURE_KIND;
  const add = (index: number, strength: number, places: readonly Place[], at?: Place): void => {
    const fit = fits.get(index);
    const others = fit ? places.filter((place) => !fit.places.includes(place)) : places;
    // A word may stand there several times, a phrase is added each time.
    const times = meaning.words.length === 1 ? others.length : Math.min(1, others.length);
    if (!fit) {
      const further = FURTHER_MEANING * Math.max(0, times - 1);
      fits.set(index, { strength: strength + further, places, at, isKind });
      return;
    }
    fit.isKind ||= isKind;
    if (strength > fit.strength) fit.at = at;
    fit.strength = Math.max(fit.strength, strength) + FURTHER_MEANING * times;
    if (times > 0) fit.places = [...fit.places, ...others];
  };
  if (meaning.kind) {
    for (const index of corpus.kinds.get(meaning.kind) ?? []) {
      add(index, meaning.weight, []);
    }
    return;
  }
  const asked = meaning.words.map((word) => askedWord(corpus, word, meaning.toTheLetter));
  const [first, ...rest] = asked;
  if (!first) return;
  for (const index of within ?? first.places.keys()) {
    const starts = first.places.get(index);
    if (!starts) continue;
    if (rest.length === 0) {
      const strengths = starts.map((start) => meaning.weight * first.agreement(start));
      const strongest = Math.max(...strengths);
      const at = starts[strengths.indexOf(strongest)];
      add(index, strongest, starts, at);
      continue;
    }
    next: for (const start of starts) {
      let factor = first.agreement(start);
      let last = start;
      const places = [start];
      for (const word of rest) {
        const others = word.places.get(index);
        if (!others) continue next;
        let place = others.find(({ position }) => isNext(position, last.position));
        if (!place) {
          place = others[0] as Place;
          factor *= SCATTERED;
        }
        places.push(place);
        factor *= word.agreement(place);
        last = place;
      }
      add(index, meaning.weight * factor, places, start);
    }
  }
}

/** Whether a word follows another one, maybe with a word between them. */
function isNext(position: number, before: number): boolean {
  return position > before && position <= before + WIDEST_STEP;
}

/** A word of a meaning, to be compared with those of a corpus that have the same stem. */
interface AskedWord {
  readonly places: ReadonlyMap<number, readonly Place[]>;
  /** How well a word agrees, in negation and in form. */
  agreement(found: Place): number;
}

function askedWord(corpus: Corpus, asked: ReadWord, toTheLetter = false): AskedWord {
  // A misspelt word was meant to be the form that messages have.
  const isGuess = asked.typed !== undefined && !corpus.has(asked.text);
  const otherForm = isGuess ? 1 : toTheLetter ? OTHER_FORM_ALONE : OTHER_FORM;
  const otherSense = asked.negated ? NOT_MISSING : NOT_ASKED_FOR;
  return {
    places: corpus.placesOf(asked.stem),
    agreement: ({ text, negated, position }) =>
      (text === asked.text ? 1 : otherForm) *
      (negated === asked.negated ? 1 : otherSense) *
      (position >= APART ? RELATED : 1),
  };
}
