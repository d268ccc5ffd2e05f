import { cutHan, isHan } from './chinese.js';
import { type Corpus, holdsWord, LIGHT_SHARE } from './corpus.js';
import { type KindTerms, SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import { LONGEST_TERM, type Meaning, type Thesaurus } from './thesaurus.js';
import { isLight, isModal, makeWord } from './words.js';

/** One thing that a query asks for: a word of it, or a set phrase. */
export interface Unit {
  /** What would satisfy it, each with how well: at most 1. */
  readonly meanings: readonly Meaning[];
  /** The words of a set phrase, one by one, for entries that the phrase as a whole does not fit. */
  readonly parts: readonly Unit[];
  /** The best that any entry can fit it: less than 1 for a misspelt word. */
  readonly most: number;
  /** How much it counts for against an ordinary word of the same rarity. */
  readonly share: number;
  /** Whether it can find an entry, or only help to tell found ones apart. */
  readonly informative: boolean;
  /** How many words of any talk it is, in talk: few are not enough to tell that an entry is meant. */
  readonly smallTalk?: number;
  /** Whether it names a status or section beyond doubt: it then weighs as if only one entry had it. */
  readonly isName?: boolean;
}

/** Some units of a query, each with the words that it was read from. */
export interface UnitOfWords {
  readonly unit: Unit;
  readonly words: readonly ReadWord[];
}

/** What a number counts for that is no status: it may be a value. */
const NUMBER_SHARE = 0.3;
/** A phrase means what the thesaurus says more surely than a single word does. */
const PHRASE_SURETY = 1.1;
/** What a two-word phrase counts for against a word; each further word adds as much again. */
const PHRASE_BONUS = 0.35;
/** What a word of the table means by the thesaurus, less surely than it means itself. */
const BESIDE_ITSELF = 0.8;
/** What a set phrase means without the "not" that it was said with. */
const UNNEGATED = 0.8;
/** What "unsupported" means "not supported" for. */
const WITH_PREFIX = 0.85;
/** What "cannot" and its like count for: they tell apart, but find nothing. */
const MODAL_SHARE = 0.5;
/** What a Chinese character counts for that is no term: most carry grammar. */
const LONE_CHARACTER_SHARE = 0.7;
/** How many words of grammar may stand inside a set phrase: "session [has] expired". */
const MOST_SKIPPED = 2;
/** What a status or section counts for that is named as only programs name it, against a word. */
export const NAME_SHARE = 4;

/** Reads words as units. */
export class UnitReader {
  readonly #corpus: Corpus;
  readonly #thesaurus: Thesaurus;
  readonly #kinds: KindTerms;
  readonly #announced: ReadonlySet<string>;
  /** What words were read as: those of a misspelt query are read twice. */
  readonly #units = new Map<ReadWord, Unit>();

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
        most: nearnessOf(run),
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
        const last = places[length - 1];
        if (last === undefined || last - start >= length + MOST_SKIPPED) continue;
        if (places === telling && last === row[length - 1]) continue;
        const some = places.slice(0, length);
        const run = some.map((place) => words[place] as ReadWord);
        const inRow = last - start === length - 1;
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
    // A set phrase is surer than a word; standing in the message itself it is surest.
    const surer = scale(meanings, PHRASE_SURETY);
    return scale([{ words: run, weight: 1 }, ...surer], nearnessOf(run));
  }

  #wordUnit(word: ReadWord): Unit {
    let unit = this.#units.get(word);
    if (!unit) {
      unit = this.#readWord(word);
      this.#units.set(word, unit);
    }
    return unit;
  }

  #readWord(word: ReadWord): Unit {
    const meanings = this.#meaningsOf(word);
    for (const other of word.instead ?? []) meanings.push(...this.#meaningsOf(other));
    const most = nearnessOf([word]);
    if (!/^\d+$/.test(word.text)) {
      const light = isLight(word.text);
      const share = isModal(word.text) ? MODAL_SHARE : light ? LIGHT_SHARE : 1;
      const parts = this.#partsOfHan(word);
      if (meanings.length === 0 && isHan(word.text) && word.text.length === 1) {
        return { meanings, parts, most, share: LONE_CHARACTER_SHARE, informative: true };
      }
      return { meanings, parts, most, share: share + phraseBonus(parts), informative: !light };
    }
    // A number finds nothing by itself, unless it is known to stand for something.
    const known = meanings.some(({ words: [own] }) => own?.text !== word.text);
    if (known && this.#announced.has(word.text)) {
      const sure = meanings.map((meaning) =>
        meaning.kind ? { ...meaning, weight: SURE_KIND } : meaning,
      );
      return {
        meanings: sure,
        parts: [],
        most,
        share: NAME_SHARE,
        informative: true,
        isName: true,
      };
    }
    return { meanings, parts: [], most, share: known ? 1 : NUMBER_SHARE, informative: known };
  }

  /** The shorter terms that a Chinese term is made of, where it is made of nothing else: 扣款 and 失败 of 扣款失败. */
  #partsOfHan(word: ReadWord): Unit[] {
    if (!isHan(word.text)) return [];
    const { hanTerms, fillers } = this.#thesaurus;
    if (!hanTerms.has(word.text)) return [];
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

/** How near the least near of some words is to what was typed. */
function nearnessOf(words: readonly ReadWord[]): number {
  return Math.min(...words.map(({ nearness = 1 }) => nearness));
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
