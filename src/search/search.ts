import { hasLongFamily } from '../codes/family-index.js';
import { findLongCodes } from '../codes/quoted.js';
import { isAnnounced } from '../codes/surroundings.js';
import { matchFragment } from '../message/fragment.js';
import { findSentence } from '../message/sentence.js';
import { parseTemplate } from '../message/template.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOptions, checkText, wrong } from '../text/check.js';
import { cleanText } from './clean.js';
import { corpusOf, textOf } from './corpus.js';
import { findByLetters } from './letters.js';
import { type ReadAs, readQuery } from './query.js';
import { rank } from './rank.js';
import { builtinThesaurus } from './thesaurus.js';
import { isAscii, isLight, placeWords, type Word } from './words.js';

/** One result of a search. */
export interface SearchHit {
  readonly entry: Entry;
  /** How well it fits: above 0, at most 1. */
  readonly score: number;
  /** The values of the placeholders, if the query is the entry's own sentence. */
  readonly params?: readonly string[];
  /** The parts of the entry's message that the query matched: pairs of UTF-16 offsets, end exclusive, in order. */
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

/** When no match by words reaches this score, letters are compared as well. */
const SURE_ENOUGH = 0.7;

/** The results, and how the query was understood. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Words that were corrected: misspelt, cut off, or with digits for letters. */
  readonly corrections: readonly ReadAs[];
}

/**
 * Finds the entries that a query is about.
 *
 * The query may be words in any order, misspelt or unfinished, everyday words for what a message
 * says, the name or HTTP number of a status, a section, a program's identifier, Chinese terms, or any
 * text that holds an entry's code or its sentence, filled in and as damaged as text recognition and
 * copying leave it.
 *
 * @param table The entries to search.
 * @param query Any text; its first 4,000 characters are read as words, its first 100,000 for codes,
 *   all of it for sentences.
 * @param options How many results are wanted.
 * @returns The results, best first and in the table's order where equal, ending where relevance
 *   ends; empty for a query that nothing fits. Entries whose own code or sentence was found come
 *   first, with score 1; below 0.4 nothing fits closely.
 */
export function search(table: Table, query: string, options: SearchOptions = {}): SearchHit[] {
  checkTable(table);
  checkText('query', query);
  checkOptions('options', options);
  checkLimit(options.limit);
  return [...answerQuery(table, query, options).hits];
}

function checkLimit(limit: unknown): void {
  if (limit === undefined || (typeof limit === 'number' && !Number.isNaN(limit))) return;
  throw wrong('limit', 'a number', limit);
}

/**
 * Like {@link search}, but also says how the query was understood.
 */
export function answerQuery(
  table: Table,
  query: string,
  options: SearchOptions = {},
): SearchAnswer {
  const limit = Math.max(0, options.limit ?? DEFAULT_LIMIT);
  const text = cleanText(query);
  const hits = new Map<Entry, SearchHit>();
  for (const entry of entriesByCode(table, text)) hits.set(entry, { entry, score: 1, matches: [] });
  const asked = plainText(text);
  // If sentences differ only in punctuation, the one quoted exactly comes first.
  const sentences = findSentence(table, text).sort(
    (a, b) =>
      Number(plainText(b.entry.message) === asked) - Number(plainText(a.entry.message) === asked),
  );
  for (const { entry, params } of sentences) {
    const matches = literalsOf(entry.message);
    hits.set(entry, { entry, score: 1, ...(params.length > 0 && { params }), matches });
  }
  const corpus = corpusOf(table);
  const { readings, corrections, isDamaged } = readQuery(
    corpus,
    builtinThesaurus(!isAscii(text)),
    text,
  );
  // The reading with the better best match is the one that was meant.
  const [ranked = []] = readings
    .map((units) => rank(corpus, units))
    .sort(([a], [b]) => (b?.score ?? 0) - (a?.score ?? 0));
  const best = ranked[0]?.score ?? 0;
  const isSure = hits.size > 0 || !isDamaged || best >= SURE_ENOUGH;
  const spelt = isSure ? [] : findByLetters(corpus, text).filter(({ likeness }) => likeness > best);
  for (const { index, likeness } of spelt) {
    const entry = corpus.entries[index] as Entry;
    const score = Math.min(likeness, BEST_WITHOUT_SENTENCE);
    hits.set(entry, { entry, score, matches: literalsOf(entry.message) });
  }
  // Matches of single words rank below matches of the whole text.
  const most = spelt.at(-1)?.likeness ?? BEST_WITHOUT_SENTENCE;
  const least = hits.size > 0 ? LEAST_BESIDE_SENTENCE : 0;
  for (const { index, score, positions } of ranked) {
    if (hits.size >= limit) break;
    const entry = corpus.entries[index] as Entry;
    if (hits.has(entry) || score < least) continue;
    const words = corpus.words[index] as readonly Word[];
    const matches = stretches(entry, words, positions);
    const params = matchFragment(entry, text);
    const shown = Math.min(score, most, BEST_WITHOUT_SENTENCE);
    hits.set(entry, { entry, score: shown, ...(params && { params }), matches });
  }
  return {
    hits: [...hits.values()].slice(0, limit),
    corrections: spelt.length > 0 ? [] : corrections,
  };
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

/** The ranges of a message's literal text, without its placeholders. */
function literalsOf(message: string): [number, number][] {
  const matches: [number, number][] = [];
  let start = 0;
  for (const literal of parseTemplate(message).literals) {
    const text = literal.trim();
    if (text !== '') {
      const at = start + literal.indexOf(text);
      matches.push([at, at + text.length]);
    }
    start += literal.length + 2;
  }
  return matches;
}

/**
 * The ranges of some words of a message; adjacent words share one range. Function words are left out
 * unless they join two others.
 */
function stretches(
  entry: Entry,
  words: readonly Word[],
  positions: readonly number[],
): [number, number][] {
  const { message } = entry;
  const places = placeWords(textOf(entry));
  const telling = positions.filter(
    (position, i) =>
      !isLight((words[position] as Word).text) ||
      (positions[i - 1] === position - 1 && positions[i + 1] === position + 1),
  );
  const matches: [number, number][] = [];
  for (const position of telling) {
    const [start, end] = places[position] as [number, number];
    const last = matches.at(-1);
    if (last && message.slice(last[1], start).trim() === '') last[1] = end;
    else matches.push([start, end]);
  }
  return matches;
}
