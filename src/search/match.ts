import { hasLongFamily } from '../codes/family-index.js';
import { findLongCodes } from '../codes/quoted.js';
import { isAnnounced } from '../codes/surroundings.js';
import { findSentence, type SentenceMatch } from '../message/sentence.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { isAscii } from '../text/ascii.js';
import { cleanText } from './clean.js';
import { type Corpus, corpusOf } from './corpus.js';
import type { Spelt } from './letters.js';
import { type Mend, type ReadQuery, readQuery } from './query.js';
import { type Ranked, rank } from './rank.js';
import { builtinThesaurus } from './thesaurus.js';
import { Weigher } from './weigh.js';

/** When messages match this well, descriptions are not searched; most queries are faster without them. */
const SURE_OF_MESSAGES = 0.65;

/** How much of a query is read for codes, in characters. */
const READ_FOR_CODES = 4000;

/** What a query matches in a table. */
export interface Matches {
  /** The cleaned query. */
  readonly text: string;
  /** The messages of the table. */
  readonly corpus: Corpus;
  /** The entries whose own code is in the query. */
  readonly byCode: readonly Entry[];
  /** The entries whose own sentence is in the query. */
  readonly bySentence: readonly SentenceMatch[];
  readonly reading: RankedReading;
  /** The entries whose messages look like the query, letter by letter. */
  readonly byLetters: readonly Spelt[];
}

/** A reading of a query, and the entries that it ranks. */
export interface RankedReading extends Omit<ReadQuery, 'readings'> {
  readonly ranked: readonly Ranked[];
}

/**
 * Compares a query with the codes and messages of a table, word by word.
 *
 * Two further steps may be needed: `correctWords` if there are unknown words, without which nothing is ranked
 * by words, and then `broaden` unless the result {@link isSure}. They are apart so that the program only loads
 * what a query needs.
 */
export function matchMessages(table: Table, query: string): Matches {
  const text = cleanText(query);
  const byCode = entriesByCode(table, text);
  const asked = plainText(text);
  // If sentences differ only in punctuation, the one quoted exactly comes first.
  const bySentence = findSentence(table, text).sort(
    (a, b) =>
      Number(plainText(b.entry.message) === asked) - Number(plainText(a.entry.message) === asked),
  );
  const corpus = corpusOf(table);
  return { text, corpus, byCode, bySentence, reading: rankBest(corpus, text), byLetters: [] };
}

/** Whether a code, a sentence or the words of a message match so well that nothing else need be searched. */
export function isSure({ byCode, bySentence, reading }: Matches): boolean {
  const isQuoted = byCode.length > 0 || bySentence.length > 0;
  return isQuoted || (reading.ranked[0]?.score ?? 0) >= SURE_OF_MESSAGES;
}

/**
 * Ranks the entries of a corpus by the reading of a text whose best match is better: that is the one meant.
 *
 * @param mend Corrects unknown words; without it, a text that has any ranks nothing.
 * @param enough See {@link rank}.
 */
export function rankBest(
  corpus: Corpus,
  text: string,
  mend?: Mend,
  enough?: number,
): RankedReading {
  const thesaurus = builtinThesaurus(!isAscii(text));
  const { readings, ...understood } = readQuery(corpus, thesaurus, text, mend);
  if (understood.hasUnknownWords && !mend) return { ...understood, ranked: [] };
  const weigher = new Weigher(corpus);
  const [ranked = []] = readings
    .map((units) => rank(weigher, units, enough))
    .sort(([a], [b]) => (b?.score ?? 0) - (a?.score ?? 0));
  return { ...understood, ranked };
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
