import { cutHan, isHan } from './chinese.js';
import type { Corpus } from './corpus.js';
import { LIGHT_SHARE } from './inverted-index.js';
import { type KindTerms, SURE_KIND } from './kinds.js';
import type { ReadWord } from './mend.js';
import { LONGEST_TERM, type Meaning, type Thesaurus } from './thesaurus.js';
import { isGrammar, isLight, isModal, makeWord } from './words.js';

/** One thing that a query asks for: a word of it, or a set phrase. */
export interface Unit {
  /** What it may mean, each with a weight of at most 1. */
  readonly meanings: readonly Meaning[];
  /** The words of a set phrase, for entries that the phrase as a whole does not match. */
  readonly parts: readonly Unit[];
  /** The maximum strength of a match: less than 1 for a misspelt word. */
  readonly most: number;
  /** Its weight relative to an ordinary word of the same rarity. */
  readonly share: number;
  /** Whether it can find entries, or only helps to order those found. */
  readonly informative: boolean;
  /** In a sentence, the number of its everyday words; a few are no evidence that an entry is meant. */
  readonly smallTalk?: number;
  /** Whether it certainly names a status or section; it then weighs as if only one entry had it. */
  readonly isName?: boolean;
}

/** A unit of a query with the words that it consists of. */
export interface UnitOfWords {
  readonly unit: Unit;
  readonly words: readonly ReadWord[];
}

/** A set phrase and the positions of its words in the query. */
interface Phrase {
  readonly places: readonly number[];
  readonly meanings: readonly Meaning[];
}

/** The weight of a number that is not a status; it may be a value. */
const NUMBER_SHARE = 0.3;
/** Set phrases are less ambiguous than single words. */
const PHRASE_SURETY = 1.1;
/** Added to the weight of a phrase for each word after the first. */
const PHRASE_BONUS = 0.35;
/** Factor for the thesaurus meanings of a word that messages have themselves. */
const BESIDE_ITSELF = 0.8;
/** The weight of "not supported" as a meaning of "unsupported". */
const WITH_PREFIX = 0.85;
/** The weight of modal words such as "cannot", which order entries but find none. */
const MODAL_SHARE = 0.5;
/** The weight of a single Chinese character that is no term; most are function words. */
const LONE_CHARACTER_SHARE = 0.7;
/** The maximum number of function words inside a set phrase: "session [has] expired". */
const MOST_SKIPPED = 2;
/** The weight of a status or section in program notation, relative to a word. */
export const NAME_SHARE = 4;

/** Groups words into units. */
export class UnitReader {
  readonly #corpus: Corpus;
  readonly #thesaurus: Thesaurus;
  readonly #kinds: KindTerms;
  readonly #announced: ReadonlySet<string>;
  /** A cache: the words of a misspelt query are read twice. */
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

