import { HTTP_STATUS, STATUSES } from '../table/entry.js';
import { type Corpus, holdsWord, LIGHT_SHARE } from './corpus.js';
import { keyOf, LONGEST_TERM, type Meaning, type Thesaurus } from './thesaurus.js';
import { correct, type Vocabulary } from './typos.js';
import { isAscii, isFiller, isHan, isLight, readWords, stem, type Word } from './words.js';

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
}

/** The most characters of a query that are looked at, and the most words. */
const LONGEST_QUERY = 4000;
const MOST_WORDS = 60;

const STATUS_WEIGHT = 0.45;
const SECTION_WEIGHT = 0.5;
/** What a word that people put around any error counts for, or a small number. */
const FILLER_SHARE = 0.3;
/** A phrase means what the thesaurus says more surely than a single word does. */
const PHRASE_SURETY = 1.1;
/** What a two-word phrase counts for against a word; each further word adds as much again. */
const PHRASE_BONUS = 0.35;

/**
 * Reads a query: its words corrected, its set phrases recognised, each with all it may mean.
 *
 * @returns The units, in order, each once; those without meanings are words unknown to everything.
 */
export function readQuery(corpus: Corpus, thesaurus: Thesaurus, query: string): Unit[] {
  const start = query.slice(0, LONGEST_QUERY).replaceAll('_', ' ');
  const text = isAscii(start) ? start : start.normalize('NFKC');
  let words: ReadWord[] = dedupe(thesaurus.segment(readWords(text))).slice(0, MOST_WORDS);
  const kinds = kindTerms(corpus);
  const units = cutUp(words);
  const unknown = new Set<Word>();
  for (const {
    unit,
    words: [word],
  } of units) {
    if (unit.meanings.length === 0 && unit.informative && word) unknown.add(word);
  }
  if (unknown.size === 0) return settle(units.map(({ unit }) => unit));
  const table = new Set([...corpus.vocabulary, ...kinds.words]);
  const vocabulary: RealWords = {
    table,
    said: () => thesaurus.vocabulary(),
    has: (text) => table.has(text) || thesaurus.vocabulary().has(text),
  };
  words = words.flatMap((word) => (unknown.has(word) ? repair(word, vocabulary) : [word]));
  return settle(cutUp(words).map(({ unit }) => unit));

  function cutUp(words: readonly ReadWord[]): { unit: Unit; words: readonly ReadWord[] }[] {
    const cut: { unit: Unit; words: readonly ReadWord[] }[] = [];
    for (let i = 0; i < words.length; ) {
      let length = Math.min(LONGEST_TERM, words.length - i);
      let phrase: Meaning[] = [];
      for (; length > 1; length--) {
        phrase = meaningsOfPhrase(words.slice(i, i + length));
        if (phrase.length > 0) break;
      }
      const run = words.slice(i, i + length);
      const parts = run.map(readWord);
      if (length > 1) {
        const unit = {
          meanings: phrase,
          parts,
          share: 1 + PHRASE_BONUS * (length - 1),
          informative: true,
        };
        cut.push({ unit, words: run });
      } else {
        cut.push({ unit: parts[0] as Unit, words: run });
      }
      i += length;
    }
    return cut;
  }

  function meaningsOfPhrase(run: readonly ReadWord[]): Meaning[] {
    const nearness = Math.min(...run.map((word) => word.nearness ?? 1));
    const meanings = [...thesaurus.lookUp(run), ...kinds.lookUp(run)];
    if (meanings.length === 0) return meanings;
    // A set phrase is surer than a word; standing in the message itself it is surest.
    const surer = scale(meanings, PHRASE_SURETY);
    return scale([{ words: run, weight: 1 }, ...surer], nearness);
  }

  function readWord(word: ReadWord): Unit {
    const meanings = meaningsOf(word);
    for (const other of word.instead ?? []) meanings.push(...meaningsOf(other));
    const light = isLight(word.text);
    const aside = isFiller(word.text) || /^\d{1,2}$/.test(word.text);
    const share = light ? LIGHT_SHARE : aside ? FILLER_SHARE : 1;
    // A number that stands for nothing known is some placeholder's value.
    const value = meanings.length === 0 && /^\d+$/.test(word.text);
    return { meanings, parts: [], share, informative: !light && !value };
  }

  function meaningsOf(word: ReadWord): Meaning[] {
    const meanings: Meaning[] = [];
    if (holdsWord(corpus, word.text)) meanings.push({ words: [word], weight: 1 });
    if (!isLight(word.text)) {
      let terms = thesaurus.lookUp([word]);
      if (terms.length === 0 && word.negated) terms = negate(thesaurus.lookUp([affirm(word)]));
      meanings.push(...terms, ...kinds.lookUp([word]));
    }
    return word.nearness === undefined ? meanings : scale(meanings, word.nearness);
  }
}

