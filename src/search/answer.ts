import { hasLongFamily } from '../codes/family-index.js';
import { findLongCodes } from '../codes/quoted.js';
import { isAnnounced } from '../codes/surroundings.js';
import { matchFragment } from '../message/fragment.js';
import { findSentence } from '../message/sentence.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { cleanText } from './clean.js';
import { type Corpus, corpusOf } from './corpus.js';
import { findByLetters } from './letters.js';
import { literalsOf, stretches } from './matches.js';
import { type ReadAs, type ReadQuery, readQuery } from './query.js';
import { type Ranked, rank } from './rank.js';
import { builtinThesaurus } from './thesaurus.js';
import { isAscii, type Word } from './words.js';

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
/** How much of a query is read for codes, in characters. */
const READ_FOR_CODES = 4000;

/** Results below this score are not close matches. */
export const CLOSE = 0.4;

/**
 * When no message reaches this score, descriptions are searched as well. That takes twice the time, so most
 * queries should do without.
 */
const SURE_OF_MESSAGES = 0.6;

/** When no match by words reaches this score, letters are compared as well. */
const SURE_ENOUGH = 0.7;

/** Factor for the score of an entry whose description matches, and the lowest such score that counts. */
const DESCRIBED = 0.8;
const LEAST_DESCRIBED = 0.35;
/** How much evidence a description must give: its words are everyday words. */
const SIGNS_OF_DESCRIPTION = 3;

/** The results, and how the query was understood. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Words that were corrected: misspelt, cut off, or with digits for letters. */
  readonly corrections: readonly ReadAs[];
}

/** How a query matches the codes and messages of a table. */
export interface MessageMatches {
  /** The cleaned query. */
  readonly text: string;
  readonly corpus: Corpus;
  /** The entries whose own code or sentence is in the query. */
  readonly quoted: readonly SearchHit[];
  readonly reading: RankedReading;
  /** Whether they match so well that descriptions need not be searched. */
  readonly isSure: boolean;
}

/** The first step of a search: compares a query with the codes and messages of a table. */
export function matchMessages(table: Table, query: string): MessageMatches {
  const text = cleanText(query);
  const quoted = new Map<Entry, SearchHit>();
  for (const entry of entriesByCode(table, text)) {
    quoted.set(entry, { entry, score: 1, matches: [] });
  }
  const asked = plainText(text);
  // If sentences differ only in punctuation, the one quoted exactly comes first.
  const sentences = findSentence(table, text).sort(
    (a, b) =>
      Number(plainText(b.entry.message) === asked) - Number(plainText(a.entry.message) === asked),
  );
  for (const { entry, params } of sentences) {
    const matches = literalsOf(entry.message);
    quoted.set(entry, { entry, score: 1, ...(params.length > 0 && { params }), matches });
  }
  const corpus = corpusOf(table);
  const reading = rankBest(corpus, text);
  const isSure = quoted.size > 0 || (reading.ranked[0]?.score ?? 0) >= SURE_OF_MESSAGES;
  return { text, corpus, quoted: [...quoted.values()], reading, isSure };
}

/**
 * The second step: adds what descriptions match if messages do not match well, and then what looks like the
 * query letter by letter.
 *
 * @param descriptions Returns the descriptions of the messages. It is a parameter so that the program only
 *   loads them if it needs them.
 */
export function completeAnswer(
  { text, corpus, quoted, reading, isSure }: MessageMatches,
  descriptions: () => Corpus | undefined,
  { limit: most = DEFAULT_LIMIT }: SearchOptions = {},
): SearchAnswer {
  const limit = Math.max(0, most);
  const described = isSure ? undefined : descriptions();
  const { ranked, corrections, isDamaged } = described
    ? withDescribed(reading, rankBest(described, text, SIGNS_OF_DESCRIPTION))
    : reading;
  const hits = new Map(quoted.map((hit) => [hit.entry, hit]));
  const best = ranked[0]?.score ?? 0;
  const isFound = hits.size > 0 || !isDamaged || best >= SURE_ENOUGH;
  const spelt = isFound
    ? []
    : findByLetters(corpus, text).filter(({ likeness }) => likeness > best);
  for (const { index, likeness } of spelt) {
    const entry = corpus.entries[index] as Entry;
    const score = Math.min(likeness, BEST_WITHOUT_SENTENCE);
    hits.set(entry, { entry, score, matches: literalsOf(entry.message) });
  }
  // Matches of single words rank below matches of the whole text.
  const highest = spelt.at(-1)?.likeness ?? BEST_WITHOUT_SENTENCE;
  const least = hits.size > 0 ? LEAST_BESIDE_SENTENCE : 0;
  for (const { index, score, positions } of ranked) {
    if (hits.size >= limit) break;
    const entry = corpus.entries[index] as Entry;
    if (hits.has(entry) || score < least) continue;
    const words = corpus.words[index] as readonly Word[];
    const matches = stretches(entry, words, positions);
    const params = matchFragment(entry, text);
    const shown = Math.min(score, highest, BEST_WITHOUT_SENTENCE);
    hits.set(entry, { entry, score: shown, ...(params && { params }), matches });
  }
  return {
    hits: [...hits.values()].slice(0, limit),
    corrections: spelt.length > 0 ? [] : corrections,
  };
}

/** A reading of a query, and the entries that it ranks. */
interface RankedReading extends Omit<ReadQuery, 'readings'> {
  readonly ranked: readonly Ranked[];
}

/** Ranks the entries of a corpus by the reading of a text whose best match is better: that is the one meant. */
function rankBest(corpus: Corpus, text: string, enough?: number): RankedReading {
  const { readings, ...understood } = readQuery(corpus, builtinThesaurus(!isAscii(text)), text);
  const [ranked = []] = readings
    .map((units) => rank(corpus, units, enough))
    .sort(([a], [b]) => (b?.score ?? 0) - (a?.score ?? 0));
  return { ...understood, ranked };
}

/** Adds what descriptions match to what messages match; the better score of an entry counts. */
function withDescribed(reading: RankedReading, described: RankedReading): RankedReading {
  const merged = new Map(reading.ranked.map((one) => [one.index, one]));
  for (const one of described.ranked) {
    const own = merged.get(one.index);
    const score = one.score * DESCRIBED;
    if (score < (own?.score ?? LEAST_DESCRIBED)) continue;
    merged.set(one.index, { ...one, score, positions: own?.positions ?? [] });
  }
  const ranked = [...merged.values()].sort((a, b) => b.score - a.score || a.index - b.index);
  // The words are corrected as whoever found the best entry read them.
  const isBest = ranked[0]?.index !== reading.ranked[0]?.index;
  return { ...reading, ranked, corrections: (isBest ? described : reading).corrections };
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
