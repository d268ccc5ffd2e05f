import { formatSortedLines, SortedLines } from '../text/sorted-lines.js';
import { isLight, readWords, stem, type WordCache } from './words.js';

/**
 * Where the words with one stem stand: by word, text, position, text, position … Each text is written as the
 * difference from the one before, which compresses better, and the position p of a negated word as ~p.
 */
export type Postings = Readonly<Record<string, readonly number[]>>;

/** Where each word of some texts stands. */
export interface InvertedIndex {
  /** The postings of a stem. */
  get(stem: string): Postings | undefined;
  /** Every word, in lower case, separated by blanks. */
  words(): string;
  /** The sum of the weights of each text's words. */
  weights(): readonly number[];
}

/** Where the positions of related words start; see {@link indexTexts}. */
export const APART = 10_000;

/**
 * Makes the inverted index of some texts.
 *
 * @param related Related words for each text, which are not in it. Their positions start at {@link APART}.
 */
export function indexTexts(
  texts: readonly string[],
  related: readonly (readonly string[])[] = [],
): InvertedIndex {
  const byStem = new Map<string, Record<string, number[]>>();
  const places = new Map<string, number[]>();
  const last = new Map<string, number>();
  const cache: WordCache = new Map();
  const add = (index: number, text: string, start: number): void => {
    readWords(text, cache).forEach(({ text: word, negated }, i) => {
      let list = places.get(word);
      if (!list) {
        list = [];
        places.set(word, list);
        const key = stem(word);
        const others = byStem.get(key) ?? {};
        others[word] = list;
        byStem.set(key, others);
      }
      list.push(index - (last.get(word) ?? 0), negated ? ~(start + i) : start + i);
      last.set(word, index);
    });
  };
  texts.forEach((text, index) => {
    add(index, text, 0);
    add(index, related[index]?.join(', ') ?? '', APART);
  });
  return {
    get: (key) => byStem.get(key),
    words: () => [...places.keys()].join(' '),
    weights() {
      const weights = texts.map(() => 0);
      for (const [word, list] of places) {
        const weight = weightOf(word, list.length / 2, texts.length);
        let index = 0;
        for (let i = 0; i < list.length; i += 2) {
          index += list[i] as number;
          (weights[index] as number) += weight;
        }
      }
      return weights;
    },
  };
}

/** The key of the weights; no stem begins like it. */
const WEIGHTS = '#weights';

/** Writes an index as sorted lines, to be read by {@link readIndex}. */
export function formatIndex(index: InvertedIndex): string {
  const stems = new Set(index.words().split(' ').filter(Boolean).map(stem));
  return formatSortedLines([
    [WEIGHTS, JSON.stringify(index.weights())],
    ...[...stems].map((key) => [key, JSON.stringify(index.get(key))] as const),
  ]);
}

/** Reads an index that {@link formatIndex} wrote; postings are only parsed when they are asked for. */
export function readIndex(text: string): InvertedIndex {
  const lines = new SortedLines(text);
  const read = (key: string) => JSON.parse(lines.get(key) ?? 'null') ?? undefined;
  return {
    get: read,
    words: () => text.match(/(?<=")[^"]+(?=":)/g)?.join(' ') ?? '',
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
