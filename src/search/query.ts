import { isAscii } from '../text/ascii.js';
import { lazy } from '../text/lazy.js';
import { cutHan, isHan, simplify } from './chinese.js';
import { splitIdentifiers } from './clean.js';
import type { Corpus } from './corpus.js';
import { type KindTerms, kindTerms, namedKinds, SURE_KIND } from './kinds.js';
import type { KnownWords, mend as mendWords, ReadWord } from './mend.js';
import { announcedNumbers, sayPlainly } from './plainly.js';
import type { Meaning, Thesaurus } from './thesaurus.js';
import { NAME_SHARE, type Unit, type UnitOfWords, UnitReader } from './units.js';
import { Vocabulary } from './vocabulary.js';
import { isEveryday, isFiller, isLight, readWords, type Word } from './words.js';

/** A word that was corrected. */
export interface ReadAs {
  readonly typed: string;
  readonly read: string;
}

/** Corrects the unknown words of a query. It takes fuse.js, which most queries do without. */
export type Mend = typeof mendWords;

/** The maximum number of characters and of words of a query that are read. */
export const LONGEST_QUERY = 4000;
const MOST_WORDS = 60;

/** The share of its letters in unknown words from which a query counts as damaged. */
const DAMAGED_SHARE = 0.4;

const ARTICLE = /\b(?:the|an?)\b/i;

/** The remaining weight of a word that is part of a status's or section's name. */
const WORD_OF_NAME_SHARE = 0.2;

/** A query, parsed to search a corpus: its set phrases and words, and what each may mean. */
export class Query {
  readonly corpus: Corpus;
  readonly thesaurus: Thesaurus;
  readonly #kinds: KindTerms;
  readonly #plain: string;
  readonly #typed: readonly Word[];
  readonly #reader: UnitReader;
  /** The unknown words. */
  readonly #unknown = new Set<ReadWord>();
  #words: readonly ReadWord[];
  #readings: readonly (readonly UnitOfWords[])[];

  /** @param text The query, cleaned; its first 4,000 characters are read. */
  constructor(corpus: Corpus, thesaurus: Thesaurus, text: string) {
    this.corpus = corpus;
    this.thesaurus = thesaurus;
    this.#kinds = kindTerms(corpus);
    const start = text.slice(0, LONGEST_QUERY);
    this.#plain = isAscii(start) ? start : simplify(start.normalize('NFKC'));
    const split = splitIdentifiers(sayPlainly(this.#plain), (word) => this.#has(word));
    this.#typed = readWords(split).flatMap((word) =>
      isHan(word.text) ? cutHan(word, thesaurus.hanTerms, thesaurus.fillers) : [word],
    );
    this.#reader = new UnitReader(corpus, thesaurus, this.#kinds, announcedNumbers(this.#plain));
    this.#words = dedupe(this.#typed).slice(0, MOST_WORDS);
    this.#readings = this.#reader.read(this.#words);
    for (const { unit, words } of this.#readings[0] ?? []) {
      const [word] = words;
      if (unit.meanings.length === 0 && unit.informative && word) this.#unknown.add(word);
    }
  }

  /** Whether some of its words, as typed, are unknown. */
  get hasUnknownWords(): boolean {
    return this.#unknown.size > 0;
  }

  /** Whether a large part of it is unknown words. */
  get isDamaged(): boolean {
    const { size } = this.#unknown;
    return size > 1 || lettersIn(this.#unknown) > DAMAGED_SHARE * lettersIn(this.#typed);
  }

  /** Replaces its unknown words by the known words nearest to them. */
  correct(mend: Mend): void {
    const known: KnownWords = {
      table: lazy(() => new Vocabulary([this.corpus.words, ...this.#kinds.words].join(' '))),
      said: lazy(() => new Vocabulary(this.thesaurus.words)),
      has: (word) => this.#has(word),
    };
    this.#words = mend(this.#words, (word) => this.#unknown.has(word), known);
    this.#readings = this.#reader.read(this.#words);
  }

  /** The words that were taken for misspellings. */
  get corrections(): ReadAs[] {
    return this.#words.flatMap(({ typed, text }) => (typed ? [{ typed, read: text }] : []));
  }

  /**
   * What it asks for, in order: one reading, or two if it is ambiguous. Units without meanings are unknown words.
   */
  readings(): Unit[][] {
    const plain = this.#plain;
    const named = namedKinds(this.corpus, plain).map((kind): Unit => {
      const meaning: Meaning = { words: [], kind, weight: SURE_KIND };
      return {
        meanings: [meaning],
        parts: [],
        most: 1,
        share: NAME_SHARE,
        informative: true,
        isName: true,
      };
    });
    const ofNames = new Set(named.flatMap(({ meanings: [name] }) => wordsOfKind(name?.kind ?? '')));
    const isTalk = ARTICLE.test(plain) || this.#typed.some(({ text }) => isLight(text));
    const weighUp = (one: UnitOfWords): UnitOfWords => {
      const isOfName = ofNames.size > 0 && one.words.every(({ stem }) => ofNames.has(stem));
      const share = one.unit.share * (isOfName ? WORD_OF_NAME_SHARE : 1);
      const besides = { ...one, unit: { ...one.unit, share } };
      return isTalk ? asTalk(besides) : besides;
    };
    return this.#readings.map((units) => [...named, ...settle(units.map(weighUp), this.#kinds)]);
  }

  #has(word: string): boolean {
    return this.corpus.has(word) || this.#kinds.words.has(word) || this.thesaurus.has(word);
  }
}

/** The stems of a status's or section's name. */
function wordsOfKind(kind: string): string[] {
  const name = kind.slice(kind.indexOf(':') + 1);
  return readWords(name.replace(/[_-]/g, ' ')).map(({ stem }) => stem);
}

/** Marks a unit as small talk if all its content words are everyday words. */
function asTalk(one: UnitOfWords): UnitOfWords {
  const telling = one.words.filter(({ text }) => !isLight(text));
  if (!telling.every(isEveryday)) return one;
  return { ...one, unit: { ...one.unit, smallTalk: telling.length } };
}

function lettersIn(words: Iterable<Word>): number {
  let letters = 0;
  for (const { text } of words) letters += text.length;
  return letters;
}

function dedupe(words: readonly Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = `${word.negated ? '!' : ''}${word.stem}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Drops what carries no information: values, function words that no message has and, if anything else
 * is left, the words that surround any error. The name of a status or section on its own means all
 * entries of that kind.
 */
function settle(units: readonly UnitOfWords[], kinds: KindTerms): Unit[] {
  const asks = ({ unit }: UnitOfWords) => unit.informative && unit.meanings.length > 0;
  const isSideline = ({ words }: UnitOfWords) =>
    words.length === 1 && isFiller((words[0] as ReadWord).text);
  const others = units.filter((one) => !isSideline(one));
  const kept = (others.some(asks) ? others : units).filter(
    ({ unit }) => unit.meanings.length > 0 || unit.informative,
  );
  const telling = kept.filter(({ unit }) => unit.informative);
  const [only] = telling;
  if (telling.length !== 1 || !only) return kept.map(({ unit }) => unit);
  const sure = kinds.lookUp(only.words).map((meaning) => ({ ...meaning, weight: SURE_KIND }));
  // The form that was typed comes before other forms of the word.
  const own = only.unit.meanings.map((meaning) =>
    meaning.words[0] === only.words[0] ? { ...meaning, toTheLetter: true } : meaning,
  );
  return kept.map((one) =>
    one === only ? { ...one.unit, meanings: [...own, ...sure] } : one.unit,
  );
}
