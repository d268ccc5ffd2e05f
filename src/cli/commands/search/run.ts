import { grouped } from '../../../render/numbers.js';
import { renderHits, renderTabbedHits } from '../../../render/search.js';
import type { SearchAnswer } from '../../../search/answer.js';
import type { Matches } from '../../../search/match.js';
import type { Table } from '../../../table/table.js';
import { isAscii } from '../../../text/ascii.js';
import { hasHan, isPlainChinese } from '../../../text/chinese.js';
import { unicodePattern } from '../../../text/unicode.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { readQuery } from '../../io/read-all.js';
import { claimStdin } from '../../io/stdin.js';
import type { SearchOutput } from '../../json-outputs.js';
import { mention } from '../../messages.js';

export interface SearchCommandOptions {
  readonly limit?: number;
}

/** The number of results on a terminal, so that the best one stays on the screen. */
const LIMIT_ON_TERMINAL = 5;

/** Searches codes by message and prints them, best first. */
export async function runSearch(
  context: Context,
  words: readonly string[],
  options: SearchCommandOptions = {},
): Promise<number> {
  const only = words.length === 1 && words[0] === '-';
  if (only) claimStdin(context.io.stdin, 'input');
  const query = only ? await readQuery(context.io.stdin) : words.join(' ');
  if (query.trim() === '') throw new UsageError('nothing to search for: the query is empty');
  const { answerOf, CLOSE, DEFAULT_LIMIT } = await import('../../../search/answer.js');
  const { LONGEST_QUERY } = await import('../../../search/query.js');
  const table = await context.table();
  const { json } = context.options;
  const isTerminal = context.io.stdout.isTTY && !json;
  const limit = options.limit ?? (isTerminal ? LIMIT_ON_TERMINAL : DEFAULT_LIMIT);
  const matches = await findMatches(table, query);
  // Ask for one more, to know whether there are more.
  const answer = answerOf(matches, { limit: limit + 1 });
  const hits = answer.hits.slice(0, limit);

  if (json) {
    await context.printJson<SearchOutput>(
      hits.map(({ entry, score, params }) => ({ ...entry, score, ...(params ? { params } : {}) })),
    );
  } else if (hits.length > 0) {
    const screen = await context.screen();
    await context.print(
      screen.columns === undefined ? renderTabbedHits(screen, hits) : renderHits(screen, hits),
    );
  }
  if (isTerminal && options.limit === undefined && answer.hits.length > limit) {
    await context.warn(`showing the best ${limit}; for more: --limit ${4 * limit}`);
  }
  const [best] = hits;
  const shown = mention(query);
  if (!best) {
    const { fileHint } = await import('../../hints.js');
    const hint = (await asFamily(table, query)) || fileHint(query) || '; try fewer or other words';
    await context.warn(`nothing found for ${shown}${hint}`);
  } else if (best.score < CLOSE && !json) {
    const hint = await asFamily(table, query);
    await context.warn(`no close match for ${shown}; showing the nearest${hint}`);
  } else if (best.score < 1 && !json) {
    const hint = await asFamily(table, query);
    if (hint) await context.warn(`searched for ${shown} as a word${hint}`);
  }
  // A message is recognised anywhere, a word only here.
  if (query.length > LONGEST_QUERY && !json && (!best || best.score < 1)) {
    const length = grouped(LONGEST_QUERY);
    await context.warn(`only the first ${length} characters were searched for words`);
  }
  await comment(context, query, answer, best !== undefined && best.score >= CLOSE);
  return best ? EXIT.found : EXIT.nothing;
}

/**
 * Finds what a query matches. These are the steps of `answerTo` in `search/search.ts`; what few queries need, above
 * all fuse.js and descriptions, is only loaded for those.
 */
async function findMatches(table: Table, query: string): Promise<Matches> {
  const { cleanText } = await import('../../../search/clean.js');
  const { isSure, matchMessages } = await import('../../../search/match.js');
  const { englishThesaurus } = await import('../../../search/thesaurus-english.js');
  const text = cleanText(query);
  const thesaurus = isAscii(text)
    ? englishThesaurus()
    : (await import('../../../search/thesaurus-all.js')).wholeThesaurus();
  let matches = matchMessages(table, text, thesaurus);
  const corrector = matches.query.hasUnknownWords && (await import('../../../search/correct.js'));
  if (corrector) matches = corrector.correctWords(matches);
  if (isSure(matches)) return matches;
  const { broaden } = await import('../../../search/broaden.js');
  const chinese = hasHan(text) && (await import('../../../search/chinese-descriptions.js'));
  const inChinese = chinese ? chinese.rankChinese(text) : [];
  matches = broaden(matches, inChinese, corrector ? corrector.mend : undefined);
  return corrector ? corrector.compareLetters(matches) : matches;
}

/** A hint for a query that is the beginning of codes. */
async function asFamily(table: Table, query: string): Promise<string> {
  // Only a single word can be one: most starts need not load the hints.
  if (/\s/.test(query.trim())) return '';
  const { familyHint } = await import('../../hints.js');
  return familyHint(table, query);
}

/** Prints how the query was corrected, and which languages search understands. */
async function comment(
  context: Context,
  query: string,
  { corrections }: SearchAnswer,
  isClose: boolean,
): Promise<void> {
  if (corrections.length > 0 && !context.options.json) {
    const readings = corrections.map(
      ({ typed, read }) => `'${visible(typed)}' as '${visible(read)}'`,
    );
    await context.warn(`read ${readings.join(', ')}`);
  }
  if (!isClose && !isPlainChinese(query) && otherScript().test(query)) {
    await context.warn('search only understands English and Chinese');
  }
}

/** A letter of a script that no message or search term uses. */
const otherScript = unicodePattern('(?!\\p{Script=Latin}|\\p{Script=Han})\\p{L}');
