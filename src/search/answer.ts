import { matchFragment } from '../message/fragment.js';
import type { Entry } from '../table/entry.js';
import { literalsOf, stretches } from './highlight.js';
import type { Matches } from './match.js';
import type { ReadAs } from './query.js';

/** One result of a search. */
export interface SearchHit {
  readonly entry: Entry;
  /** How well it fits: above 0, at most 1. */
  readonly score: number;
  /** The values of the placeholders, if the query is the entry's own sentence. */
  readonly params?: readonly string[];
  /**
   * The parts of the entry's message that the query matched: pairs of UTF-16 offsets, end exclusive, in order.
   * Empty if its code, its status or section, or only a description matched.
   */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** Options of a search. */
export interface SearchOptions {
  /** The maximum number of results; 10 by default. */
  readonly limit?: number;
}

/** The default limit. */
export const DEFAULT_LIMIT = 10;

/** The highest score of an entry whose sentence is not in the query. */
const BEST_WITHOUT_SENTENCE = 0.99;
/** The lowest score shown next to an entry whose own sentence was found. */
const LEAST_BESIDE_SENTENCE = 0.5;
/** Results below this score are not close matches. */
export const CLOSE = 0.4;

/** The results, and how the query was understood. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Words that were corrected: misspelt, cut off, or with digits for letters. */
  readonly corrections: readonly ReadAs[];
}

/** Puts what a query matches in order, best first. */
export function answerOf(
  { text, query, byCode, bySentence, byLetters, byWords }: Matches,
  { limit: most = DEFAULT_LIMIT }: SearchOptions = {},
): SearchAnswer {
  const limit = Math.max(0, most);
  const { entries } = query.corpus;
  const hits = new Map<Entry, SearchHit>();
  for (const entry of byCode) hits.set(entry, { entry, score: 1, matches: [] });
  for (const { entry, params } of bySentence) {
    const matches = literalsOf(entry.message);
    hits.set(entry, { entry, score: 1, ...(params.length > 0 && { params }), matches });
  }
  for (const { index, likeness } of byLetters) {
    const entry = entries[index] as Entry;
    const score = Math.min(likeness, BEST_WITHOUT_SENTENCE);
    hits.set(entry, { entry, score, matches: literalsOf(entry.message) });
  }
  // Matches of single words rank below matches of the whole text.
  const highest = byLetters.at(-1)?.likeness ?? BEST_WITHOUT_SENTENCE;
  const least = hits.size > 0 ? LEAST_BESIDE_SENTENCE : 0;
  for (const { index, score, positions } of byWords.ranked) {
    if (hits.size >= limit) break;
    const entry = entries[index] as Entry;
    if (hits.has(entry) || score < least) continue;
    const params = matchFragment(entry, text);
    const shown = Math.min(score, highest, BEST_WITHOUT_SENTENCE);
    hits.set(entry, {
      entry,
      score: shown,
      ...(params && { params }),
      // Found when asked for: only colours show them.
      get matches() {
        return stretches(entry, positions);
      },
    });
  }
  return {
    hits: [...hits.values()].slice(0, limit),
    corrections: byLetters.length > 0 ? [] : byWords.corrections,
  };
}
