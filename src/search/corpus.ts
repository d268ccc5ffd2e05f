import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { addTo } from '../text/group-by.js';
import { memoize } from '../text/memoize.js';
import { frontOf, isLight, makeWord, readWords, type Word, type WordCache } from './words.js';

/** The messages of a table, prepared for the search. */
export interface Corpus {
  readonly entries: readonly Entry[];
  /** The words of each entry's message. */
  readonly words: readonly (readonly Word[])[];
  /** Every word of the messages, in lower case, and where it stands: entry, position, entry, position … */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The entries of each status and section, by keys such as `status:NOT_FOUND`, `section:kyc`. */
  readonly kinds: ReadonlyMap<string, readonly number[]>;
  /** Values computed on first use. */
  readonly memo: Memo;
}

interface Memo {
  /** The words by {@link frontOf}. */
  fronts?: ReadonlyMap<string, readonly string[]>;
  /** The places of the words with a stem. */
  readonly byStem: Map<string, readonly number[]>;
  /** The weight of each word. */
  readonly weights: Map<string, number>;
}

/**
 * The maximum length of a message that is read, in characters: no sentence is longer.
 */
export const LONGEST_MESSAGE = 2000;

/** The prepared messages of a table. */
export const corpusOf: (table: Table) => Corpus = memoize((table) => makeCorpus(table.entries));

/** Prepares the messages of some entries. */
export function makeCorpus(entries: readonly Entry[]): Corpus {
  const words: (readonly Word[])[] = [];
  const places = new Map<string, number[]>();
  const kinds = new Map<string, number[]>();
  const cache: WordCache = new Map();
  entries.forEach((entry, index) => {
    const message = readWords(textOf(entry), cache);
    words.push(message);
    for (let position = 0; position < message.length; position++) {
      const { text } = message[position] as Word;
      const stands = places.get(text);
      if (stands) stands.push(index, position);
      else places.set(text, [index, position]);
    }
    if (entry.status) addTo(kinds, `status:${entry.status}`, index);
    if (entry.section) addTo(kinds, `section:${entry.section}`, index);
  });
  return { entries, words, places, kinds, memo: { byStem: new Map(), weights: new Map() } };
}

/** The searchable text of an entry: its message without placeholders, whose `s` is no word. */
export function textOf({ message }: Entry): string {
  const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
  // Blanks keep the offsets as they are.
  return text.includes('%s') ? text.replaceAll('%s', '  ') : text;
}

/** The places of all inflections of a word: entry, position, entry, position … */
export function placesOf(corpus: Corpus, { text, stem }: Word): readonly number[] {
  const { memo, places } = corpus;
  let found = memo.byStem.get(stem);
  if (!found) {
    if (!memo.fronts) {
      const fronts = new Map<string, string[]>();
      for (const word of places.keys()) addTo(fronts, frontOf(word), word);
      memo.fronts = fronts;
    }
    found = (memo.fronts.get(frontOf(text)) ?? [])
      .filter((word) => makeWord(word).stem === stem)
      .flatMap((word) => places.get(word) ?? []);
    memo.byStem.set(stem, found);
  }
  return found;
}

/**
 * The weight of something that is true of `count` entries: the inverse document frequency of BM25.
 */
export function rarity(corpus: Corpus, count: number): number {
  return Math.log(1 + (corpus.entries.length - count + 0.5) / (count + 0.5));
}

/** The weight of a word of a message; almost none for function words. */
export function wordWeight(corpus: Corpus, { text }: Word): number {
  const { weights } = corpus.memo;
  let weight = weights.get(text);
  if (weight === undefined) {
    weight = rarity(corpus, (corpus.places.get(text)?.length ?? 0) / 2);
    if (isLight(text)) weight *= LIGHT_SHARE;
    weights.set(text, weight);
  }
  return weight;
}

/** The weight of a function word relative to a content word. */
export const LIGHT_SHARE = 0.12;

/** Whether any message has an inflection of a word. */
export function holdsWord(corpus: Corpus, word: Word): boolean {
  return placesOf(corpus, word).length > 0;
}
