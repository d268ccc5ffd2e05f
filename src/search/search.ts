import { matchFragment } from '../message/fragment.js';
import { findSentence } from '../message/sentence.js';
import { parseTemplate } from '../message/template.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { corpusOf, hidePlaceholders } from './corpus.js';
import { readQuery } from './query.js';
import { rank } from './rank.js';
import { builtinThesaurus } from './thesaurus.js';
import { isAscii, isLight, placeWords, type Word } from './words.js';

/** One result of a search. */
export interface SearchHit {
  readonly entry: Entry;
  /** How well it fits: above 0, at most 1. */
  readonly score: number;
  /** The placeholders' values, where the query is the entry's own sentence, filled. */
  readonly params?: readonly string[];
  /** The parts of the entry's message that the query matched: pairs of UTF-16 offsets, end exclusive, in order. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** How to search. */
export interface SearchOptions {
  /** At most so many results; 10 unless given. */
  readonly limit?: number;
}

/** How many results a search gives unless told otherwise. */
export const DEFAULT_LIMIT = 10;

/** The best that an entry can do whose sentence the query does not hold. */
const BEST_WITHOUT_SENTENCE = 0.99;
/** What another entry must score to be shown beside one whose own sentence was found. */
const LEAST_BESIDE_SENTENCE = 0.5;
/** How much of a query is read for codes, in characters. */
const READ_FOR_CODES = 4000;

/**
 * Finds the entries that a query is about.
 *
 * The query may be words in any order, misspelt or unfinished, everyday words for what a message
 * says, the name or HTTP number of a status, a section, Chinese terms, or any text that holds an
 * entry's code, or its sentence with the placeholders filled.
 *
 * @param table The entries to search.
 * @param query Any text; only its first 4,000 characters are read as words, all of it for sentences.
 * @param options How many results are wanted.
 * @returns The results, best first and in the table's order where equal, ending where relevance
 *   ends; empty for a query that nothing fits. Entries whose own code or sentence was found come
 *   first, with score 1.
 */
export function search(table: Table, query: string, options: SearchOptions = {}): SearchHit[] {
  const limit = Math.max(0, options.limit ?? DEFAULT_LIMIT);
  const hits = new Map<Entry, SearchHit>();
  for (const entry of entriesByCode(table, query))
    hits.set(entry, { entry, score: 1, matches: [] });
  const asked = plainText(query);
  // Of sentences that differ in punctuation alone, the one quoted to the letter comes first.
  const sentences = findSentence(table, query).sort(
    (a, b) =>
      Number(plainText(b.entry.message) === asked) - Number(plainText(a.entry.message) === asked),
  );
  for (const { entry, params } of sentences) {
    const matches = literalsOf(entry.message);
    hits.set(entry, { entry, score: 1, ...(params.length > 0 && { params }), matches });
  }
  const corpus = corpusOf(table);
  const least = hits.size > 0 ? LEAST_BESIDE_SENTENCE : 0;
  const units = readQuery(corpus, builtinThesaurus(!isAscii(query)), query);
  for (const { index, score, positions } of rank(corpus, units)) {
    if (hits.size >= limit) break;
    const entry = corpus.entries[index] as Entry;
    if (hits.has(entry) || score < least) continue;
    const words = corpus.words[index] as readonly Word[];
    const matches = stretches(entry.message, words, positions);
    const params = matchFragment(entry, query);
    hits.set(entry, {
      entry,
      score: Math.min(score, BEST_WITHOUT_SENTENCE),
      ...(params && { params }),
      matches,
    });
  }
  return [...hits.values()].slice(0, limit);
}

/** A text without regard to case, white space and a last full stop. */
function plainText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase();
}

/** The entries whose codes stand in a query as whole words, in any case. */
function entriesByCode(table: Table, query: string): Entry[] {
  const words = query.slice(0, READ_FOR_CODES).match(/\w+(?:[.-]\w+)*/g) ?? [];
  return words.flatMap((word) => table.get(word) ?? table.get(word.toUpperCase()) ?? []);
}

/** Where a message's own text stands, its placeholders left out. */
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
 * Where some words of a message stand, words with only blanks between them as one stretch. A word
 * that carries only grammar is left out where it does not join two others.
 */
function stretches(
  message: string,
  words: readonly Word[],
  positions: readonly number[],
): [number, number][] {
  const places = placeWords(hidePlaceholders(message));
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
