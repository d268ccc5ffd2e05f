import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { isLight, readWords, stem, type Word, type WordCache } from './words.js';

/** The messages of a table, prepared for the search. */
export interface Corpus {
  readonly entries: readonly Entry[];
  /** The words of each entry's message. */
  readonly words: readonly (readonly Word[])[];
  /** Where each stem stands: entry, position, entry, position … in order. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Every word of the messages, as written but in lower case. */
  readonly vocabulary: ReadonlySet<string>;
  /** The entries of each status and section, as `status:NOT_FOUND`, `section:kyc`. */
  readonly kinds: ReadonlyMap<string, readonly number[]>;
}

const corpora = new WeakMap<Table, Corpus>();

/** The prepared messages of a table; made once a table. */
export function corpusOf(table: Table): Corpus {
  let corpus = corpora.get(table);
  if (!corpus) {
    corpus = makeCorpus(table.entries);
    corpora.set(table, corpus);
  }
  return corpus;
}

function makeCorpus(entries: readonly Entry[]): Corpus {
  const words: (readonly Word[])[] = [];
  const places = new Map<string, number[]>();
  const kinds = new Map<string, number[]>();
  const cache: WordCache = new Map();
  entries.forEach((entry, index) => {
    const message = readWords(hidePlaceholders(entry.message), cache);
    words.push(message);
    message.forEach((word, position) => {
      const stands = places.get(word.stem);
      if (stands) stands.push(index, position);
      else places.set(word.stem, [index, position]);
    });
    for (const kind of kindsOf(entry)) {
      const same = kinds.get(kind);
      if (same) same.push(index);
      else kinds.set(kind, [index]);
    }
  });
  const vocabulary = new Set<string>();
  for (const word of cache.values()) if (word) vocabulary.add(word.text);
  return { entries, words, places, vocabulary, kinds };
}

/** A message without its placeholders, whose `s` is no word; the offsets stay. */
export function hidePlaceholders(message: string): string {
  return message.includes('%s') ? message.replaceAll('%s', '  ') : message;
}

function kindsOf(entry: Entry): string[] {
  const kinds: string[] = [];
  if (entry.status) kinds.push(`status:${entry.status}`);
  if (entry.section) kinds.push(`section:${entry.section}`);
  return kinds;
}

/**
 * How much it tells that something is true of `count` entries: the fewer, the more (the inverse
 * document frequency of BM25).
 */
export function rarity(corpus: Corpus, count: number): number {
  return Math.log(1 + (corpus.entries.length - count + 0.5) / (count + 0.5));
}

/** How much a word of a message tells; next to nothing for words that carry only grammar. */
export function wordWeight(corpus: Corpus, word: Word): number {
  const weight = rarity(corpus, (corpus.places.get(word.stem)?.length ?? 0) / 2);
  return isLight(word.text) ? weight * LIGHT_SHARE : weight;
}

/** What a word that carries only grammar weighs, against a word that carries meaning. */
export const LIGHT_SHARE = 0.12;

/** Whether any message has an inflection of a word. */
export function holdsWord(corpus: Corpus, word: string): boolean {
  return corpus.places.has(stem(word));
}