/** A word of a query as it was read: as typed, or as corrected. */
interface ReadWord extends Word {
  /** How near a correction is to what was typed. */
  readonly nearness?: number;
  /** Further words that it may have been meant to be. */
  readonly instead?: readonly ReadWord[];
}

function affirm(word: Word): Word {
  return { ...word, negated: false };
}

/** The opposite of some meanings, where that is a word with "not" before it or without. */
function negate(meanings: readonly Meaning[]): Meaning[] {
  return meanings.flatMap(({ words, weight }) => {
    const last = words.at(-1);
    if (!last) return [];
    return [{ words: [...words.slice(0, -1), { ...last, negated: !last.negated }], weight }];
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

interface RealWords extends Vocabulary {
  has(word: string): boolean;
}

/** An unknown word as the real words it may have been meant to be; as it was where there are none. */
function repair(word: Word, vocabulary: RealWords): ReadWord[] {
  if (isHan(word.text) || vocabulary.has(word.text)) return [word];
  const [best, ...others] = correct(word.text, vocabulary).map(
    (correction): ReadWord => ({
      ...word,
      text: correction.word,
      stem: stem(correction.word),
      nearness: correction.nearness,
    }),
  );
  if (best) return [{ ...best, instead: others }];
  return splitGlued(word, vocabulary) ?? [word];
}

/** Two words written as one: "phonenumber". */
function splitGlued(word: Word, vocabulary: RealWords): Word[] | undefined {
  const { text } = word;
  for (let i = text.length - 3; i >= 3; i--) {
    const front = text.slice(0, i);
    const back = text.slice(i);
    if (!vocabulary.has(front) || !vocabulary.has(back)) continue;
    return [
      { ...word, text: front, stem: stem(front) },
      { ...word, text: back, stem: stem(back), negated: false },
    ];
  }
  return undefined;
}

/** Takes out what asks for nothing: values, and words of grammar that no message has. */
function settle(units: readonly Unit[]): Unit[] {
  return units.filter((unit) => unit.meanings.length > 0 || unit.informative);
}

/** The names of statuses, their HTTP numbers and the names of sections, as terms. */
interface KindTerms {
  lookUp(words: readonly Word[]): Meaning[];
  readonly words: Iterable<string>;
}

function kindTerms(corpus: Corpus): KindTerms {
  const terms = new Map<string, Meaning[]>();
  const names = new Set<string>();
  const add = (key: string, kind: string, weight: number): void => {
    const meaning: Meaning = { words: [], kind, weight };
    const same = terms.get(key);
    if (same) same.push(meaning);
    else terms.set(key, [meaning]);
  };
  for (const status of STATUSES) {
    const kind = `status:${status}`;
    if (!corpus.kinds.has(kind)) continue;
    const name = readWords(status.replaceAll('_', ' '));
    add(keyOf(name), kind, STATUS_WEIGHT);
    add(String(HTTP_STATUS[status]), kind, STATUS_WEIGHT);
    for (const word of name) names.add(word.text);
  }
  for (const kind of corpus.kinds.keys()) {
    if (!kind.startsWith('section:')) continue;
    const name = readWords(kind.slice('section:'.length));
    add(keyOf(name), kind, SECTION_WEIGHT);
    for (const word of name) names.add(word.text);
  }
  return {
    lookUp: (words) => terms.get(keyOf(words)) ?? [],
    words: names,
  };
}
