import { type AskedWord, agreement, askedWord } from './agreement.js';
import type { Corpus } from './corpus.js';
import { rarity, USES, type Use } from './inverted-index.js';
import { Scores } from './scores.js';
import type { Meaning } from './thesaurus.js';
import type { Unit } from './units.js';

/** A unit of a query, which entries it matches, and how much that counts. */
export interface Weighed {
  readonly unit: Unit;
  /** How strong the strongest match of each entry is. */
  readonly strengths: Scores;
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
 */
export class Weigher {
  readonly corpus: Corpus;
  /** A cache: words recur in meanings. */
  readonly #agreements = new Map<string, Scores>();
  /** A cache by meanings: units recur as parts, and in both readings of an ambiguous query. */
  readonly #weighed = new Map<readonly Meaning[], Omit<Weighed, 'unit' | 'weight'>>();

  constructor(corpus: Corpus) {
    this.corpus = corpus;
  }

  /**
   * Finds the entries that a unit matches; the fewer, the more it counts.
   *
   * @param within Only entries that have a score here are compared.
   */
  weigh(unit: Unit, within?: Scores): Weighed {
    let known = this.#weighed.get(unit.meanings);
    if (!known) {
      const parts = unit.parts.map((part) => this.weigh(part));
      known = { parts, strengths: this.#strengthsOf(unit, parts) };
      this.#weighed.set(unit.meanings, known);
    }
    const size = this.corpus.entries.length;
    const strengths = within ? known.strengths.among(within) : known.strengths;
    const count = unit.isName ? 1 : strengths.near(SURE, 1).length;
    return { unit, strengths, weight: rarity(count, size) * unit.share, parts: known.parts };
  }

  #strengthsOf(unit: Unit, parts: readonly Weighed[]): Scores {
    const { corpus } = this;
    const size = corpus.entries.length;
    const strengths = new Scores(size);
    for (const meaning of unit.meanings) {
      const { words, kind, weight } = meaning;
      if (kind) for (const index of corpus.kinds.get(kind) ?? []) strengths.raise(index, weight);
      const asked = words.map((word) => askedWord(corpus, word, meaning));
      const [only, second] = asked;
      if (only && !second) {
        this.#raiseByWord(strengths, weight, only);
      } else if (only) {
        const [first, ...others] = asked
          .map((word) => this.#agreementsOf(word))
          .sort((a, b) => a.entries.length - b.entries.length);
        strengths.raiseAll(weight, first as Scores, others);
      }
    }
    if (parts.length > 0) {
      const sums = new Scores(size);
      for (const { part, share } of sharesOf(parts)) sums.addAll(share, part.strengths);
      strengths.raiseAll(1, sums);
    }
    return strengths;
  }

  /** How well the best place of each entry agrees with a word. */
  #agreementsOf(word: AskedWord): Scores {
    const key = `${word.negated} ${word.otherForm} ${word.text}`;
    let best = this.#agreements.get(key);
    if (!best) {
      best = new Scores(this.corpus.entries.length);
      this.#raiseByWord(best, 1, word);
      this.#agreements.set(key, best);
    }
    return best;
  }

  /** Raises the scores of the entries whose text has a word, in any form and use. */
  #raiseByWord(scores: Scores, weight: number, word: AskedWord): void {
    for (const [text, lists] of Object.entries(this.corpus.postingsOf(word.stem))) {
      lists.forEach((places, use) => {
        if (places.length === 0) return;
        scores.raiseAt(places, weight * agreement(word, { text, use: USES[use] as Use }));
      });
    }
  }
}

/** How much the parts of a unit count for it. */
export function sharesOf(
  parts: readonly Weighed[],
): { readonly part: Weighed; readonly share: number }[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return parts.map((part) => ({ part, share: (LOOSE_PHRASE * part.weight) / total }));
}
