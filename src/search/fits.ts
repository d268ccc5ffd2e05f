import type { Corpus, Place } from './corpus.js';
import { APART, rarity } from './inverted-index.js';
import { SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import type { Meaning } from './thesaurus.js';
import type { Unit } from './units.js';

/** How one unit of a query matches one entry. */
export interface Fit {
  strength: number;
  /** Where; nowhere if only its status or section fits. */
  places: readonly Place[];
  /** The place that counts for word order. */
  at: Place | undefined;
  /** Whether the query certainly asks for the entry's status or section. */
  isKind: boolean;
}

/** How a unit matches each entry, by the index of the entry. */
type Fits = Map<number, Fit>;

/** A unit of a query, what it matches, and how much that counts. */
export interface Weighed {
  readonly unit: Unit;
  readonly fits: ReadonlyMap<number, Fit>;
  readonly weight: number;
}

/** Factors for a word that is negated in only one of query and message. */
const NOT_ASKED_FOR = 0.9;
const NOT_MISSING = 0.35;
/** Another form of the same word: "activating" for "activated". */
export const OTHER_FORM = 0.95;
/** The same if the word is the whole query. */
const OTHER_FORM_ALONE = 0.8;
/** Factor for a related word, which is not in the text itself. */
const RELATED = 0.65;
/** Added for each further match. */
const FURTHER_MATCH = 0.03;
/** Factor for the words of a set phrase found apart. */
const LOOSE_PHRASE = 0.7;
/** Factor for a word of a set phrase found elsewhere in the text. */
const SCATTERED = 0.88;
/** Only matches at least this strong count for the rarity of a unit. */
export const SURE = 0.8;
/** Words this far apart still stand together. */
export const WIDEST_STEP = 3;

/**
 * Finds the entries that a unit matches; the fewer, the more it counts.
 *
 * @param within Only these entries are compared.
 */
export function weigh(corpus: Corpus, unit: Unit, within?: ReadonlySet<number>): Weighed {
  const fits = fitsOf(corpus, unit, within);
  const strengths = Array.from(fits.values(), ({ strength }) => strength);
  const best = strengths.reduce((most, strength) => Math.max(most, strength), 0);
  const least = SURE * Math.min(1, best);
  const count = unit.isName ? 1 : strengths.filter((strength) => strength >= least).length;
  return { unit, fits, weight: rarity(count, corpus.entries.length) * unit.share };
}

function fitsOf(corpus: Corpus, unit: Unit, within?: ReadonlySet<number>): Fits {
  const fits: Fits = new Map();
  for (const meaning of unit.meanings) {
    const [first, ...rest] = meaning.words.map((word) => askedWord(corpus, word, meaning));
    if (meaning.kind) fitKind(fits, meaning, corpus.kinds.get(meaning.kind) ?? []);
    else if (first) {
      const some = within ?? first.places.keys();
      if (rest.length === 0) fitWord(fits, meaning.weight, first, some);
      else fitPhrase(fits, meaning.weight, first, rest, some);
    }
  }
  if (unit.parts.length > 0) fitParts(fits, corpus, unit.parts);
  return fits;
}

/** The entries of a status or section. */
function fitKind(fits: Fits, { weight }: Meaning, entries: readonly number[]): void {
  const isKind = weight >= SURE_KIND;
  for (const index of entries) {
    add(fits, index, weight, [], undefined, 0);
    if (isKind) (fits.get(index) as Fit).isKind = true;
  }
}

/** The entries whose text has a word. */
function fitWord(fits: Fits, weight: number, word: AskedWord, entries: Iterable<number>): void {
  for (const index of entries) {
    const places = word.places.get(index);
    if (!places) continue;
    let [at] = places;
    let strongest = 0;
    for (const place of places) {
      const strength = word.agreement(place);
      if (strength <= strongest) continue;
      strongest = strength;
      at = place;
    }
    add(fits, index, weight * strongest, places, at, places.length);
  }
}

/** The entries whose text has all words of a set phrase; each place of the first word counts. */
function fitPhrase(
  fits: Fits,
  weight: number,
  first: AskedWord,
  rest: readonly AskedWord[],
  entries: Iterable<number>,
): void {
  for (const index of entries) {
    const others = rest.map(({ places }) => places.get(index));
    if (others.includes(undefined)) continue;
    for (const start of first.places.get(index) ?? []) {
      let factor = first.agreement(start);
      let last = start;
      const places = [start];
      rest.forEach((word, i) => {
        const its = others[i] as readonly Place[];
        let place = its.find(({ position }) => isNext(position, last.position));
        if (!place) {
          place = its[0] as Place;
          factor *= SCATTERED;
        }
        places.push(place);
        factor *= word.agreement(place);
        last = place;
      });
      add(fits, index, weight * factor, places, start, 1);
    }
  }
}

/** The entries that match parts of a unit, where the unit as a whole matches less well. */
function fitParts(fits: Fits, corpus: Corpus, units: readonly Unit[]): void {
  const parts = units.map((part) => weigh(corpus, part));
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
}

/**
 * Adds a match of an entry: the strongest counts, and each further one a little.
 *
 * @param times How many matches it is.
 */
function add(
  fits: Fits,
  index: number,
  strength: number,
  places: readonly Place[],
  at: Place | undefined,
  times: number,
): void {
  const fit = fits.get(index);
  if (!fit) {
    const further = FURTHER_MATCH * Math.max(0, times - 1);
    fits.set(index, { strength: strength + further, places, at, isKind: false });
    return;
  }
  if (strength > fit.strength) fit.at = at;
  fit.strength = Math.max(fit.strength, strength);
  const others = places.filter((place) => !fit.places.includes(place));
  if (others.length === 0) return;
  fit.strength += FURTHER_MATCH * Math.min(times, others.length);
  fit.places = [...fit.places, ...others];
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

function askedWord(corpus: Corpus, asked: ReadWord, { toTheLetter }: Meaning): AskedWord {
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
