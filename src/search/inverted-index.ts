import { formatSortedLines, SortedLines } from '../text/sorted-lines.js';
import { isLight, readWords, stem, type WordCache } from './words.js';

/** How a word is used at a place. */
export interface Use {
  /** Whether "not" stands before it. */
  readonly negated: boolean;
  /** Whether it is a related word, which is not in the text itself. */
  readonly related: boolean;
}

/** The uses of a word, in the order of its lists of places. */
export const USES: readonly Use[] = [
  { negated: false, related: false },
  { negated: false, related: true },
  { negated: true, related: false },
  { negated: true, related: true },
];

/**
 * Where a word stands: a list for each of its {@link USES}, text, position, text, position … Each text is written as
 * the difference from the one before, which compresses better. Lists that are empty may be missing at the end.
 */
type WordPostings = readonly (readonly number[])[];

/** Where the words with one stem stand, by word. */
export type Postings = Readonly<Record<string, WordPostings>>;

/** Where each word of some texts stands. */
export interface InvertedIndex {
  /** The postings of a stem. */
  get(stem: string): Postings | undefined;
  /** Every word, in lower case, separated by blanks; empty if an index was written without them. */
  words(): string;
  /** The sum of the weights of each text's words. */
  weights(): readonly number[];
}

/** Where the positions of related words start: after those of any text. */
const APART = 10_000;

/**
 * Makes the inverted index of some texts.
 *
 * @param related Related words for each text, which are not in it.
 */
export function indexTexts(
  texts: readonly string[],
  related: readonly (readonly string[])[] = [],
): InvertedIndex {
  const byStem = new Map<string, Record<string, WordPostings>>();
  const words = new Map<string, { readonly lists: number[][]; readonly last: number[] }>();
  const cache: WordCache = new Map();
  const add = (index: number, text: string, isRelated: boolean): void => {
    readWords(text, cache).forEach(({ text: word, negated }, i) => {
      let known = words.get(word);
      if (!known) {
        known = { lists: [], last: [] };
        words.set(word, known);
        const key = stem(word);
        const others = byStem.get(key) ?? {};
        others[word] = known.lists;
        byStem.set(key, others);
      }
      const { lists, last } = known;
      const use = USES.findIndex((one) => one.negated === negated && one.related === isRelated);
      while (lists.length <= use) lists.push([]);
      lists[use]?.push(index - (last[use] ?? 0), isRelated ? APART + i : i);
      last[use] = index;
    });
  };
  texts.forEach((text, index) => {
    add(index, text, false);
    add(index, related[index]?.join(', ') ?? '', true);
  });
  return {
    get: (key) => byStem.get(key),
    words: () => [...words.keys()].join(' '),
    weights() {
      const weights = texts.map(() => 0);
      for (const [word, { lists }] of words) {
        const weight = weightOf(word, countPlaces(lists), texts.length);
        for (const list of lists) {
          let index = 0;
          for (let i = 0; i < list.length; i += 2) {
            index += list[i] as number;
            (weights[index] as number) += weight;
          }
        }
      }
      return weights;
    },
  };
}

/** The number of places where a word stands. */
export function countPlaces(lists: WordPostings): number {
  return lists.reduce((count, { length }) => count + length / 2, 0);
}

/** The keys of the weights and of the words; no stem begins like them. */
const WEIGHTS = '#weights';
const WORDS = '#words';

/**
 * Writes an index as sorted lines, to be read by {@link readIndex}.
 *
 * @param hasWords Whether to list every word, for corrections.
 */
export function formatIndex(index: InvertedIndex, hasWords = true): string {
  const stems = new Set(index.words().split(' ').filter(Boolean).map(stem));
  return formatSortedLines([
    [WEIGHTS, JSON.stringify(index.weights())],
    ...(hasWords ? [[WORDS, index.words()] as const] : []),
    ...[...stems].map((key) => [key, JSON.stringify(index.get(key))] as const),
  ]);
}

/** Reads an index that {@link formatIndex} wrote; postings are only parsed when they are asked for. */
export function readIndex(text: string): InvertedIndex {
  const lines = new SortedLines(text);
  const read = (key: string) => JSON.parse(lines.get(key) ?? 'null') ?? undefined;
  return {
    get: read,
    words: () => lines.get(WORDS) ?? '',
    weights: () => read(WEIGHTS),
  };
}

/**
 * The weight of something that is true of `count` of `size` texts: the inverse document frequency of BM25.
 */
export function rarity(count: number, size: number): number {
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}

/** The weight of a word that stands at `count` places of `size` texts; almost none for function words. */
export function weightOf(word: string, count: number, size: number): number {
  return rarity(count, size) * (isLight(word) ? LIGHT_SHARE : 1);
}

/** The weight of a function word relative to a content word. */
export const LIGHT_SHARE = 0.12;
