import descriptionsText from '../../data/index/descriptions-chinese.tsv?raw';
import { plainBuiltinTable } from '../table/builtin.js';
import { lazy } from '../text/lazy.js';
import { isHan, simplify } from './chinese.js';
import { Corpus } from './corpus.js';
import { readIndex } from './inverted-index.js';
import { LONGEST_QUERY } from './query.js';
import { type Ranked, rank } from './rank.js';
import { wholeThesaurus } from './thesaurus-all.js';
import type { Unit } from './units.js';
import { readWords } from './words.js';

/** How people describe each problem in Chinese, from `data/descriptions-chinese.json`. */
const chineseDescriptions = lazy(
  () => new Corpus(plainBuiltinTable.entries, readIndex(descriptionsText)),
);

/**
 * Writes Chinese text as overlapping pairs of characters, so that it can be searched without knowing its words
 * (Manning et al., Introduction to Information Retrieval, 2.2.1). Other words stay.
 */
export function toPairs(text: string): string {
  return readWords(text)
    .flatMap(({ text: word }) => {
      if (!isHan(word) || word.length < 3) return word;
      return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
    })
    .join(' ');
}

/** The maximum number of pairs of a query that are searched. */
const MOST_PAIRS = 200;
/** The weight of a pair that no description has; most are the end of a word and the beginning of the next. */
const UNKNOWN_SHARE = 0.3;
/** Factor for a score, which such pairs lower. */
const OF_PAIRS = 1.2;

/**
 * Ranks the entries of the built-in table by how well their Chinese descriptions fit a query.
 *
 * @param text The query, cleaned; its first 4,000 characters are read.
 */
export function rankChinese(text: string): Ranked[] {
  const descriptions = chineseDescriptions();
  const plain = withoutFillers(simplify(text.slice(0, LONGEST_QUERY).normalize('NFKC')));
  const pairs = new Map(readWords(toPairs(plain)).map((word) => [word.text, word]));
  const units = [...pairs.values()].slice(0, MOST_PAIRS).map((word): Unit => {
    const isKnown = descriptions.has(word.text);
    return {
      meanings: isKnown ? [{ words: [word], weight: 1 }] : [],
      parts: [],
      most: 1,
      share: isKnown ? 1 : UNKNOWN_SHARE,
      informative: true,
    };
  });
  return rank(descriptions, [units]).map((one) => ({
    ...one,
    score: one.score * OF_PAIRS,
  }));
}

/** Leaves out what people say around any question; single characters are parts of words too often. */
function withoutFillers(text: string): string {
  const fillers = [...wholeThesaurus().fillers].filter(({ length }) => length > 1);
  const longestFirst = fillers.sort((a, b) => b.length - a.length);
  return text.replace(new RegExp(longestFirst.join('|'), 'g'), ' ');
}
