import { type AskedWord, agreement, askedWord } from './agreement.js';
import type { Corpus } from './corpus.js';
import { APART, rarity } from './inverted-index.js';
import type { Unit } from './units.js';

/** A unit of a query, which entries it matches, and how much that counts. */
export interface Weighed {
  readonly unit: Unit;
  /** How strong the strongest match of each entry is, by the index of the entry. */
  readonly strengths: ReadonlyMap<number, number>;
  readonly weight: number;
  /** The parts of the unit. */
  readonly parts: readonly Weighed[];
}

/** Factor for the words of a set phrase found apart. */
const LOOSE_PHRASE = 0.7;
/** Only matches at least this strong count for the rarity of a unit. */
export const SURE = 0.8;

/**
 * Finds the entries that units match, and how strongly, counting only the strongest match of each unit. That is
 * enough to weigh the units, and to choose the entries that are compared in full (see `fits.ts`).
 *
 * Long loops are in small functions. V8 optimises the function around a long loop, and optimising a large one took
 * longer than the rest of the ranking.
 */
export class Weigher {
  readonly corpus: Corpus;
  /** Words recur: in several meanings, and in both readings of an ambiguous query. */
  readonly #agreements = new Map<string, Map<number, number>>();

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
    let best = this.#agreements.get(key);
    if (best) return best;
    best = new Map();
    this.#agreements.set(key, best);
    for (const [text, list] of Object.entries(this.corpus.postingsOf(word.stem))) {
      keepBest(best, list, word, text);
    }
    return best;
  }
}

/** Keeps the best agreement by entry. */
function keepBest(
  best: Map<number, number>,
  postings: readonly number[],
  word: AskedWord,
  text: string,
): void {
  // There are many places, but they only differ in two respects.
  const agreements = [
    agreement(word, text, false, 0),
    agreement(word, text, false, APART),
    agreement(word, text, true, 0),
    agreement(word, text, true, APART),
  ];
  let index = 0;
  for (let i = 0; i < postings.length; i += 2) {
    index += postings[i] as number;
    const at = postings[i + 1] as number;
    const isNegated = at < 0;
    const isRelated = (isNegated ? ~at : at) >= APART;
    const its = agreements[(isNegated ? 2 : 0) + (isRelated ? 1 : 0)] as number;
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
export function sharesOf(
  parts: readonly Weighed[],
): { readonly part: Weighed; readonly share: number }[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return parts.map((part) => ({ part, share: (LOOSE_PHRASE * part.weight) / total }));
}
