import { plainBuiltinTable } from '../table/builtin.js';
import type { Entry } from '../table/entry.js';
import { builtinDescriptions } from './descriptions.js';
import { findByLetters } from './letters.js';
import { type Matches, type RankedReading, rankBest } from './match.js';
import { mend } from './mend.js';
import type { Ranked } from './rank.js';

/** The shares of an entry's description and of its message in its score, and the lowest score that counts. */
const DESCRIPTION_SHARE = 0.7;
const MESSAGE_SHARE = 0.3;
const LEAST_DESCRIBED = 0.35;
/** How much evidence a description must give: its words are everyday words. */
const SIGNS_OF_DESCRIPTION = 3;

/** When no match by words reaches this score, letters are compared as well. */
const SURE_ENOUGH = 0.7;

/**
 * Adds what descriptions match, and then what looks like a damaged query letter by letter.
 *
 * @param inChinese What Chinese descriptions match; for a query without Chinese, nothing.
 */
export function broaden(matches: Matches, inChinese: readonly Ranked[]): Matches {
  const { corpus, text } = matches;
  const reading = withDescribed(matches, inChinese);
  const best = reading.ranked[0]?.score ?? 0;
  const byLetters =
    reading.isDamaged && best < SURE_ENOUGH
      ? findByLetters(corpus, text).filter(({ likeness }) => likeness > best)
      : [];
  return { ...matches, reading, byLetters };
}

/** Adds what descriptions match to what messages match; the better of the two scores counts. */
function withDescribed(
  { corpus, reading, text }: Matches,
  inChinese: readonly Ranked[],
): RankedReading {
  const { entries } = plainBuiltinTable;
  const described = rankBest(builtinDescriptions(), text, mend, SIGNS_OF_DESCRIPTION);
  const indexes = new Map(corpus.entries.map(({ code }, index) => [code, index]));
  const byMessage = new Map(reading.ranked.map((one) => [one.index, one]));
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
  const isBest = ranked[0]?.index !== reading.ranked[0]?.index;
  return { ...reading, ranked, corrections: (isBest ? described : reading).corrections };
}
