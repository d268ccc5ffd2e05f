import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { isAscii } from '../text/ascii.js';
import { checkOptions, checkText, wrong } from '../text/check.js';
import { hasHan } from '../text/chinese.js';
import { answerOf, type SearchAnswer, type SearchHit, type SearchOptions } from './answer.js';
import { broaden } from './broaden.js';
import { rankChinese } from './chinese-descriptions.js';
import { cleanText } from './clean.js';
import { compareLetters, correctWords, mend } from './correct.js';
import { isSure, matchMessages } from './match.js';
import { wholeThesaurus } from './thesaurus-all.js';
import { englishThesaurus } from './thesaurus-english.js';

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
  // In an answer, `matches` is a getter; users get a value.
  return answerTo(table, query, options).hits.map((hit) => ({ ...hit }));
}

/** Like {@link search}; also says how the query was understood. The command does the same, step by step. */
export function answerTo(table: Table, query: string, options: SearchOptions = {}): SearchAnswer {
  const text = cleanText(query);
  const thesaurus = isAscii(text) ? englishThesaurus() : wholeThesaurus();
  let matches = matchMessages(table, text, thesaurus);
  const { hasUnknownWords } = matches.query;
  if (hasUnknownWords) matches = correctWords(matches);
  if (!isSure(matches)) {
    const inChinese = hasHan(text) ? rankChinese(text) : [];
    matches = broaden(matches, inChinese, hasUnknownWords ? mend : undefined);
    if (hasUnknownWords) matches = compareLetters(matches);
  }
  return answerOf(matches, options);
}

function checkLimit(limit: unknown): void {
  if (limit === undefined || (typeof limit === 'number' && !Number.isNaN(limit))) return;
  throw wrong('limit', 'a number', limit);
}
