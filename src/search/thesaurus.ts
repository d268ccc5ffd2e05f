import thesaurusText from '../../data/thesaurus.json?raw';
import otherText from '../../data/thesaurus-other-languages.json?raw';
import { addTo } from '../text/group-by.js';
import { isHan } from './chinese.js';
import { beginningsOf, frontOf, isAscii, readWords, type Word } from './words.js';

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

interface Concept {
  readonly means: readonly string[];
  readonly said: readonly string[];
  readonly also?: readonly string[];
  readonly nearly?: readonly string[];
}

/** The weights of a concept's meanings; a message's own word weighs 1. */
const SAID = 0.85;
const SAID_ALSO = 0.5;
const NEARLY = 0.55;
const NEARLY_ALSO = 0.3;

/** Factor for a whole status or section, which is vaguer than words of a message. */
const KIND = 0.65;

interface Use {
  readonly concept: Concept;
  readonly nearly: boolean;
}

/** A term whose words are not read yet; few are ever needed. */
interface Term {
  readonly use: Use;
  readonly text: string;
}

/** The lookup key of words in any order: their sorted stems, with negation marked. */
export function keyOf(words: readonly Word[]): string {
  return words.map(keyOfWord).sort().join(' ');
}

function inOrder(words: readonly Word[]): string {
  return words.map(keyOfWord).join(' ');
}

function keyOfWord({ stem, negated }: Word): string {
  return negated ? `!${stem}` : stem;
}

/** A cheaper key that is equal whenever {@link keyOf} is: the sorted fronts of some words. */
function frontsOf(words: readonly Word[]): string {
  if (words.length === 1) return frontOf((words[0] as Word).text);
  return words
    .map(({ text }) => frontOf(text))
    .sort()
    .join(' ');
}

/** The maximum number of words in a term. */
export const LONGEST_TERM = 3;

/**
 * What people call the things that messages speak of, from `data/thesaurus.json`.
 *
 * A search needs a handful of some thousands of terms, so a concept is only parsed if one of its terms
 * starts like a word of the query. Parsing all of them took a tenth of the time of a search.
 */
export class Thesaurus {
  readonly #texts: readonly string[];
  /** By the number of the text and the offset of the concept in it. */
  readonly #concepts = new Map<string, Concept>();
  readonly #byFront = new Map<string, ReadonlySet<Concept>>();
  readonly #opened = new Map<string, ReadonlyMap<string, readonly Term[]>>();
  readonly #meanings = new Map<string, Omit<Meaning, 'weight'>>();
  #files: readonly ThesaurusFile[] | undefined;
  #hanTerms: ReadonlySet<string> | undefined;
  #fillers: ReadonlySet<string> | undefined;
  #vocabulary: ReadonlySet<string> | undefined;

