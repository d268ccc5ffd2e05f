import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOptions, checkText, wrong } from '../text/check.js';
import { answerOf, type SearchAnswer, type SearchHit, type SearchOptions } from './answer.js';
import { broaden } from './broaden.js';
import { hasHan } from './chinese.js';
import { rankChinese } from './chinese-descriptions.js';
import { correctWords } from './correct.js';
import { isSure, matchMessages } from './match.js';

/**
 * Finds the entries that a query is about.
 *
 * The query may be words in any order, misspelt or unfinished, everyday words for what a message
 * says, a description of the problem (for messages of the built-in table), the name or HTTP number of a
 * status, a section, a program's identifier, Chinese terms, or any text that holds an entry's code or its
 * sentence, filled in and as damaged as text recognition and copying leave it.
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
  return [...answerTo(table, query, options).hits];
}

/** Like {@link search}; also says how the query was understood. The command does the same, step by step. */
export function answerTo(table: Table, query: string, options: SearchOptions = {}): SearchAnswer {
  let matches = matchMessages(table, query);
  if (matches.reading.hasUnknownWords) matches = correctWords(matches);
  if (!isSure(matches)) matches = broaden(matches, hasHan(query) ? rankChinese(matches.text) : []);
  return answerOf(matches, options);
}

function checkLimit(limit: unknown): void {
  if (limit === undefined || (typeof limit === 'number' && !Number.isNaN(limit))) return;
  throw wrong('limit', 'a number', limit);
}
