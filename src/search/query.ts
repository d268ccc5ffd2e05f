import { cutHan, isHan, simplify } from './chinese.js';
import { splitIdentifiers } from './clean.js';
import { type Corpus, holdsWord, LIGHT_SHARE } from './corpus.js';
import { type KindTerms, kindTerms, namedKinds, SURE_KIND } from './kinds.js';
import { mend, type ReadWord, type Vocabulary } from './mend.js';
import { LONGEST_TERM, type Meaning, type Thesaurus } from './thesaurus.js';
import {
  isAscii,
  isEveryday,
  isFiller,
  isLight,
  isModal,
  makeWord,
  readWords,
  type Word,
} from './words.js';

/** One thing that a query asks for: a word of it, or a set phrase. */
export interface Unit {
  /** What would satisfy it, each with how well: at most 1. */
  readonly meanings: readonly Meaning[];
  /** The words of a set phrase, one by one, for entries that the phrase as a whole does not fit. */
  readonly parts: readonly Unit[];
  /** How much it counts for against an ordinary word of the same rarity. */
  readonly share: number;
  /** Whether it can find an entry, or only help to tell found ones apart. */
  readonly informative: boolean;
  /** How many words of any talk it is, in talk: few are not enough to tell that an entry is meant. */
  readonly smallTalk?: number;
  /** Whether it names a status or section beyond doubt: it then weighs as if only one entry had it. */
  readonly isName?: boolean;
}

/** A word that was read as another one. */
export interface ReadAs {
  readonly typed: string;
  readonly read: string;
}

/** A query as it was understood. */
export interface ReadQuery {
  /** What it asks for, in order; those without meanings are words unknown to everything. */
  readonly units: readonly Unit[];
  /** The words that were taken for misspelt ones. */
  readonly corrections: readonly ReadAs[];
  /** Whether a good part of it is no words, as typed. */
  readonly isDamaged: boolean;
}

/** The most characters of a query that are looked at, and the most words. */
const LONGEST_QUERY = 4000;
const MOST_WORDS = 60;

/** How much of a query one word must be to call the query damaged that nothing knows. */
const DAMAGED_SHARE = 0.4;

const ARTICLE = /\b(?:the|an?)\b/i;

/** What a number counts for that is no status: it may be a value. */
const NUMBER_SHARE = 0.3;
/** What a status or section counts for that is named as only programs name it, against a word. */
const NAME_SHARE = 4;
/** What the words of such a name still count for as words. */
const WORD_OF_NAME_SHARE = 0.2;
/** A phrase means what the thesaurus says more surely than a single word does. */
const PHRASE_SURETY = 1.1;
/** What a two-word phrase counts for against a word; each further word adds as much again. */
const PHRASE_BONUS = 0.35;
/** What a word of the table means by the thesaurus, less surely than it means itself. */
const BESIDE_ITSELF = 0.8;
/** What a set phrase means without the "not" that it was said with. */
const UNNEGATED = 0.8;
/** What "unsupported" means "not supported" for. */
const WITH_PREFIX = 0.95;
/** What "cannot" and its like count for: they tell apart, but find nothing. */
const MODAL_SHARE = 0.5;
/** How many words of grammar may stand inside a set phrase: "session [has] expired". */
const MOST_SKIPPED = 2;

/**
 * What the words of grammar around some things say, put as the messages put it; and the code and the
 * status that are an error's, and none that a person enters or a request has.
 */
