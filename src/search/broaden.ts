import { plainBuiltinTable } from '../table/builtin.js';
import type { Entry } from '../table/entry.js';
import { builtinDescriptions } from './descriptions.js';
import { type Matches, matchWords } from './match.js';
import { type Mend, Query } from './query.js';
import type { Ranked } from './rank.js';

/** The shares of an entry's description and of its message in its score, and the lowest score that counts. */
const DESCRIPTION_SHARE = 0.7;
const MESSAGE_SHARE = 0.3;
const LEAST_DESCRIBED = 0.35;
/** How much evidence a description must give: its words are everyday words. */
const SIGNS_OF_DESCRIPTION = 3;

/**
 * Adds what descriptions match to what messages match; the better of the two scores counts.
 *
 * @param inChinese What Chinese descriptions match; for a query without Chinese, nothing.
 * @param mend Corrects unknown words; without it, they stay.
 */
export function broaden(matches: Matches, inChinese: readonly Ranked[], mend?: Mend): Matches {
  const { query, byWords, text } = matches;
  const { corpus } = query;
  const { entries } = plainBuiltinTable;
  const asked = new Query(builtinDescriptions(), query.thesaurus, text);
  if (mend && asked.hasUnknownWords) asked.correct(mend);
  const described = matchWords(asked, SIGNS_OF_DESCRIPTION);
  const indexes = new Map(corpus.entries.map(({ code }, index) => [code, index]));
  const byMessage = new Map(byWords.ranked.map((one) => [one.index, one]));
  const merged = new Map(byMessage);
  for (const { index: at, score: fits } of [...described.ranked, ...inChinese]) {
    const { code, message } = entries[at] as Entry;
    const index = indexes.get(code);
    // A code that a user's table gives another message describes another problem.
    if (index === undefined || corpus.entries[index]?.message !== message) continue;
    const known = byMessage.get(index);
    const score = DESCRIPTION_SHARE * fits + MESSAGE_SHARE * (known?.score ?? 0);
    if (score < (merged.get(index)?.score ?? LEAST_DESCRIBED)) continue;
    merged.set(index, { index, score, positions: known?.positions ?? [] });
  }
  const ranked = [...merged.values()].sort((a, b) => b.score - a.score || a.index - b.index);
  // The words are corrected as whoever found the best entry read them.
  const isBest = ranked[0]?.index !== byWords.ranked[0]?.index;
  const { corrections } = isBest ? described : byWords;
  return { ...matches, byWords: { ranked, corrections } };
}
