import { type Matches, rankBest } from './match.js';
import { mend } from './mend.js';

/** Matches a query again, with its unknown words replaced by the known words nearest to them. */
export function correctWords(matches: Matches): Matches {
  return { ...matches, reading: rankBest(matches.corpus, matches.text, mend) };
}
