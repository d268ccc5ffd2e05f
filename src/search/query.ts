import { isAscii } from '../text/ascii.js';
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

/** A parsed query. */
export interface ReadQuery {
  /**
   * What it asks for, in order: one reading, or two if it is ambiguous. Units without meanings are
   * unknown words.
   */
  readonly readings: readonly (readonly Unit[])[];
  /** The words that were taken for misspellings. */
  readonly corrections: readonly ReadAs[];
  /** Whether some of its words are unknown. */
  readonly hasUnknownWords: boolean;
  /** Whether a large part of it is unknown words. */
  readonly isDamaged: boolean;
}

/** Corrects the unknown words of a query; it takes fuse.js, which most queries do without. */
export type Mend = typeof mendWords;

/** The maximum number of characters and of words of a query that are read. */
export const LONGEST_QUERY = 4000;
const MOST_WORDS = 60;

/** The share of its letters in unknown words from which a query counts as damaged. */
const DAMAGED_SHARE = 0.4;

const ARTICLE = /\b(?:the|an?)\b/i;

/** The remaining weight of a word that is part of a status's or section's name. */
const WORD_OF_NAME_SHARE = 0.2;

/**
 * Parses a query: corrects its words, recognises set phrases and looks up what each may mean.
 *
 * @param text The query, cleaned; its first 4,000 characters are read.
 * @param mend Corrects unknown words; without it, they stay.
 */
export function readQuery(
  corpus: Corpus,
  thesaurus: Thesaurus,
  text: string,
  mend?: Mend,
): ReadQuery {
  const kinds = kindTerms(corpus);
  const has = (word: string) => corpus.has(word) || kinds.words.has(word) || thesaurus.has(word);
  const start = text.slice(0, LONGEST_QUERY);
  const plain = isAscii(start) ? start : simplify(start.normalize('NFKC'));
  const split = splitIdentifiers(sayPlainly(plain), has);
  const typed = readWords(split).flatMap((word) =>
    isHan(word.text) ? cutHan(word, thesaurus.hanTerms, thesaurus.fillers) : [word],
  );
  const reader = new UnitReader(corpus, thesaurus, kinds, announcedNumbers(plain));
  let words: readonly ReadWord[] = dedupe(typed).slice(0, MOST_WORDS);
  let readings = reader.read(words);
  const unknown = new Set<ReadWord>();
  for (const { unit, words } of readings[0] ?? []) {
    const [word] = words;
    if (unit.meanings.length === 0 && unit.informative && word) unknown.add(word);
  }
  if (mend && unknown.size > 0) {
    const known: KnownWords = {
      table: new Vocabulary([corpus.words, ...kinds.words].join(' ')),
      said: () => new Vocabulary(thesaurus.words),
      has,
    };
    words = mend(words, (word) => unknown.has(word), known);
    readings = reader.read(words);
  }
  const named = namedKinds(corpus, plain).map((kind): Unit => {
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
  const isTalk = ARTICLE.test(plain) || typed.some(({ text }) => isLight(text));
  const weighUp = (one: UnitOfWords): UnitOfWords => {
    const isOfName = ofNames.size > 0 && one.words.every(({ stem }) => ofNames.has(stem));
    const share = one.unit.share * (isOfName ? WORD_OF_NAME_SHARE : 1);
    const besides = { ...one, unit: { ...one.unit, share } };
    return isTalk ? asTalk(besides) : besides;
  };
  return {
    readings: readings.map((units) => [...named, ...settle(units.map(weighUp), kinds)]),
    hasUnknownWords: unknown.size > 0,
    isDamaged: unknown.size > 1 || lettersIn(unknown) > DAMAGED_SHARE * lettersIn(typed),
    corrections: words.flatMap(({ typed, text }) => (typed ? [{ typed, read: text }] : [])),
  };
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