const PLAINLY: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:error|err|status|response|result|return|exit|this|what|which)[\s_-]*codes?\b|\bcodes?\b(?=\W{0,3}\d|\s*[:=])/gi,
    ' error ',
  ],
  [
    /\b(?:https?|rpc|grpc|error|response)\s+status\b|\bstatus\b(?=\W{0,3}(?:\d|error)|\s*[:=])|^\W*status\b/gi,
    ' error ',
  ],
  [/\b(?:may|must|shall) not\b|\b(?:not|\w+n['’]?t) let(?:ting)?\b/gi, ' not allowed '],
  [/\b(?:not|\w+n['’]?t|no longer) there\b/gi, ' not found '],
];

/** A number that is said to be an HTTP status: "status code 404", "HTTP/1.1 404", "404 Not Found". */
const ANNOUNCED =
  /\b(?:https?(?:\/\d(?:\.\d)?)?|status|code|error|err|returned|response|responded|failed|got|with|an?)\b[^\w]{0,4}(?:(?:code|status|error|with|of|an?)\b[^\w]{0,4})?([1-5]\d\d)\b|\b([1-5]\d\d)\b(?=[^\w]{1,3}(?:client|server|error|bad|unauthori[sz]ed|forbidden|not|conflict|too|internal|service|gateway)\b)/gi;

/**
 * Reads a query: its words corrected, its set phrases recognised, each with all it may mean.
 *
 * @param text The query, cleaned; its first 4,000 characters are read.
 */
export function readQuery(corpus: Corpus, thesaurus: Thesaurus, text: string): ReadQuery {
  const kinds = kindTerms(corpus);
  const has = (word: string) =>
    corpus.places.has(word) || kinds.words.has(word) || thesaurus.has(word);
  const start = text.slice(0, LONGEST_QUERY);
  const plain = isAscii(start) ? start : simplify(start.normalize('NFKC'));
  const split = splitIdentifiers(sayPlainly(plain), has);
  const typed = readWords(split).flatMap((word) =>
    isHan(word.text) ? cutHan(word, thesaurus.hanTerms, thesaurus.fillers) : [word],
  );
  const reader = new UnitReader(corpus, thesaurus, kinds, announcedNumbers(plain));
  let words: readonly ReadWord[] = dedupe(typed).slice(0, MOST_WORDS);
  let units = reader.read(words);
  const unknown = new Set<ReadWord>();
  for (const { unit, words } of units) {
    const [word] = words;
    if (unit.meanings.length === 0 && unit.informative && word) unknown.add(word);
  }
  if (unknown.size > 0) {
    const vocabulary: Vocabulary = {
      table: new Set([...corpus.places.keys(), ...kinds.words]),
      said: () => thesaurus.vocabulary(),
      has,
    };
    words = mend(words, (word) => unknown.has(word), vocabulary);
    units = reader.read(words);
  }
  const named = namedKinds(corpus, plain).map((kind): Unit => {
    const meaning: Meaning = { words: [], kind, weight: SURE_KIND };
    return { meanings: [meaning], parts: [], share: NAME_SHARE, informative: true, isName: true };
  });
  const ofNames = new Set(named.flatMap(({ meanings: [name] }) => wordsOfKind(name?.kind ?? '')));
  const besides = units.map((one) =>
    ofNames.size > 0 && one.words.every(({ stem }) => ofNames.has(stem))
      ? { ...one, unit: { ...one.unit, share: one.unit.share * WORD_OF_NAME_SHARE } }
      : one,
  );
  const isTalk = ARTICLE.test(plain) || typed.some(({ text }) => isLight(text));
  const heard = isTalk ? besides.map(asTalk) : besides;
  return {
    units: [...named, ...settle(heard, kinds)],
    isDamaged: unknown.size > 1 || lettersIn(unknown) > DAMAGED_SHARE * lettersIn(typed),
    corrections: words.flatMap(({ typed, text }) => (typed ? [{ typed, read: text }] : [])),
  };
}

/** The stems of a status's or section's name. */
function wordsOfKind(kind: string): string[] {
  const name = kind.slice(kind.indexOf(':') + 1);
  return readWords(name.replace(/[_-]/g, ' ')).map(({ stem }) => stem);
}

/** A unit of a sentence, known for small talk if its words are. */
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

function sayPlainly(text: string): string {
  return PLAINLY.reduce((said, [pattern, plainly]) => said.replace(pattern, plainly), text);
}

/** Numbers that a text says are HTTP statuses. */
function announcedNumbers(text: string): ReadonlySet<string> {
  if (!/[1-5]\d\d/.test(text)) return new Set();
  return new Set(
    [...text.matchAll(ANNOUNCED)].map(([, behind, before]) => (behind ?? before) as string),
  );
}

/** Some units of a query, each with the words that it was read from. */
interface UnitOfWords {
  readonly unit: Unit;
  readonly words: readonly ReadWord[];
}

/** Reads words as units. */
class UnitReader {
  readonly #corpus: Corpus;
  readonly #thesaurus: Thesaurus;
  readonly #kinds: KindTerms;
  readonly #announced: ReadonlySet<string>;

  constructor(
    corpus: Corpus,
    thesaurus: Thesaurus,
    kinds: KindTerms,
    announced: ReadonlySet<string>,
  ) {
    this.#corpus = corpus;
    this.#thesaurus = thesaurus;
    this.#kinds = kinds;
    this.#announced = announced;
  }

  /** Cuts words up into units: the longest set phrases, and the words between them. */
  read(words: readonly ReadWord[]): UnitOfWords[] {
    const units: UnitOfWords[] = [];
    const used = new Set<number>();
    for (let i = 0; i < words.length; i++) {
      if (used.has(i)) continue;
      const phrase = this.#phraseAt(words, i, used);
      if (!phrase) {
        const word = words[i] as ReadWord;
        units.push({ unit: this.#wordUnit(word), words: [word] });
        continue;
      }
      for (const place of phrase.places) used.add(place);
      const run = phrase.places.map((place) => words[place] as ReadWord);
      const unit = {
        meanings: phrase.meanings,
        parts: run.map((word) => this.#wordUnit(word)),
        share: 1 + phraseBonus(run.filter(({ text }) => !isLight(text))),
        informative: true,
      };
      units.push({ unit, words: run });
    }
    return units;
  }

  /** The longest set phrase that begins with a word, its words in a row or parted by grammar. */
  #phraseAt(
    words: readonly ReadWord[],
    start: number,
    used: ReadonlySet<number>,
  ): { places: readonly number[]; meanings: readonly Meaning[] } | undefined {
    const row: number[] = [];
    const telling: number[] = [];
    for (let i = start; i < words.length && telling.length < LONGEST_TERM; i++) {
      if (used.has(i)) break;
      const light = isLight((words[i] as ReadWord).text);
      if (row.length < LONGEST_TERM) row.push(i);
      if (!light) telling.push(i);
      if (i - start >= LONGEST_TERM + MOST_SKIPPED) break;
    }
    const startsLight = isLight((words[start] as ReadWord).text);
    for (let length = LONGEST_TERM; length > 1; length--) {
      for (const places of startsLight ? [row] : [row, telling]) {
        if (places.length < length) continue;
        const some = places.slice(0, length);
        if ((some.at(-1) as number) - start >= length + MOST_SKIPPED) continue;
        const run = some.map((place) => words[place] as ReadWord);
        const inRow = (some.at(-1) as number) - start === length - 1;
        // "Has users" is not "user has".
        const anyOrder = inRow && !run.some(({ text }) => isLight(text));
        const meanings = this.#meaningsOfPhrase(run, anyOrder);
        if (meanings.length > 0) return { places: some, meanings };
      }
    }
    return undefined;
  }

  #meaningsOfPhrase(run: readonly ReadWord[], anyOrder: boolean): Meaning[] {
    let terms = this.#thesaurus.lookUp(run, anyOrder);
    if (terms.length === 0 && run.some(({ negated }) => negated)) {
      const affirmed = run.map(({ text }) => makeWord(text));
      terms = scale(this.#thesaurus.lookUp(affirmed, anyOrder), UNNEGATED);
    }
    const meanings = [...terms, ...this.#kinds.lookUp(run)];
    if (meanings.length === 0) return meanings;
    const nearness = Math.min(...run.map((word) => word.nearness ?? 1));
    // A set phrase is surer than a word; standing in the message itself it is surest.
    const surer = scale(meanings, PHRASE_SURETY);
    return scale([{ words: run, weight: 1 }, ...surer], nearness);
  }

  #wordUnit(word: ReadWord): Unit {
    const meanings = this.#meaningsOf(word);
    for (const other of word.instead ?? []) meanings.push(...this.#meaningsOf(other));
    if (!/^\d+$/.test(word.text)) {
      const light = isLight(word.text);
      const share = isModal(word.text) ? MODAL_SHARE : light ? LIGHT_SHARE : 1;
      const parts = this.#partsOfHan(word);
      return { meanings, parts, share: share + phraseBonus(parts), informative: !light };
    }
    // A number finds nothing by itself, unless it is known to stand for something.
    const known = meanings.some(({ words: [own] }) => own?.text !== word.text);
    if (known && this.#announced.has(word.text)) {
      const sure = meanings.map((meaning) =>
        meaning.kind ? { ...meaning, weight: SURE_KIND } : meaning,
      );
      return { meanings: sure, parts: [], share: NAME_SHARE, informative: true, isName: true };
    }
    return { meanings, parts: [], share: known ? 1 : NUMBER_SHARE, informative: known };
  }

  /** The shorter terms that a Chinese term is made of, where it is made of nothing else: 扣款 and 失败 of 扣款失败. */
  #partsOfHan(word: ReadWord): Unit[] {
    const { hanTerms, fillers } = this.#thesaurus;
    if (!isHan(word.text) || !hanTerms.has(word.text)) return [];
    const parts = cutHan(
      word,
      { has: (term) => term !== word.text && hanTerms.has(term) },
      fillers,
    );
    if (parts.length < 2 || parts.some(({ text }) => !hanTerms.has(text))) return [];
    return parts.map((part) => this.#wordUnit(part));
  }

  #meaningsOf(word: ReadWord): Meaning[] {
    const meanings: Meaning[] = [];
    const holds = holdsWord(this.#corpus, word);
    if (holds) meanings.push({ words: [word], weight: 1 });
    if (!isLight(word.text) || isModal(word.text)) {
      let terms = this.#thesaurus.lookUp([word]);
      if (terms.length === 0 && word.negated) {
        terms = negate(this.#thesaurus.lookUp([makeWord(word.text)]));
      }
      meanings.push(...scale(terms, holds ? BESIDE_ITSELF : 1), ...this.#kinds.lookUp([word]));
      meanings.push(...this.#oppositesOf(word));
      if (word.negated && holds && word.text.endsWith('ed')) {
        meanings.push({ words: [makeWord(word.text), FAILED], weight: WITH_PREFIX });
      }
    }
    return word.nearness === undefined ? meanings : scale(meanings, word.nearness);
  }

  /** The word without "not" and with a prefix, or the other way round. */
  #oppositesOf({ text, negated }: ReadWord): Meaning[] {
    const others = negated
      ? ['un', 'in', 'il'].map((prefix) => prefix + text)
      : PREFIX.test(text)
        ? [text.replace(PREFIX, '')]
        : [];
    return others
      .map((other) => makeWord(other, !negated))
      .filter((other) => holdsWord(this.#corpus, other))
      .map((other) => ({ words: [other], weight: WITH_PREFIX }));
  }
}

/** What the words of a phrase beyond the first make it count for more. */
function phraseBonus(words: readonly unknown[]): number {
  return PHRASE_BONUS * Math.max(0, words.length - 1);
}

/** What did not happen failed to: "not credited" for "crediting the account failed". */
const FAILED = makeWord('failed');

/** The same said with "not" in the place of a prefix: "unsupported" for "not supported". */
const PREFIX = /^(?:un|in|im|il|ir|non)(?=.{4})/;

/** The opposite of some meanings, where that is a word with "not" before it or without. */
function negate(meanings: readonly Meaning[]): Meaning[] {
  return meanings.flatMap(({ words, weight }) => {
    const last = words.at(-1);
    if (!last) return [];
    return [{ words: [...words.slice(0, -1), makeWord(last.text, !last.negated)], weight }];
  });
}

function scale(meanings: readonly Meaning[], by: number): Meaning[] {
  return meanings.map((meaning) => ({ ...meaning, weight: meaning.weight * by }));
}

function dedupe(words: readonly Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = `${word.negated ? '!' : ''}${word.stem}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Takes out what asks for nothing: values, words of grammar that no message has, and, where anything
 * else is asked, the words that stand around any error. A name of a status or section that is left
 * alone surely means all its entries.
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
  // Of a word's forms the one that was typed comes first.
  const own = only.unit.meanings.map((meaning) =>
    meaning.words[0] === only.words[0] ? { ...meaning, toTheLetter: true } : meaning,
  );
  return kept.map((one) =>
    one === only ? { ...one.unit, meanings: [...own, ...sure] } : one.unit,
  );
}
