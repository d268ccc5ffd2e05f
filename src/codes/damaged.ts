import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { addTo, groupBy } from '../text/group-by.js';
import { latinize } from '../text/look-alikes.js';
import { LEAST_LETTERS, lettersIn } from './family-index.js';
import { isCounted, isPartOfNumber, isToldAsCode } from './surroundings.js';

/** A code read in a text, damaged or not. */
export interface DamagedCode {
  /** The stretch of the text that it was read from: UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it can mean: several entries where a number belongs to several codes. */
  readonly entries: readonly Entry[];
}

/** Longer texts are only read up to here, in characters. */
const LONGEST_TEXT = 100_000;

/** At most this many pieces, parted by blanks or dashes, make up one code. */
const MOST_PIECES = 10;

/** At most this many characters, blanks aside, make up one code. */
const LONGEST_CODE = 60;

/** A short family counts if the number has at least this many digits and the family two letters. */
const LEAST_DIGITS_OF_SHORT_FAMILY = 5;

/** A number without its family must be padded with zeros, as a code's number is. */
const PADDED_NUMBER = /^000\d{3,}$/;

/** Signs that are taken for digits, and letters that those digits are taken for in turn. */
const DIGITS: Readonly<Record<string, string>> = {
  o: '0',
  q: '0',
  i: '1',
  l: '1',
  '|': '1',
  '!': '1',
  z: '2',
  s: '5',
  b: '8',
};

/** One run of letters and digits, and where it stands. */
interface Piece {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** The families of a table as they look once they are folded. */
interface Families {
  /** Folded names, with and without their module, and the families that they stand for. */
  readonly byHead: ReadonlyMap<string, readonly string[]>;
  /** The same names by their first two signs. */
  readonly byFront: ReadonlyMap<string, readonly string[]>;
}

const families = new WeakMap<Table, Families>();

/** Reduces a text to letters and digits, those that look alike made the same digit. */
function fold(text: string): string {
  return latinize(text)
    .replace(/[^a-z0-9|!]+/g, '')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[a-z|!]/g, (sign) => DIGITS[sign] ?? sign);
}

function familiesOf(table: Table): Families {
  let known = families.get(table);
  if (known) return known;
  const byHead = new Map<string, string[]>();
  for (const { name, module } of table.families) {
    if (!/[A-Za-z]{2}/.test(name)) continue;
    addTo(byHead, fold(name), name);
    const rest = name.slice(module.length);
    if (module !== '' && name.startsWith(module) && lettersIn(rest) >= LEAST_LETTERS) {
      addTo(byHead, fold(rest), name);
    }
  }
  known = { byHead, byFront: groupBy(byHead.keys(), (head) => head.slice(0, 2)) };
  families.set(table, known);
  return known;
}

/** A run of letters and digits; Chinese ones are written right beside a code. */
const PIECE =
  /(?!\p{Script=Han})[\p{L}\p{N}](?:(?:(?!\p{Script=Han})[\p{L}\p{N}|!])*(?!\p{Script=Han})[\p{L}\p{N}])?/gu;

/** Whether a code is known by its family: without the letters of one it is a word or number like any other. */
export function hasLongFamily({ family }: Entry): boolean {
  return lettersIn(family) >= LEAST_LETTERS;
}

/** The runs of letters and digits of a text. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(PIECE)) {
    const end = match.index + match[0].length;
    pieces.push({ folded: fold(match[0]), start: match.index, end });
  }
  return pieces;
}

/** What may stand between two pieces of a code: blanks, dashes, `_`, invisible characters; or a dot. */
const JOINT = /^(?:[\s_\-\p{Pd}\u00ad\u200b-\u200f\u2060\ufeff]*|\.)$/u;

function areJoined(text: string, before: Piece, next: Piece): boolean {
  const between = text.slice(before.end, next.start);
  const isDotted =
    between.includes('.') && /\d[^\d]*$/.test(text.slice(before.end - 1, next.start));
  const parted = isDotted && /\d/.test(text[next.start] as string);
  return !parted && JOINT.test(between);
}

/** What may be a number, or a piece of one: "is" would otherwise be read as 15. */
const HOLDS_NUMBER = /\d|^[oо]+$/i;

/**
 * Finds the codes that stand in a text as text recognition, typing and copying damage them: letters
 * for digits and digits for letters (`OOOO102`, `USCUST0MER`), blanks and dashes inside
 * (`USCUSTOMER _ API _ 0000 102`), letters of other alphabets that look the same, the module or the
 * leading zeros left out, the padded number alone where somebody is said to get it (`gets 0000603`).
 *
 * The number of something else (`order 0000603`), an amount (`transfer 0000603 dollars`), a dotted number
 * (`1.0.1`, `10.0.0.1`) and a bare one without leading zeros are no codes. A short
 * family (fewer than four letters) counts with five digits or more. Time grows linearly with the text.
 *
 * @param table The codes to know.
 * @param text Any text; its first 100,000 characters are read.
 * @returns What was read and where, in the text's order, no two stretches overlapping.
 */