  /** @param texts Files as JSON. */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** The terms whose first word has this {@link frontOf}, by the fronts of all their words. */
  #open(front: string): ReadonlyMap<string, readonly Term[]> {
    const known = this.#opened.get(front);
    if (known) return known;
    const terms = new Map<string, Term[]>();
    this.#opened.set(front, terms);
    for (const concept of this.#conceptsWith(front)) {
      const { said, nearly = [] } = concept;
      this.#file(terms, front, said, { concept, nearly: false });
      this.#file(terms, front, nearly, { concept, nearly: true });
    }
    return terms;
  }

  #file(into: Map<string, Term[]>, front: string, terms: readonly string[], use: Use): void {
    for (const text of terms) {
      const start = text.startsWith(NOT) ? NOT.length : 0;
      const blank = text.indexOf(' ', start);
      const first = frontOf(text.slice(start, blank < 0 ? text.length : blank));
      if (first !== front) continue;
      // A term without blanks may still be two words: "token过期".
      const fronts = blank < 0 && isAscii(text) ? front : frontsOf(readWords(text));
      addTo(into, fronts, { use, text });
    }
  }

  /** The concepts with a term that starts with some letters, irregular forms included. */
  #conceptsWith(front: string): ReadonlySet<Concept> {
    const known = this.#byFront.get(front);
    if (known) return known;
    const found = new Set<Concept>();
    this.#byFront.set(front, found);
    this.#texts.forEach((text, number) => {
      const begin = text.indexOf('[', text.indexOf('"concepts"'));
      for (const letters of beginningsOf(front)) {
        for (const needle of [`"${letters}`, `"${NOT}${letters}`]) {
          for (let at = text.indexOf(needle, begin); at >= 0; ) {
            const start = text.lastIndexOf('{', at);
            const end = text.indexOf('}', at) + 1;
            const key = `${number}:${start}`;
            let concept = this.#concepts.get(key);
            if (!concept) {
              concept = JSON.parse(text.slice(start, end)) as Concept;
              this.#concepts.set(key, concept);
            }
            found.add(concept);
            at = text.indexOf(needle, end);
          }
        }
      }
    });
    return found;
  }

  #all(): readonly ThesaurusFile[] {
    this.#files ??= this.#texts.map((text) => JSON.parse(text) as ThesaurusFile);
    return this.#files;
  }

  *#terms(): Generator<string> {
    for (const { concepts } of this.#all()) {
      for (const { said, nearly = [] } of concepts) {
        yield* said;
        yield* nearly;
      }
    }
  }

  /**
   * What a run of words means.
   *
   * @param words One to {@link LONGEST_TERM} words of a query.
   * @param anyOrder Whether the words may stand in another order than in the term.
   * @returns Its meanings, the surest first; empty for words that are no term.
   */
  lookUp(words: readonly Word[], anyOrder = true): Meaning[] {
    if (words.length === 0) return [];
    const fronts = frontsOf(words);
    // Terms are filed under their first words.
    const first = anyOrder ? words : words.slice(0, 1);
    const terms = [...new Set(first.map(({ text }) => frontOf(text)))].flatMap(
      (front) => this.#open(front).get(fronts) ?? [],
    );
    if (terms.length === 0) return [];
    const key = keyOf(words);
    const order = anyOrder ? undefined : inOrder(words);
    const meanings = new Map<string, Meaning>();
    const add = (texts: readonly string[], weight: number): void => {
      for (const text of texts) {
        const meaning = this.#read(text);
        const sure = meaning.kind ? weight * KIND : weight;
        const known = meanings.get(text);
        if (!known || known.weight < sure) meanings.set(text, { ...meaning, weight: sure });
      }
    };
    for (const { use, text } of terms) {
      const said = this.#read(text).words;
      if (order === undefined ? keyOf(said) !== key : inOrder(said) !== order) continue;
      const { concept, nearly } = use;
      add(concept.means, nearly ? NEARLY : SAID);
      add(concept.also ?? [], nearly ? NEARLY_ALSO : SAID_ALSO);
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

  /** Whether a word stands in any term. */
  has(word: string): boolean {
    const places = new RegExp(`[" ]${word}[" ]`);
    return /^[a-z0-9]+$/.test(word) && this.#texts.some((text) => places.test(text));
  }

  /** Every word of every term, except Chinese ones: the candidates for corrections. */
  vocabulary(): ReadonlySet<string> {
    if (this.#vocabulary) return this.#vocabulary;
    const words = new Set<string>();
    for (const term of this.#terms()) {
      if (term.includes(' ')) for (const word of term.split(' ')) words.add(word);
      else if (!isHan(term)) words.add(term);
    }
    this.#vocabulary = words;
    return words;
  }

  /** The Chinese terms, and the Chinese endings of mixed ones ("token过期"). */
  get hanTerms(): ReadonlySet<string> {
    if (this.#hanTerms) return this.#hanTerms;
    const terms = new Set<string>();
    for (const term of this.#terms()) {
      let start = term.length;
      while (start > 0 && isHan(term[start - 1] as string)) start--;
      if (start < term.length) terms.add(term.slice(start));
    }
    this.#hanTerms = terms;
    return terms;
  }

  /** Fillers around any question, in scripts without blanks. */
  get fillers(): ReadonlySet<string> {
    this.#fillers ??= new Set(this.#all().flatMap(({ fillers = [] }) => fillers));
    return this.#fillers;
  }
}

/** The prefix of a negated term. */
const NOT = 'not ';

interface ThesaurusFile {
  readonly concepts: readonly Concept[];
  /** Words of a script without blanks that people put around any question. */
  readonly fillers?: readonly string[];
}

let plain: Thesaurus | undefined;
let whole: Thesaurus | undefined;

/**
 * The thesaurus that comes with mmerr.
 *
 * @param otherScripts Whether to include terms in other scripts and languages.
 */
export function builtinThesaurus(otherScripts: boolean): Thesaurus {
  if (otherScripts) {
    whole ??= new Thesaurus([thesaurusText, otherText]);
    return whole;
  }
  plain ??= new Thesaurus([thesaurusText]);
  return plain;
}
