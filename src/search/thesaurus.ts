import thesaurusText from '../../data/thesaurus.json?raw';
import otherText from '../../data/thesaurus-other.json?raw';
import { isHan, readWords, type Word } from './words.js';

/** Something that a term may stand for. */
export interface Meaning {
  /** Words that stand in a row in a message, ... */
  readonly words: readonly Word[];
  /** ... or, in their place, `status:NAME` or `section:name`: all entries of that kind. */
  readonly kind?: string;
  /** How surely the term means this: above 0, below 1. */
  readonly weight: number;
}

interface Concept {
  readonly means: readonly string[];
  readonly said: readonly string[];
  readonly also?: readonly string[];
  readonly nearly?: readonly string[];
}

/** How surely each side of a concept means the other; a message's own word would be 1. */
const SAID = 0.85;
const SAID_ALSO = 0.5;
const NEARLY = 0.55;
const NEARLY_ALSO = 0.3;

/** A whole status or section is a vaguer answer than words of the message. */
const KIND = 0.65;

interface Use {
  readonly concept: Concept;
  readonly nearly: boolean;
}

/** The longest Chinese term, in characters. */
const LONGEST_HAN = 8;

/** Chinese particles and pronouns, which carry no meaning of their own here. */
const HAN_PARTICLES = new Set(
  '的了是吗呢吧请您我你他它在被已把和与或也都就还又这那个对为什么怎样有'.split(''),
);

/** The key under which a run of words is looked up: their stems, "not" marked. */
export function keyOf(words: readonly Word[]): string {
  let key = '';
  for (const { stem, negated } of words) key += `${key && ' '}${negated ? '!' : ''}${stem}`;
  return key;
}

/** The most words that a term has. */
export const LONGEST_TERM = 4;

/**
 * What people call the things that messages speak of, from `data/thesaurus.json`.
 *
 * A search looks up a handful of words, so the terms are sorted into drawers by how they begin, and
 * a drawer's terms are only taken apart when a word of the query begins so too.
 */
export class Thesaurus {
  /** By the first two letters: a term, what it is said for, a term, what it is said for … */
  readonly #drawers = new Map<number, (string | Use)[]>();
  readonly #opened = new Map<number, Map<string, Use[]>>();
  readonly #meanings = new Map<string, Omit<Meaning, 'weight'>>();
  #hanTerms: Set<string> | undefined;
  #vocabulary: ReadonlySet<string> | undefined;

  constructor(concepts: readonly Concept[]) {
    for (const concept of concepts) {
      this.#file(concept.said, { concept, nearly: false });
      if (concept.nearly) this.#file(concept.nearly, { concept, nearly: true });
    }
  }

  #file(terms: readonly string[], use: Use): void {
    for (const term of terms) {
      const front = drawerOf(term, term.startsWith('not ') ? 4 : 0);
      const drawer = this.#drawers.get(front);
      if (drawer) drawer.push(term, use);
      else this.#drawers.set(front, [term, use]);
    }
  }

  #open(front: number): Map<string, Use[]> {
    let terms = this.#opened.get(front);
    if (!terms) {
      terms = new Map();
      const drawer = this.#drawers.get(front) ?? [];
      for (let i = 0; i < drawer.length; i += 2) {
        const key = keyOf(readWords(drawer[i] as string));
        const use = drawer[i + 1] as Use;
        const uses = terms.get(key);
        if (uses) uses.push(use);
        else terms.set(key, [use]);
      }
      this.#opened.set(front, terms);
    }
    return terms;
  }

  *#terms(): Generator<string> {
    for (const drawer of this.#drawers.values()) {
      for (let i = 0; i < drawer.length; i += 2) yield drawer[i] as string;
    }
  }

  /**
   * What a run of words means.
   *
   * @param words One to {@link LONGEST_TERM} words of a query.
   * @returns Its meanings, the surest first; empty for words that are no term.
   */
  lookUp(words: readonly Word[]): Meaning[] {
    const first = words[0];
    if (!first) return [];
    const uses = this.#open(drawerOf(first.text, 0)).get(keyOf(words)) ?? [];
    const meanings = new Map<string, Meaning>();
    const add = (texts: readonly string[], weight: number): void => {
      for (const text of texts) {
        const meaning = this.#read(text);
        const sure = meaning.kind ? weight * KIND : weight;
        const known = meanings.get(text);
        if (!known || known.weight < sure) meanings.set(text, { ...meaning, weight: sure });
      }
    };
    for (const { concept, nearly } of uses) {
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

  /** Every word of every term, Chinese ones aside: what a misspelt word may have been meant to be. */
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

  /**
   * Cuts runs of Chinese characters into terms, the longest first.
   *
   * @returns The words, other scripts' as they were.
   */
  segment(words: readonly Word[]): Word[] {
    return words.some((word) => isHan(word.text))
      ? words.flatMap((word) => (isHan(word.text) ? this.#cut(word) : [word]))
      : [...words];
  }

  #cut(run: Word): Word[] {
    this.#hanTerms ??= this.#readHanTerms();
    const words: Word[] = [];
    const text = run.text;
    let unknown = '';
    const push = (part: string): void => {
      if (part !== '') words.push({ text: part, stem: part, negated: false });
    };
    for (let i = 0; i < text.length; ) {
      let length = Math.min(LONGEST_HAN, text.length - i);
      while (length > 0 && !this.#hanTerms.has(text.slice(i, i + length))) length--;
      if (length > 0) {
        push(unknown);
        unknown = '';
        push(text.slice(i, i + length));
      } else if (HAN_PARTICLES.has(text[i] as string)) {
        push(unknown);
        unknown = '';
      } else {
        unknown += text[i];
      }
      i += Math.max(1, length);
    }
    push(unknown);
    return words;
  }

  /** The Chinese terms, and the Chinese ends of mixed ones ("token过期"). */
  #readHanTerms(): Set<string> {
    const terms = new Set<string>();
    for (const term of this.#terms()) {
      let start = term.length;
      while (start > 0 && isHan(term[start - 1] as string)) start--;
      if (start < term.length) terms.add(term.slice(start));
    }
    return terms;
  }
}

/** Stems keep a word's first two letters, so a term and its inflections lie in one drawer. */
function drawerOf(text: string, from: number): number {
  const second = text.charCodeAt(from + 1);
  // A one-letter word has a blank or nothing behind it.
  return (text.charCodeAt(from) << 16) | (second === 0x20 || Number.isNaN(second) ? 0 : second);
}

interface ThesaurusFile {
  readonly concepts: readonly Concept[];
}

let plain: Thesaurus | undefined;
let whole: Thesaurus | undefined;

/**
 * The thesaurus that comes with mmerr.
 *
 * @param otherScripts Whether terms in other scripts and languages are wanted too.
 * @returns The thesaurus, read when it is first asked for.
 */
export function builtinThesaurus(otherScripts: boolean): Thesaurus {
  if (!otherScripts) {
    plain ??= new Thesaurus((JSON.parse(thesaurusText) as ThesaurusFile).concepts);
    return plain;
  }
  whole ??= new Thesaurus(
    [thesaurusText, otherText].flatMap((text) => (JSON.parse(text) as ThesaurusFile).concepts),
  );
  return whole;
}
