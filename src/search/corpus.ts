import messagesText from '../../data/index/messages.tsv?raw';
import { builtinTable, plainBuiltinTable } from '../table/builtin.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { addTo } from '../text/group-by.js';
import { memoize } from '../text/memoize.js';
import {
  countPlaces,
  type InvertedIndex,
  indexTexts,
  type Postings,
  readIndex,
  USES,
  type Use,
  weightOf,
} from './inverted-index.js';
import type { Scores } from './scores.js';
import { stem } from './words.js';

/** One occurrence of a word in a text of a corpus. */
export interface Place {
  /** The word, in lower case. */
  readonly text: string;
  readonly use: Use;
  /** The index of the word in the text. */
  readonly position: number;
  /** How much the word says; see {@link weightOf}. */
  readonly weight: number;
}

/** Where words stand, by the index of the entry. */
export type Places = ReadonlyMap<number, readonly Place[]>;

/** Finds where the words with a stem stand. */
export type PlacesOf = (stem: string) => Places;

const NOWHERE: Postings = {};

/** A text about each entry of a table, prepared for the search: its message, or descriptions as well. */
export class Corpus {
  readonly entries: readonly Entry[];
  readonly #index: InvertedIndex;
  readonly #postings = new Map<string, Postings>();
  #kinds: ReadonlyMap<string, readonly number[]> | undefined;
  #weights: readonly number[] | undefined;

  /** @param index The index of the texts, in the order of the entries. */
  constructor(entries: readonly Entry[], index: InvertedIndex) {
    this.entries = entries;
    this.#index = index;
  }

  /** Where the words with a stem stand, as the index has it. */
  postingsOf(stem: string): Postings {
    const known = this.#postings.get(stem);
    if (known) return known;
    const postings = this.#index.get(stem);
    // Stems that queries make up are not kept.
    if (!postings) return NOWHERE;
    this.#postings.set(stem, postings);
    return postings;
  }

  /** Finds where words stand in the entries that have a score; a place is the same object each time. */
  placesAmong(entries: Scores): PlacesOf {
    const known = new Map<string, Places>();
    return (stem) => {
      let places = known.get(stem);
      if (!places) {
        places = readPlaces(this.postingsOf(stem), this.entries.length, entries);
        known.set(stem, places);
      }
      return places;
    };
  }

  /** Whether any word of the texts has a stem. */
  hasStem(stem: string): boolean {
    return this.postingsOf(stem) !== NOWHERE;
  }

  /** Whether a word stands in any text in this very form. */
  has(word: string): boolean {
    return Object.hasOwn(this.postingsOf(stem(word)), word);
  }

  /** Every word of the texts, in lower case, separated by blanks. */
  get words(): string {
    return this.#index.words();
  }

  /** The sum of the weights of the words of each entry's text. */
  get weights(): readonly number[] {
    this.#weights ??= this.#index.weights();
    return this.#weights;
  }

  /** The entries of each status and section, by keys such as `status:NOT_FOUND`, `section:kyc`. */
  get kinds(): ReadonlyMap<string, readonly number[]> {
    if (this.#kinds) return this.#kinds;
    const kinds = new Map<string, number[]>();
    this.entries.forEach(({ status, section }, index) => {
      if (status) addTo(kinds, `status:${status}`, index);
      if (section) addTo(kinds, `section:${section}`, index);
    });
    this.#kinds = kinds;
    return kinds;
  }
}

function readPlaces(postings: Postings, size: number, entries: Scores): Places {
  const places = new Map<number, Place[]>();
  for (const [text, lists] of Object.entries(postings)) {
    const weight = weightOf(text, countPlaces(lists), size);
    for (let at = 0; at < lists.length; at++) {
      const list = lists[at] as readonly number[];
      const use = USES[at] as Use;
      let index = 0;
      for (let i = 0; i < list.length; i += 2) {
        index += list[i] as number;
        if (entries.values[index] === 0) continue;
        addTo(places, index, { text, use, position: list[i + 1] as number, weight });
      }
    }
  }
  return places;
}

/**
 * The maximum length of a message that is read, in characters: no sentence is longer.
 */
const LONGEST_MESSAGE = 2000;

/**
 * The messages of a table. The index of the built-in ones is made in advance: making it took a tenth of the
 * time of a search.
 */
export const corpusOf: (table: Table) => Corpus = memoize((table) => {
  const { entries } = table;
  const isBuiltin = table === plainBuiltinTable || table === builtinTable;
  const index = isBuiltin ? readIndex(messagesText) : indexTexts(entries.map(textOf));
  return new Corpus(entries, index);
});

/** The searchable text of an entry: its message without placeholders, whose `s` is no word. */
export function textOf({ message }: Pick<Entry, 'message'>): string {
  const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
  // Blanks keep the offsets as they are.
  return text.includes('%s') ? text.replaceAll('%s', '  ') : text;
}
