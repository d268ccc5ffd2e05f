import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { groupBy } from '../text/group-by.js';
import { withoutInvisible } from '../text/invisible.js';
import { ALPHABETIC, LETTERS } from '../text/letters.js';
import { latinize } from '../text/look-alikes.js';
import { memoize } from '../text/memoize.js';
import { foldedFamilyIndex, LEAST_LETTERS, lettersIn } from './family-index.js';
import { DASHES, lookAlikesToDigits } from './normalize.js';
import { readWord } from './parse.js';
import { isAnnounced, isCounted, isPartOfNumber, isToldAsCode } from './surroundings.js';

/** A code quoted in a text. */
export interface QuotedCode {
  /** The words that it was read from. */
  readonly text: string;
  /** Where they start and end in the text: UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it can mean: several entries if a number belongs to several codes. */
  readonly entries: readonly Entry[];
}

/** How much of a text is searched, in characters. */
const MAX_SEARCHED = 100_000;

/** The maximum number of pieces that make up one code. */
const MAX_PIECES = 10;

/** The maximum length of a code, blanks aside. */
const MAX_CODE = 60;

/** How many digits a code of a short family needs inside a sentence. */
const LEAST_DIGITS_OF_SHORT_FAMILY = 5;

/** A run of letters and digits. A code with blanks or dashes inside has several. */
interface Piece {
  /** In lower case, with Latin letters for those that look like them. */
  readonly plain: string;
  /** The same with digits for the letters that look like them. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** A text with its pieces, and the codes found so far. */
interface Reader {
  readonly table: Table;
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly found: readonly QuotedCode[];
}

/** The code at a piece, and the last piece of it. */
interface Reading {
  readonly entries: readonly Entry[];
  readonly last: number;
}

/** A way to read the code that starts with a piece. */
type Strategy = (reader: Reader, index: number) => Reading | undefined;

/**
 * Finds the codes in a text that are recognisable by themselves, damaged as people, pages and text
 * recognition damage them: letters for digits and digits for letters (`OOOO102`, `USCUST0MER`), blanks and
 * dashes inside (`USCUSTOMER _ API _ 0000 102`), letters of other alphabets that look the same, without the
 * module or leading zeros. A padded number alone counts if the text says that somebody got it
 * (`gets 0000603`), but not as the number of something else (`order 0000603`) or an amount. Short families
 * need five digits. Time grows linearly with the text.
 *
 * @returns Each code once, in the text's order.
 */
export function findLongCodes(table: Table, text: string): QuotedCode[] {
  return findCodes(table, text, [readFamily, readPaddedNumber]);
}

/**
 * Finds all codes quoted in a text: those of {@link findLongCodes}, and any short code or number that the
 * word before announces (`error 102`, `code: US500`).
 *
 * @returns Each code once, in the text's order.
 */
export function findQuotedCodes(table: Table, text: string): QuotedCode[] {
  return findCodes(table, text, [readFamily, readPaddedNumber, readAnnounced]);
}

/**
 * Reads a text that is several codes and nothing else: `USCUSTOMER_API_0000102, US500`.
 *
 * @returns Each code once, in the text's order; none if any word of the text is not a code.
 */
export function readCodeList(table: Table, text: string): QuotedCode[] {
  const codes = new Map<Entry | undefined, QuotedCode>();
  for (const { 0: word, index } of text.slice(0, MAX_SEARCHED).matchAll(/[^\s,;]+/g)) {
    const entries = /[A-Za-z]/.test(word) ? readWord(table, word)?.entries : undefined;
    if (!entries) return [];
    if (codes.has(entries[0])) continue;
    codes.set(entries[0], { text: word, start: index, end: index + word.length, entries });
  }
  return [...codes.values()];
}

/** Reads a text piece by piece, each piece in the first way that fits. */
function findCodes(table: Table, text: string, strategies: readonly Strategy[]): QuotedCode[] {
  const found: QuotedCode[] = [];
  const seen = new Set<Entry>();
  const read = text.slice(0, MAX_SEARCHED);
  const reader = { table, text: read, pieces: piecesOf(read), found };
  for (let index = 0; index < reader.pieces.length; index++) {
    let reading: Reading | undefined;
    for (const strategy of strategies) reading ??= strategy(reader, index);
    if (!reading) continue;
    const entries = reading.entries.filter((entry) => !seen.has(entry));
    for (const entry of entries) seen.add(entry);
    const { start } = reader.pieces[index] as Piece;
    const { end } = reader.pieces[reading.last] as Piece;
    if (entries.length > 0) found.push({ text: text.slice(start, end), start, end, entries });
    index = reading.last;
  }
  return found;
}

const PIECE = new RegExp(`[${ALPHABETIC}](?:[${ALPHABETIC}|!]*[${ALPHABETIC}])?`, 'g');

/** The pieces of a text; none if it has no digit. */
function piecesOf(text: string): Piece[] {
  if (!/[\d\uff10-\uff19]/.test(text)) return [];
  return Array.from(text.matchAll(PIECE), ({ 0: word, index }) => {
    const plain = latinize(word);
    const folded = lookAlikesToDigits(plain);
    return { plain, folded, start: index, end: index + word.length };
  });
}

/** The folded names of families by their first two characters. */
const headsByStart = memoize((table: Table) =>
  groupBy(foldedFamilyIndex(table).keys(), (head) => head.slice(0, 2)),
);

/** What may be a number or a piece of one: `is` would otherwise be read as 15. */
const NUMBER = /\d|^o+$/;

/** Reads a family and a number that take up as many pieces as possible. */
function readFamily({ table, text, pieces }: Reader, index: number): Reading | undefined {
  const { start } = pieces[index] as Piece;
  let longest: Reading | undefined;
  let folded = '';
  let heads: readonly string[] | undefined;
  for (let last = index; last < Math.min(index + MAX_PIECES, pieces.length); last++) {
    const piece = pieces[last] as Piece;
    const before = last > index ? pieces[last - 1] : undefined;
    if (before && !areJoined(text, before, piece)) break;
    folded += piece.folded;
    if (folded.length > MAX_CODE) break;
    if (folded.length < 2) continue;
    heads ??= headsByStart(table).get(folded.slice(0, 2)) ?? [];
    heads = heads.filter(
      (head) => head.startsWith(folded) || (folded.startsWith(head) && NUMBER.test(piece.plain)),
    );
    if (heads.length === 0) break;
    const entries = heads.flatMap((head) => entriesOf(table, head, folded.slice(head.length)));
    const isOther =
      isPartOfNumber(text, piece.start, piece.end) ||
      (before !== undefined && countsSomething(text, before, piece));
    if (entries.length > 0 && !isOther) longest = { entries, last };
    // What follows a complete code is not part of it.
    if (table.get(text.slice(start, piece.end))) break;
  }
  return longest;
}

const JOINT = new RegExp(`^(?:[\\s_${DASHES}]*|\\.)$`);

/** Whether what is between two pieces may be inside a code: blanks, dashes, `_`, or a dot if no number. */
function areJoined(text: string, before: Piece, next: Piece): boolean {
  const between = withoutInvisible(text.slice(before.end, next.start));
  const isDotted = between === '.' && /\d$/.test(before.plain) && /^\d/.test(next.plain);
  return !isDotted && JOINT.test(between);
}

/** Whether a piece is a number after a blank that counts what follows: `code 3 times`. */
function countsSomething(text: string, before: Piece, { plain, start, end }: Piece): boolean {
  return /\s$/.test(text.slice(before.end, start)) && /^\d+$/.test(plain) && isCounted(text, end);
}

/** The entries of the families with a folded name and a number, with or without its leading zeros. */
function entriesOf(table: Table, head: string, digits: string): Entry[] {
  if (!/^\d+$/.test(digits)) return [];
  const names = foldedFamilyIndex(table).get(head) ?? [];
  return names.flatMap(({ family }) => {
    const letters = lettersIn(family);
    const least = letters < LEAST_LETTERS ? LEAST_DIGITS_OF_SHORT_FAMILY : 1;
    if (letters < 2 || digits.length < least) return [];
    return table.get(family + digits) ?? table.byNumber(digits).filter((e) => e.family === family);
  });
}

/** Reads a number padded with zeros, as codes are, where the text says that it is a code. */
function readPaddedNumber(reader: Reader, index: number): Reading | undefined {
  const { table, text, pieces, found } = reader;
  const { plain, folded, start, end } = pieces[index] as Piece;
  // `solo` is no number.
  if (!/^000\d{3,}$/.test(folded) || !/\d.*\d/.test(plain)) return undefined;
  if (isPartOfNumber(text, start, end)) return undefined;
  const entries = table.byNumber(folded).filter(({ code }) => code.endsWith(folded));
  if (entries.length === 0) return undefined;
  const previous = found.at(-1);
  const goesOn = previous && BETWEEN_CODES.test(text.slice(previous.end, start));
  return goesOn || isToldAsCode(text, start, end) ? { entries, last: index } : undefined;
}

/** What separates two codes of a list. */
const BETWEEN_CODES = /^[\s,;/&+]*(?:and|or|then|then also)?\s*$/;

/** A word, which may have dashes; a short one may have a blank: `US 500`. */
const WORD = new RegExp(
  `[A-Za-z]{1,3}[ \\t]+\\d+|[${ALPHABETIC}]+(?:[_${DASHES}]{1,9}[${ALPHABETIC}]+){0,${MAX_PIECES}}`,
  'y',
);

/** What precedes a later piece of such a word. */
const EARLIER_PIECE = new RegExp(`[${LETTERS}][_${DASHES}]+$`);

/** Reads a word that is announced as a code, or that starts a row: `G500=message`. */
function readAnnounced({ table, text, pieces }: Reader, index: number): Reading | undefined {
  const { start } = pieces[index] as Piece;
  if (EARLIER_PIECE.test(text.slice(Math.max(0, start - 3), start))) return undefined;
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[0] ?? '';
  const end = start + word.length;
  const startsRow = index === 0 && /^\s*=/.test(text.slice(end, end + 16));
  if (isPartOfNumber(text, start, end) || !(startsRow || isAnnounced(text, start)))
    return undefined;
  const { entries, kind } = readWord(table, word) ?? {};
  if (!entries || kind === 'look-alike' || kind === 'part') return undefined;
  if (kind === 'number' && isCounted(text, end)) return undefined;
  let last = index;
  while ((pieces[last + 1]?.start ?? end) < end) last++;
  return { entries, last };
}
