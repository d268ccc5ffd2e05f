import { findByLetters } from './letters.js';
import { type Matches, matchWords } from './match.js';
import { mend } from './mend.js';

export { mend };

/** When no match by words reaches this score, letters are compared as well. */
const SURE_ENOUGH = 0.7;

/** Matches the words of a query, the unknown ones replaced by the known words nearest to them. */
export function correctWords(matches: Matches): Matches {
  const { query } = matches;
  query.correct(mend);
  return { ...matches, byWords: matchWords(query) };
}

/** Adds messages that a damaged query resembles letter by letter, unless words match as well. */
export function compareLetters(matches: Matches): Matches {
  const { query, text, byWords } = matches;
  const best = byWords.ranked[0]?.score ?? 0;
  if (!query.isDamaged || best >= SURE_ENOUGH) return matches;
  const found = findByLetters(query.corpus, text);
  return { ...matches, byLetters: found.filter(({ likeness }) => likeness > best) };
}
