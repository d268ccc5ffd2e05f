import { SortedLines } from '../text/sorted-lines.js';
import { isGrammar, readWords, type Word } from './words.js';

/** Something that a term may stand for. */
export interface Meaning {
  /** Words that are adjacent in a message, ... */
  readonly words: readonly Word[];
  /** ... or, instead of words, `status:NAME` or `section:name`: all entries of that kind. */
  readonly kind?: string;
  /** How likely the term means this: above 0, at most 1. */
  readonly weight: number;
  /** Whether other forms of the words count for much less. */
  readonly toTheLetter?: boolean;
}

/** A thing that messages speak of, in the words of messages, and what people call it. */
export interface Concept {
  readonly means: readonly string[];
  readonly said: readonly string[];
  readonly also?: readonly string[];
  readonly nearly?: readonly string[];
}

/** A file of the thesaurus. */
export interface ThesaurusFile {
  readonly concepts: readonly Concept[];
  /** Words of a script without blanks that people put around any question. */
  readonly fillers?: readonly string[];
}

/** The weights of a concept's meanings; a message's own word weighs 1. */
const SAID = 0.85;
const SAID_ALSO = 0.5;
const NEARLY = 0.55;
const NEARLY_ALSO = 0.3;

/** Factor for a whole status or section, which is vaguer than words of a message. */
const KIND = 0.65;

/** The maximum number of words in a term. */
export const LONGEST_TERM = 3;

/**
 * The lookup key of a term: its stems, with negation marked. Their order only counts among words of grammar:
 * "has users" is not "user has".
 */
export function keyOf(words: readonly Word[]): string {
  const keys = words.map(({ stem, negated }) => (negated ? `!${stem}` : stem));
  return (words.some(isGrammar) ? keys : keys.sort()).join(' ');
}

/** The keys in an index of a thesaurus that are no terms. */
export const INDEX = {
  /** What the concept of a number means: `means` and `also`. */
  concept: (number: number) => `#${number}`,
  /** Every word of the terms, but for Chinese ones: the candidates for corrections. */
  words: '#words',
  /** The Chinese terms, and the Chinese endings of mixed ones ("token过期"). */
  hanTerms: '#han',
  fillers: '#fillers',
};

/** The maximum size of the cache of terms. */
const MOST_TERMS = 10_000;

/** The concepts of a term by number; `nearly` ones as ~number. */
type TermConcepts = readonly number[];
type ConceptMeanings = readonly [means: readonly string[], also: readonly string[]];

/** What people call the things that messages speak of, from `data/thesaurus.json`. */
export class Thesaurus {
  readonly #indexes: readonly SortedLines[];
  /** Caches: a query is looked up for messages and for descriptions, and terms share meanings. */
  readonly #terms = new Map<string, readonly Meaning[]>();
  readonly #meanings = new Map<string, Omit<Meaning, 'weight'>>();
  #hanTerms: ReadonlySet<string> | undefined;
  #fillers: ReadonlySet<string> | undefined;

  /** @param texts Indexes, made by `scripts/search-index.ts`. */
  constructor(texts: readonly string[]) {
    this.#indexes = texts.map((text) => new SortedLines(text));
  }

  /**
   * What a run of words means.
   *
   * @param words One to {@link LONGEST_TERM} words of a query.
   * @returns Its meanings, the surest first; empty for words that are no term.
   */
  lookUp(words: readonly Word[]): readonly Meaning[] {
    if (words.length === 0) return [];
    const key = keyOf(words);
    let known = this.#terms.get(key);
    if (!known) {
      known = this.#readTerm(key);
      if (this.#terms.size < MOST_TERMS) this.#terms.set(key, known);
    }
    return known;
  }

  #readTerm(key: string): Meaning[] {
    const meanings = new Map<string, Meaning>();
    const add = (texts: readonly string[], weight: number): void => {
      for (const text of texts) {
        const meaning = this.#read(text);
        const sure = meaning.kind ? weight * KIND : weight;
        const known = meanings.get(text);
        if (!known || known.weight < sure) meanings.set(text, { ...meaning, weight: sure });
      }
    };
    for (const index of this.#indexes) {
      const line = index.get(key);
      if (line === undefined) continue;
      for (const concept of JSON.parse(line) as TermConcepts) {
        const isNearly = concept < 0;
        const number = isNearly ? ~concept : concept;
        const [means, also]: ConceptMeanings = JSON.parse(index.get(INDEX.concept(number)) ?? '');
        add(means, isNearly ? NEARLY : SAID);
        add(also, isNearly ? NEARLY_ALSO : SAID_ALSO);
      }
    }
    return [...meanings.values()].sort((a, b) => b.weight - a.weight);
  }

  #read(text: string): Omit<Meaning, 'weight'> {
    let meaning = this.#meanings.get(text);
    if (!meaning) {
      meaning = /^(?:status|section):/.test(text)
        ? { words: [], kind: text }
        : { words: readWords(text) };
      this.#meanings.set(text, meaning);
    }
    return meaning;
  }

  /** Whether a word, not a Chinese one, stands in any term. */
  has(word: string): boolean {
    return this.#indexes.some((index) => ` ${index.get(INDEX.words)} `.includes(` ${word} `));
  }

  /** Every word of every term, except Chinese ones, separated by blanks: the candidates for corrections. */
  get words(): string {
    return this.#indexes.flatMap((index) => index.get(INDEX.words) ?? []).join(' ');
  }

  /** The Chinese terms, and the Chinese endings of mixed ones ("token过期"). */
  get hanTerms(): ReadonlySet<string> {
    this.#hanTerms ??= this.#list(INDEX.hanTerms);
    return this.#hanTerms;
  }

  /** Fillers around any question, in scripts without blanks. */
  get fillers(): ReadonlySet<string> {
    this.#fillers ??= this.#list(INDEX.fillers);
    return this.#fillers;
  }

  #list(key: string): ReadonlySet<string> {
    return new Set(this.#indexes.flatMap((index) => index.get(key)?.split(' ') ?? []));
  }
}
