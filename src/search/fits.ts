import { type AskedWord, agreement, askedWord } from './agreement.js';
import type { Corpus, Place, Places, PlacesOf } from './corpus.js';
import { SURE_KIND } from './kinds.js';
import type { Scores } from './scores.js';
import type { Meaning } from './thesaurus.js';
import { sharesOf, type Weighed } from './weigh.js';

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

/** How a unit matches entries, by the index of the entry. */
export type Fits = ReadonlyMap<number, Fit>;

/** Added for each further match. */
const FURTHER_MATCH = 0.03;
/** Factor for a word of a set phrase found elsewhere in the text. */
const SCATTERED = 0.88;
/** Words this far apart still stand together. */
export const WIDEST_STEP = 3;

/**
 * Compares a unit with some entries in full: all its matches, and where they are.
 *
 * @param entries The entries that have a score here.
 * @param placesOf The places of a stem in these entries at least.
 */
export function fitsOf(
  corpus: Corpus,
  { unit, parts }: Weighed,
  entries: Scores,
  placesOf: PlacesOf,
): Fits {
  const fits = new Map<number, Fit>();
  for (const meaning of unit.meanings) {
    const asked = meaning.words.map((word) => askedWord(corpus, word, meaning));
    const places = asked.map(({ stem }) => placesOf(stem));
    const [first] = asked;
    if (meaning.kind) {
      const ofKind = corpus.kinds.get(meaning.kind)?.filter((index) => entries.has(index)) ?? [];
      fitKind(fits, meaning, ofKind);
    } else if (first && asked.length === 1) {
      fitWord(fits, meaning.weight, first, places[0] as Places, entries.entries);
    } else if (first) fitPhrase(fits, meaning.weight, asked, places, entries.entries);
  }
  fitParts(fits, corpus, parts, entries, placesOf);
  return fits;
}

/** The entries of a status or section. */
function fitKind(fits: Map<number, Fit>, { weight }: Meaning, entries: readonly number[]): void {
  const isKind = weight >= SURE_KIND;
  for (const index of entries) {
    add(fits, index, weight, [], undefined, 0);
    if (isKind) (fits.get(index) as Fit).isKind = true;
  }
}

/** The entries whose text has a word. */
function fitWord(
  fits: Map<number, Fit>,
  weight: number,
  word: AskedWord,
  placesOf: Places,
  entries: readonly number[],
): void {
  for (const index of entries) {
    const places = placesOf.get(index);
    if (!places) continue;
    let [at] = places;
    let strongest = 0;
    for (const place of places) {
      const strength = agreement(word, place);
      if (strength <= strongest) continue;
      strongest = strength;
      at = place;
    }
    add(fits, index, weight * strongest, places, at, places.length);
  }
}

/** The entries whose text has all words of a set phrase; each place of the first word counts. */
function fitPhrase(
  fits: Map<number, Fit>,
  weight: number,
  words: readonly AskedWord[],
  placesOf: readonly Places[],
  entries: readonly number[],
): void {
  const [first, ...rest] = words as [AskedWord, ...AskedWord[]];
  const [starts, ...others] = placesOf as [Places, ...Places[]];
  for (const index of entries) {
    if (!others.every((places) => places.has(index))) continue;
    for (const start of starts.get(index) ?? []) {
      let factor = agreement(first, start);
      let last = start;
      const places = [start];
      rest.forEach((word, i) => {
        const its = others[i]?.get(index) as readonly Place[];
        let place = its.find(({ position }) => isNext(position, last.position));
        if (!place) {
          place = its[0] as Place;
          factor *= SCATTERED;
        }
        places.push(place);
        factor *= agreement(word, place);
        last = place;
      });
      add(fits, index, weight * factor, places, start, 1);
    }
  }
}

/** The entries that match parts of a unit, where the unit as a whole matches less well. */
function fitParts(
  fits: Map<number, Fit>,
  corpus: Corpus,
  parts: readonly Weighed[],
  entries: Scores,
  placesOf: PlacesOf,
): void {
  const sums = new Map<number, Fit>();
  for (const { part, share } of sharesOf(parts)) {
    for (const [index, fit] of fitsOf(corpus, part, entries, placesOf)) {
      const strength = share * fit.strength;
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
  fits: Map<number, Fit>,
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
