import { hasLongFamily } from '../codes/family-index.js';
import { findLongCodes } from '../codes/quoted.js';
import { isAnnounced } from '../codes/surroundings.js';
import { findSentence, type SentenceMatch } from '../message/sentence.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { corpusOf } from './corpus.js';
import type { Spelt } from './letters.js';
import { Query, type ReadAs } from './query.js';
import { type Ranked, rank } from './rank.js';
import type { Thesaurus } from './thesaurus.js';

/** When messages match this well, descriptions are not searched; most queries are faster without them. */
const SURE_OF_MESSAGES = 0.65;

/** How much of a query is read for codes, in characters. */
const READ_FOR_CODES = 4000;

/** What a query matches in a table. */
export interface Matches {
  /** The cleaned query. */
  readonly text: string;
  /** The query, parsed to search the messages of the table. */
  readonly query: Query;
  /** The entries whose own code is in the query. */
  readonly byCode: readonly Entry[];
  /** The entries whose own sentence is in the query. */
  readonly bySentence: readonly SentenceMatch[];
  readonly byWords: MatchesOfWords;
  /** The entries whose messages look like the query, letter by letter. */
  readonly byLetters: readonly Spelt[];
}

/** The entries that the words of a query match. */
export interface MatchesOfWords {
  readonly ranked: readonly Ranked[];
  /** The words of the query that were taken for misspellings. */
  readonly corrections: readonly ReadAs[];
}

/**
 * Compares a query with the codes and messages of a table, word by word.
 *
 * Nothing is ranked by words if any are unknown. The further steps are in `answerTo`, apart so that the program only
 * loads what a query needs.
 *
 * @param text The query, cleaned.
 * @param thesaurus What the words of the query may mean.
 */
export function matchMessages(table: Table, text: string, thesaurus: Thesaurus): Matches {
  const byCode = entriesByCode(table, text);
  const asked = plainText(text);
  // If sentences differ only in punctuation, the one quoted exactly comes first.
  const bySentence = findSentence(table, text).sort(
    (a, b) =>
      Number(plainText(b.entry.message) === asked) - Number(plainText(a.entry.message) === asked),
  );
  const query = new Query(corpusOf(table), thesaurus, text);
  const byWords = query.hasUnknownWords ? { ranked: [], corrections: [] } : matchWords(query);
  return { text, query, byCode, bySentence, byWords, byLetters: [] };
}

/** Whether a code, a sentence or the words of a message match so well that nothing else need be searched. */
export function isSure({ byCode, bySentence, byWords }: Matches): boolean {
  const isQuoted = byCode.length > 0 || bySentence.length > 0;
  return isQuoted || (byWords.ranked[0]?.score ?? 0) >= SURE_OF_MESSAGES;
}

/**
 * Ranks the entries that the words of a query match.
 *
 * @param enough See {@link rank}.
 */
export function matchWords(query: Query, enough?: number): MatchesOfWords {
  const ranked = rank(query.corpus, query.readings(), enough);
  return { ranked, corrections: query.corrections };
}

/** A text normalised in case, white space and final full stop. */
function plainText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase();
}

/**
 * The entries whose codes are in a query: as whole words in any case, or damaged. A short code may be
 * an ordinary word (US500 is a traded index), so it must be the whole query or be called a code.
 */
function entriesByCode(table: Table, text: string): Entry[] {
  const words = [...text.slice(0, READ_FOR_CODES).matchAll(/\w+(?:[.-]\w+)*/g)];
  const exact = words.flatMap(({ 0: word, index }) => {
    const entry = table.get(word) ?? table.get(word.toUpperCase());
    const counts =
      entry && (words.length === 1 || hasLongFamily(entry) || isAnnounced(text, index));
    return counts ? entry : [];
  });
  return exact.length > 0 ? exact : findLongCodes(table, text).flatMap(({ entries }) => entries);
}