export function findDamagedCodes(table: Table, text: string): DamagedCode[] {
  const read = text.slice(0, LONGEST_TEXT);
  if (!/\d/.test(read)) return [];
  const pieces = piecesOf(read);
  const found: DamagedCode[] = [];
  for (let index = 0; index < pieces.length; ) {
    const reading = readFrom(table, read, pieces, index);
    const code =
      reading?.code ?? readNumberAlone(table, read, pieces[index] as Piece, found.at(-1));
    if (code) found.push(code);
    index += reading?.count ?? 1;
  }
  return found;
}

interface PieceReading {
  readonly code: DamagedCode;
  readonly count: number;
}

/** Reads the code that begins with a piece: the one that takes in the most. */
function readFrom(
  table: Table,
  text: string,
  pieces: readonly Piece[],
  index: number,
): PieceReading | undefined {
  const first = pieces[index] as Piece;
  const { byHead, byFront } = familiesOf(table);
  let best: PieceReading | undefined;
  let folded = '';
  let heads: readonly string[] | undefined;
  for (let count = 1; count <= MOST_PIECES && index + count <= pieces.length; count++) {
    const last = pieces[index + count - 1] as Piece;
    const before = pieces[index + count - 2] as Piece;
    if (count > 1 && !areJoined(text, before, last)) break;
    folded += last.folded;
    if (folded.length > LONGEST_CODE) break;
    if (folded.length < 2) continue;
    heads ??= byFront.get(folded.slice(0, 2)) ?? [];
    const isNumber = HOLDS_NUMBER.test(text.slice(last.start, last.end));
    heads = heads.filter(
      (head) => head.startsWith(folded) || (isNumber && folded.startsWith(head)),
    );
    const isCount = count > 1 && countsSomething(text, before, last);
    const take = (entries: readonly Entry[]): void => {
      if (entries.length === 0 || isCount || isPartOfNumber(text, last.start, last.end)) return;
      best = { code: { start: first.start, end: last.end, entries }, count };
    };
    for (const head of heads) {
      const digits = folded.slice(head.length);
      if (!/^\d+$/.test(digits)) continue;
      take((byHead.get(head) ?? []).flatMap((family) => entriesOf(table, family, digits)));
    }
    // What follows a code that is whole as it stands is no part of it.
    if (heads.length === 0 || table.get(text.slice(first.start, last.end))) break;
  }
  return best;
}

/** Reads a padded number that stands alone, where the words around it say that it is a code. */
function readNumberAlone(
  table: Table,
  text: string,
  piece: Piece,
  previous: DamagedCode | undefined,
): DamagedCode | undefined {
  const { folded, start, end } = piece;
  if (!PADDED_NUMBER.test(folded) || !isMostlyDigits(text, piece)) return undefined;
  if (isPartOfNumber(text, start, end)) return undefined;
  const entries = table.byNumber(folded).filter(({ code }) => code.endsWith(folded));
  if (entries.length === 0) return undefined;
  const goesOnWithList =
    previous !== undefined && BETWEEN_CODES.test(text.slice(previous.end, start));
  return goesOnWithList || isToldAsCode(text, start, end) ? { start, end, entries } : undefined;
}

/** What stands between two codes that are named one after the other. */
const BETWEEN_CODES = /^[\s,;/&+]*(?:and|or|then|then also)?\s*$/;

/** Whether the number is parted from the words before it, and counts what stands behind: `code 3 times`. */
function countsSomething(text: string, before: Piece, last: Piece): boolean {
  return (
    /\s$/.test(text.slice(before.end, last.start)) &&
    /^\d+$/.test(text.slice(last.start, last.end)) &&
    isCounted(text, last.end)
  );
}

/** The entries of a family with a number, written in full or without its leading zeros. */
function entriesOf(table: Table, family: string, digits: string): Entry[] {
  if (lettersIn(family) < LEAST_LETTERS && digits.length < LEAST_DIGITS_OF_SHORT_FAMILY) return [];
  const exact = table.get(family + digits);
  return exact ? [exact] : table.byNumber(digits).filter((entry) => entry.family === family);
}

/** Whether a piece has at least two digits of its own, so that it is no word such as `solo`. */
function isMostlyDigits(text: string, { start, end }: Piece): boolean {
  return (text.slice(start, end).match(/\d/g)?.length ?? 0) >= 2;
}
