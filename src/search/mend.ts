import { isHan } from './chinese.js';
import { type Correction, correct, SURELY_NEAR } from './typos.js';
import { isLight, makeWord, stem, type Word } from './words.js';

/** A word of a query as it was read: as typed, or as mended. */
export interface ReadWord extends Word {
  /** How near what was read is to what was typed; absent for a word read as typed. */
  readonly nearness?: number;
  /** What was typed, where something else was read. */
  readonly typed?: string;
  /** Further words that it may have been meant to be. */
  readonly instead?: readonly ReadWord[];
}

/** The real words, in lower case. */
export interface Vocabulary {
  /** Those of the table. */
  readonly table: ReadonlySet<string>;
  /** Those that people say for them; all are read when this is first asked for. */
  said(): ReadonlySet<string>;
  /** Whether a word is one of either. */
  has(word: string): boolean;
}

/** The longest run of letters that is taken for words without blanks. */
const LONGEST_GLUED = 60;
/** Shorter words stand in too many others. */
const SHORTEST_PART = 3;

/**
 * Mends the words of a query that nothing knows: two or more written as one are parted, one broken
 * in two is joined, a misspelt one becomes the real words it may have been meant to be.
 *
 * @param words The words in order.
 * @param isUnknown Which of them nothing knows.
 * @returns The words to read instead; an unknown word that cannot be mended stays.
 */
export function mend(
  words: readonly ReadWord[],
  isUnknown: (word: ReadWord) => boolean,
  vocabulary: Vocabulary,
): ReadWord[] {
  const mended: ReadWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as ReadWord;
    if (!isUnknown(word) || isHan(word.text) || vocabulary.has(word.text)) {
      const next = words[i + 1];
      const joined = next && isUnknown(next) ? join(word, next, vocabulary) : undefined;
      mended.push(joined ?? word);
      if (joined) i++;
      continue;
    }
    const next = words[i + 1];
    const joined = next && join(word, next, vocabulary);
    if (joined) {
      mended.push(joined);
      i++;
      continue;
    }
    mended.push(...replace(word, vocabulary));
  }
  return mended;
}

/** A word that a blank broke in two: "curr ency". */
function join(front: ReadWord, back: ReadWord, vocabulary: Vocabulary): ReadWord | undefined {
  const text = front.text + back.text;
  if (text.length < 2 * SHORTEST_PART || !/^[a-z]+$/.test(text) || !vocabulary.has(text)) {
    return undefined;
  }
  return makeWord(text, front.negated);
}

/** Words written as one: "phonenumber". The fewest words win. */
function part(word: ReadWord, isReal: (piece: string) => boolean): ReadWord[] | undefined {
  const { text } = word;
  if (text.length < 2 * SHORTEST_PART || text.length > LONGEST_GLUED) return undefined;
  // The fewest words that the first n letters are made of, by n: where the last of them begins.
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

/** Short words of grammar that may stand between others. */
function isJoint(piece: string): boolean {
  return piece.length > 1 && isLight(piece);
}

/**
 * A word that nothing knows as the real words it may have been meant to be; as it was where there are
 * none. Most are meant to be words of the table, so these are tried first.
 */
function replace(word: ReadWord, { table, said }: Vocabulary): readonly ReadWord[] {
  const parts = part(word, (piece) => table.has(piece));
  if (parts) return parts;
  const near = correct(word.text, table, false);
  if ((near[0]?.nearness ?? 0) >= SURELY_NEAR) return corrected(word, near);
  const all = said();
  const others = part(word, (piece) => table.has(piece) || all.has(piece));
  if (others) return others;
  const further = correct(word.text, all, true).filter((one) => !table.has(one.word));
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