  /**
   * Groups words into units: set phrases, and the words between them. Of phrases that overlap the
   * longer is meant; where they are equally long, as in "duplicate id card", there are two readings.
   *
   * @returns One reading, or two that differ.
   */
  read(words: readonly ReadWord[]): UnitOfWords[][] {
    const phrases = words.flatMap((_, i) => this.#phraseAt(words, i) ?? []);
    const first = choose(phrases);
    const last = choose([...phrases].reverse());
    const isSame = first.size === last.size && [...last].every((phrase) => first.has(phrase));
    return [first, ...(isSame ? [] : [last])].map((chosen) => this.#unitsOf(words, chosen));
  }

  #unitsOf(words: readonly ReadWord[], chosen: ReadonlySet<Phrase>): UnitOfWords[] {
    const used = new Map<number, Phrase>();
    for (const phrase of chosen) for (const place of phrase.places) used.set(place, phrase);
    const units: UnitOfWords[] = [];
    words.forEach((word, i) => {
      const phrase = used.get(i);
      if (!phrase) units.push({ unit: this.#wordUnit(word), words: [word] });
      else if (phrase.places[0] === i) units.push(this.#phraseUnit(words, phrase));
    });
    return units;
  }

  #phraseUnit(words: readonly ReadWord[], { places, meanings }: Phrase): UnitOfWords {
    const run = places.map((place) => words[place] as ReadWord);
    const unit = {
      meanings,
      parts: run.map((word) => this.#wordUnit(word)),
      most: nearnessOf(run),
      share: 1 + phraseBonus(run.filter((word) => !isGrammar(word))),
      informative: true,
    };
    return { unit, words: run };
  }

  /** The longest set phrase that starts at a word; its words are adjacent or separated by function words. */
  #phraseAt(words: readonly ReadWord[], start: number): Phrase | undefined {
    const row: number[] = [];
    const telling: number[] = [];
    for (let i = start; i < words.length && telling.length < LONGEST_TERM; i++) {
      if (row.length < LONGEST_TERM) row.push(i);
      if (!isGrammar(words[i] as ReadWord)) telling.push(i);
      if (i - start >= LONGEST_TERM + MOST_SKIPPED) break;
    }
    const startsLight = isGrammar(words[start] as ReadWord);
    for (let length = LONGEST_TERM; length > 1; length--) {
      for (const places of startsLight ? [row] : [row, telling]) {
        const last = places[length - 1];
        if (last === undefined || last - start >= length + MOST_SKIPPED) continue;
        if (places === telling && last === row[length - 1]) continue;
        const some = places.slice(0, length);
        const run = some.map((place) => words[place] as ReadWord);
        const meanings = this.#meaningsOfPhrase(run);
        if (meanings.length > 0) return { places: some, meanings };
      }
    }
    return undefined;
  }

  #meaningsOfPhrase(run: readonly ReadWord[]): Meaning[] {
    let terms = this.#thesaurus.lookUp(run);
    if (terms.length === 0 && run.some(({ negated }) => negated)) {
      const affirmed = run.map(({ text }) => makeWord(text));
      terms = negate(this.#thesaurus.lookUp(affirmed));
    }
    const meanings = [...terms, ...this.#kinds.lookUp(run)];
    if (meanings.length === 0) return meanings;
    // A message that contains the phrase itself is the best match.
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
      const known = word.negated && meanings.some(({ words: [own] }) => own?.stem !== word.stem);
      const light = isLight(word.text) && !known;
      const share = isModal(word.text) ? MODAL_SHARE : light ? LIGHT_SHARE : 1;
      const parts = this.#partsOfHan(word);
      if (meanings.length === 0 && isHan(word.text) && word.text.length === 1) {
        return { meanings, parts, most, share: LONE_CHARACTER_SHARE, informative: true };
      }
      return { meanings, parts, most, share: share + phraseBonus(parts), informative: !light };
    }
    // A number finds nothing unless it has a known meaning.
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

  /** The shorter terms that a Chinese term consists of, if it consists of nothing else: 扣款 and 失败 in 扣款失败. */
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
    const holds = this.#corpus.hasStem(word.stem);
    if (holds) meanings.push({ words: [word], weight: 1 });
    if (!isGrammar(word)) {
      let terms = this.#thesaurus.lookUp([word]);
      // "Not there" has no meanings but those of the thesaurus.
      if (isLight(word.text) && !isModal(word.text)) return [...meanings, ...terms];
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

  /** The same meaning with a prefix instead of "not", or the reverse. */
  #oppositesOf({ text, negated }: ReadWord): Meaning[] {
    const others = negated
      ? ['un', 'in', 'il'].map((prefix) => prefix + text)
      : PREFIX.test(text)
        ? [text.replace(PREFIX, '')]
        : [];
    return others
      .map((other) => makeWord(other, !negated))
      .filter((other) => this.#corpus.hasStem(other.stem))
      .map((other) => ({ words: [other], weight: WITH_PREFIX }));
  }
}

/** The longest phrases, the first of equal ones, without those that share a word with one chosen before. */
function choose(phrases: readonly Phrase[]): Set<Phrase> {
  const chosen = new Set<Phrase>();
  const used = new Set<number>();
  const longestFirst = [...phrases].sort((a, b) => b.places.length - a.places.length);
  for (const phrase of longestFirst) {
    if (phrase.places.some((place) => used.has(place))) continue;
    chosen.add(phrase);
    for (const place of phrase.places) used.add(place);
  }
  return chosen;
}

/** The lowest nearness of some words. */
function nearnessOf(words: readonly ReadWord[]): number {
  return Math.min(...words.map(({ nearness = 1 }) => nearness));
}

/** The additional weight of a phrase for its words after the first. */
function phraseBonus(words: readonly unknown[]): number {
  return PHRASE_BONUS * Math.max(0, words.length - 1);
}

/** What did not happen has failed: "not credited" matches "crediting the account failed". */
const FAILED = makeWord('failed');

/** Prefixes that mean "not": "unsupported" for "not supported". */
const PREFIX = /^(?:un|in|im|il|ir|non)(?=.{4})/;

/** The meanings with the negation of their last word flipped. */
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
