import { isHan } from './chinese.js';
import { isRealWord } from './real-words.js';
import { type Correction, correct, SURELY_NEAR } from './typos.js';
import type { Vocabulary } from './vocabulary.js';
import { isLight, makeWord, stem, type Word } from './words.js';

/** A word of a query, as typed or as corrected. */
export interface ReadWord extends Word {
  /** How similar the correction is to what was typed; absent for a word read as typed. */
  readonly nearness?: number;
  /** What was typed, if it was corrected. */
  readonly typed?: string;
  /** Alternative corrections. */
  readonly instead?: readonly ReadWord[];
}

/** The known words, each vocabulary read on first use. */
export interface KnownWords {
  /** Those of the table. */
  table(): Vocabulary;
  /** Those of the thesaurus. */
  said(): Vocabulary;
  /** Whether a word is one of either. */
  has(word: string): boolean;
}

/** The maximum length of letters that may be words without blanks. */
const LONGEST_GLUED = 60;
/** Shorter words are part of too many others. */
const SHORTEST_PART = 3;

/**
 * Corrects the unknown words of a query: splits words that were joined, joins a word that was split,
 * and replaces a misspelt word by the known words nearest to it.
 *
 * @param words The words in order.
 * @param isUnknown Whether a word is unknown.
 * @returns The words to read instead; an unknown word that cannot be corrected stays.
 */
export function mend(
  words: readonly ReadWord[],
  isUnknown: (word: ReadWord) => boolean,
  known: KnownWords,
): ReadWord[] {
  const mended: ReadWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as ReadWord;
    if (!isUnknown(word) || isHan(word.text) || known.has(word.text)) {
      const next = words[i + 1];
      const joined = next && isUnknown(next) ? join(word, next, known) : undefined;
      mended.push(joined ?? word);
      if (joined) i++;
      continue;
    }
    const next = words[i + 1];
    const joined = next && join(word, next, known);
    if (joined) {
      mended.push(joined);
      i++;
      continue;
    }
    mended.push(...replace(word, known));
  }
  return mended;
}

/** A word split by a blank: "curr ency". */
function join(front: ReadWord, back: ReadWord, known: KnownWords): ReadWord | undefined {
  const text = front.text + back.text;
  if (text.length < 2 * SHORTEST_PART || !/^[a-z]+$/.test(text) || !known.has(text)) {
    return undefined;
  }
  return makeWord(text, front.negated);
}

/** Words written as one: "phonenumber". The fewest words win. */
function part(word: ReadWord, isReal: (piece: string) => boolean): ReadWord[] | undefined {
  const { text } = word;
  if (text.length < 2 * SHORTEST_PART || text.length > LONGEST_GLUED) return undefined;
  // By n: the fewest words that make up the first n letters, and where the last of them starts.
  const counts = [0];
  const starts = [0];
  for (let end = 1; end <= text.length; end++) {
    counts[end] = Number.POSITIVE_INFINITY;
    for (let start = Math.max(0, end - 20); start < end; start++) {
      const count = (counts[start] as number) + 1;
      if (count >= (counts[end] as number)) continue;
      const piece = text.slice(start, end);
      const isWord = piece.length >= SHORTEST_PART ? isReal(piece) : isJoint(piece);
      if (!isWord) continue;
      counts[end] = count;
      starts[end] = start;
    }
  }
  if (!Number.isFinite(counts[text.length])) return undefined;
  const pieces: string[] = [];
  for (let end = text.length; end > 0; end = starts[end] as number) {
    pieces.unshift(text.slice(starts[end], end));
  }
  return pieces.map((piece, i) => makeWord(piece, i === 0 && word.negated));
}

/** Short function words that may stand between others. */
function isJoint(piece: string): boolean {
  return piece.length > 1 && isLight(piece);
}

/**
 * The known words that an unknown word may stand for, or the word itself if there are none. Words of
 * the table are tried first, since most queries are about them.
 */
function replace(word: ReadWord, known: KnownWords): readonly ReadWord[] {
  const table = known.table();
  const parts = part(word, (piece) => table.words.has(piece));
  if (parts) return parts;
  const isReal = isRealWord(word.text);
  const near = isReal ? [] : correct(word.text, table, false);
  if ((near[0]?.nearness ?? 0) >= SURELY_NEAR) return corrected(word, near);
  const all = known.said();
  const others = part(word, (piece) => table.words.has(piece) || all.words.has(piece));
  if (others) return others;
  if (isReal) return [word];
  const further = correct(word.text, all, true).filter((one) => !table.words.has(one.word));
  return corrected(
    word,
    [...near, ...further].sort((a, b) => b.nearness - a.nearness),
  );
}

function corrected(word: ReadWord, corrections: readonly Correction[]): readonly ReadWord[] {
  const [best, ...others] = corrections.map(
    (correction): ReadWord => ({
      text: correction.word,
      stem: stem(correction.word),
      negated: word.negated,
      nearness: correction.nearness,
      typed: word.text,
    }),
  );
  return best ? [{ ...best, instead: others }] : [word];
}
