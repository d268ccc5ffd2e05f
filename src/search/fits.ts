import type { Corpus, Place, Places, PlacesOf } from './corpus.js';
import { APART, rarity } from './inverted-index.js';
import { SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import type { Meaning } from './thesaurus.js';
import type { Unit } from './units.js';
import type { Word } from './words.js';

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

/** A unit of a query, which entries it matches, and how much that counts. */
export interface Weighed {
  readonly unit: Unit;
  /** How strong the strongest match of each entry is, by the index of the entry. */
  readonly strengths: ReadonlyMap<number, number>;
  readonly weight: number;
  /** The parts of the unit. */
  readonly parts: readonly Weighed[];
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

/** Finds the entries that units match, by the strongest match of each alone. */
export class Weigher {
  readonly corpus: Corpus;
  /** Words recur: in several meanings, and in both readings of an ambiguous query. */
  readonly #agreements = new Map<string, ReadonlyMap<number, number>>();

  constructor(corpus: Corpus) {
    this.corpus = corpus;
  }

  /**
   * Finds the entries that a unit matches; the fewer, the more it counts.
   *
   * @param within Only these entries are compared.
   */
  weigh(unit: Unit, within?: ReadonlySet<number>): Weighed {
    const parts = unit.parts.map((part) => this.weigh(part));
    const strengths = new Map<number, number>();
    const found = (index: number, strength: number): void => {
      const known = strengths.get(index);
      if (known !== undefined && known >= strength) return;
      if (!within || within.has(index)) strengths.set(index, strength);
    };
    for (const meaning of unit.meanings) {
      const { words, kind, weight } = meaning;
      if (kind) for (const index of this.corpus.kinds.get(kind) ?? []) found(index, weight);
      const [first, ...others] = words
        .map((word) => this.#agreementsOf(askedWord(this.corpus, word, meaning)))
        .sort((a, b) => a.size - b.size);
      first?.forEach((agreement, index) => {
        let strength = weight * agreement;
        for (const other of others) strength *= other.get(index) ?? 0;
        if (strength > 0) found(index, strength);
      });
    }
    const sums = new Map<number, number>();
    for (const { part, share } of sharesOf(parts)) {
      part.strengths.forEach((strength, index) => {
        sums.set(index, (sums.get(index) ?? 0) + share * strength);
      });
    }
    sums.forEach((sum, index) => {
      found(index, sum);
    });
    const count = unit.isName ? 1 : countSure(strengths);
    return {
      unit,
      strengths,
      weight: rarity(count, this.corpus.entries.length) * unit.share,
      parts,
    };
  }

  /** How well the best place of each entry agrees with a word. */
  #agreementsOf(word: AskedWord): ReadonlyMap<number, number> {
    const key = `${word.negated} ${word.otherForm} ${word.text}`;
    let best = this.#agreements.get(key) as Map<number, number> | undefined;
    if (best) return best;
    best = new Map();
    this.#agreements.set(key, best);
    for (const [text, list] of Object.entries(this.corpus.postingsOf(word.stem))) {
      // There are many places, and four kinds of them.
      const of = (negated: boolean, position: number) => agreement(word, text, negated, position);
      const kinds = [of(false, 0), of(false, APART), of(true, 0), of(true, APART)];
      keepBest(best, list, kinds);
    }
    return best;
  }
}

function keepBest(
  best: Map<number, number>,
  list: readonly number[],
  kinds: readonly number[],
): void {
  let index = 0;
  for (let i = 0; i < list.length; i += 2) {
    index += list[i] as number;
    const at = list[i + 1] as number;
    const its = kinds[at < 0 ? (~at >= APART ? 3 : 2) : at >= APART ? 1 : 0] as number;
    const known = best.get(index);
    if (known === undefined || known < its) best.set(index, its);
  }
}

/** How many of the matches are about as strong as the strongest one. */
function countSure(strengths: ReadonlyMap<number, number>): number {
  let best = 0;
  strengths.forEach((strength) => {
    if (strength > best) best = strength;
  });
  const least = SURE * Math.min(1, best);
  let count = 0;
  strengths.forEach((strength) => {
    if (strength >= least) count++;
  });
  return count;
}

/** How much the parts of a unit count for it. */
function sharesOf(parts: readonly Weighed[]): { readonly part: Weighed; readonly share: number }[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return parts.map((part) => ({ part, share: (LOOSE_PHRASE * part.weight) / total }));
}

/**
 * Compares a unit with some entries in full: all its matches, and where they are.
 *
 * @param placesOf The places of a stem in these entries at least.
 */
export function fitsOf(
  corpus: Corpus,
  { unit, parts }: Weighed,
  entries: ReadonlySet<number>,
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
      fitWord(fits, meaning.weight, first, places[0] as Places, entries);
    } else if (first) fitPhrase(fits, meaning.weight, asked, places, entries);
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
  entries: Iterable<number>,
): void {
  for (const index of entries) {
    const places = placesOf.get(index);
    if (!places) continue;
    let [at] = places;
    let strongest = 0;
    for (const place of places) {
      const strength = agreementAt(word, place);
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
  entries: Iterable<number>,
): void {
  const [first, ...rest] = words as [AskedWord, ...AskedWord[]];
  const [starts, ...others] = placesOf as [Places, ...Places[]];
  for (const index of entries) {
    if (!others.every((places) => places.has(index))) continue;
    for (const start of starts.get(index) ?? []) {
      let factor = agreementAt(first, start);
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
        factor *= agreementAt(word, place);
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
  entries: ReadonlySet<number>,
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

/** A word of a meaning, and how well other words agree with it. */
interface AskedWord extends Word {
  /** The factor for another form of the word. */
  readonly otherForm: number;
}

function askedWord(corpus: Corpus, asked: ReadWord, { toTheLetter }: Meaning): AskedWord {
  // A misspelt word was meant to be the form that messages have.
  const isGuess = asked.typed !== undefined && !corpus.has(asked.text);
  const otherForm = isGuess ? 1 : toTheLetter ? OTHER_FORM_ALONE : OTHER_FORM;
  return { text: asked.text, stem: asked.stem, negated: asked.negated, otherForm };
}

/** How well a word with the same stem agrees, in form, in negation, and in being in the text itself. */
function agreement(asked: AskedWord, text: string, negated: boolean, position: number): number {
  const otherSense = asked.negated ? NOT_MISSING : NOT_ASKED_FOR;
  return (
    (text === asked.text ? 1 : asked.otherForm) *
    (negated === asked.negated ? 1 : otherSense) *
    (position >= APART ? RELATED : 1)
  );
}

function agreementAt(asked: AskedWord, { text, negated, position }: Place): number {
  return agreement(asked, text, negated, position);
}
