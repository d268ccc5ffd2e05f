import type { Entry, Repair } from '../../table/entry.js';
import { type Guidance, guidanceOf } from '../../table/guidance.js';
import type { LineNumber } from '../../text/numbers.js';
import { shorten } from '../../text/shorten.js';
import { copyingRepair } from '../code-text.js';
import { oneLine } from '../one-line.js';
import type { Row } from '../row.js';
import { Families } from './families.js';
import { PaddedNumbers } from './padded-numbers.js';

/** A code and its message, from a repaired row. */
export interface Claim extends Guidance {
  readonly code: string;
  readonly message: string;
  readonly page: string;
  /** The 1-based line; absent if it is not known. */
  readonly line?: number;
  readonly repairs: readonly Repair[];
  /** The entry that makes the claim, if it comes from a JSON table. */
  readonly entry?: Entry;
  /** Whether {@link entry} is complete, including its source, so that nothing is added to it. */
  readonly complete?: boolean;
}

/** A line that looks like a row and cannot be read. */
export interface UnreadRow {
  /** The page's path or name. */
  readonly page: string;
  readonly line: LineNumber;
  /** The line as written. */
  readonly raw: string;
  /** What is wrong with it. */
  readonly why: string;
}

/** The result of repairing rows. */
export interface RepairedRows {
  /** What each page's rows say, and how many lines turned out to be rows; by the page's name. */
  readonly byPage: ReadonlyMap<
    string,
    { readonly claims: readonly Claim[]; readonly rows: number }
  >;
  readonly unread: readonly UnreadRow[];
}

/** The code of a row. */
interface Head {
  readonly code: string;
  readonly repairs: readonly Repair[];
}

/** One of several rows that may be merged on a line. */
interface Piece {
  readonly code: string;
  readonly message: string;
}

/** A code-like word right before a later `=`: the seam between two merged rows. */
const SEAM = /(?:^|\s)([A-Za-z][A-Za-z0-9_-]*\d)\s*$/;

/** How far before a `=` the code at a seam can start, in characters. */
const SEAM_REACH = 160;

/** More merged rows on one line are not plausible. */
const MOST_PIECES = 16;

/** Longer lines are cut in the record of a repair. */
const LONGEST_RECORD = 2000;

class RowRepairer {
  readonly #families: Families;
  readonly #padded: PaddedNumbers;

  constructor(families: Families, padded: PaddedNumbers) {
    this.#families = families;
    this.#padded = padded;
  }

  /** Reads the claims of a row; `undefined` if it is not a row after all. */
  read(row: Row): Claim[] | UnreadRow | undefined {
    if (row.fault !== undefined) {
      // A line that only starts with a code may be prose.
      const isRow = row.kind !== 'line' || this.#families.knows(row.code);
      return isRow ? this.#unread(row, row.fault) : undefined;
    }
    const pieces = row.kind === 'cell' ? [row] : this.#split(row);
    if (pieces.length > MOST_PIECES)
      return this.#unread(row, `${pieces.length} rows are merged on this line`);
    const claims: Claim[] = [];
    for (const [index, piece] of pieces.entries()) {
      const read = this.#readCode(row, piece.code);
      if (!read || 'why' in read) return read;
      const head = index === 0 ? withCopying(row, read) : read;
      const message = (row.decode ?? identity)(
        index < pieces.length - 1 ? withoutResidue(piece.message) : piece.message,
      );
      if (message.trim() === '') {
        if (pieces.length > 1) continue;
        return this.#unread(row, `no message for ${head.code}`);
      }
      claims.push({
        code: head.code,
        message: oneLine(message),
        page: row.page,
        line: row.line,
        ...guidanceOf(row),
        repairs:
          pieces.length === 1
            ? head.repairs
            : joined(index, head.repairs, spliced(row, pieces, index)),
      });
    }
    return claims.length > 0 ? claims : this.#unread(row, 'no message for its codes');
  }

  /** Splits merged rows: `A1=first ... B1=second`. */
  #split(row: Row): Piece[] {
    const pieces: Piece[] = [];
    let code = row.code;
    let start = 0;
    for (const { index: eq } of row.message.matchAll(/[=＝]/g)) {
      if (!/[\d\s]/.test(row.message[eq - 1] ?? '')) continue;
      const from = Math.max(start, eq - SEAM_REACH);
      const before = row.message.slice(from, eq);
      const match = SEAM.exec(before);
      const next = match?.[1];
      // At its edge, the window may start inside a word.
      if (!next || (from > start && match.index === 0 && match[0].startsWith(next))) continue;
      if (!(this.#families.knows(next) || this.#families.complete(next))) continue;
      const seam = eq - (before.length - before.lastIndexOf(next));
      pieces.push({ code, message: row.message.slice(start, seam) });
      code = next;
      start = eq + 1;
    }
    pieces.push({ code, message: row.message.slice(start) });
    return row.decode
      ? pieces
      : pieces.map((piece) => ({ ...piece, message: piece.message.trim() }));
  }

  #readCode(row: Row, written: string): Head | UnreadRow | undefined {
    const text = written.trim();
    if (!/\s/.test(text)) return this.#readWord(row, text);

    const whole = text.replace(/\s+/g, '');
    if (this.#families.knows(whole)) {
      const why = 'The code contained a stray blank, which was removed.';
      return { code: whole, repairs: [{ line: row.line, kind: 'blank-in-code', was: text, why }] };
    }
    // A fragment of another code precedes the code, which is the word nearest to the `=`.
    const cut = text.search(/\s\S*$/);
    const fragment = text.slice(0, cut).trim();
    const last = text.slice(cut + 1);
    const code =
      row.kind === 'cell'
        ? undefined
        : (this.#families.complete(last) ?? (this.#families.knows(last) ? last : undefined));
    if (!code) {
      return row.trusted || this.#families.startsLikeCode(fragment)
        ? this.#unread(row, `"${text}" cannot be repaired to a code`)
        : undefined;
    }
    if (!this.#families.startsLikeCode(fragment)) return undefined;
    const completed = code === last ? '' : ` "${last}" was completed to ${code}.`;
    const why = `A fragment of another code ("${fragment}") preceded it and was removed.${completed}`;
    return { code, repairs: [{ line: row.line, kind: 'cut-code', was: text, why }] };
  }

  #readWord(row: Row, word: string): Head | UnreadRow | undefined {
    const padded = this.#padded.get(word);
    if (padded !== undefined) {
      const why = `A spreadsheet took the code for a number and dropped its zeros; restored to ${padded}.`;
      return { code: padded, repairs: [{ line: row.line, kind: 'lost-zeros', was: word, why }] };
    }
    // A code at the start of a line or after a seam may have lost its start; the key of a file has not.
    if (row.kind === 'line' || word !== row.code.trim()) {
      const known = this.#families.knows(word);
      const whole = this.#families.complete(word);
      if (whole && (!known || this.#families.isRarePiece(word, whole))) {
        const why = `The start of the code was cut off; "${word}" was completed to ${whole}.`;
        return { code: whole, repairs: [{ line: row.line, kind: 'cut-code', was: word, why }] };
      }
    }
    if (this.#families.knows(word) || this.#families.believesLone(word, row.kind)) {
      return { code: word, repairs: [] };
    }
    if ((row.trusted && word !== '') || this.#families.startsLikeCode(word)) {
      return this.#unread(
        row,
        `"${shorten(word, LONGEST_RECORD)}" is not a code (letters, then a number)`,
      );
    }
    if (this.#families.leavesOpen(word, row)) {
      return this.#unread(
        row,
        `only one row has the prefix of "${shorten(word, LONGEST_RECORD)}": too little evidence that it is a code`,
      );
    }
    return undefined;
  }

  #unread(row: Row, why: string): UnreadRow {
    return { page: row.page, line: row.line, raw: shorten(row.raw, LONGEST_RECORD), why };
  }
}

/** Adds the repairs that were made earlier: while reading the row, and while cleaning its code. */
function withCopying(row: Row, head: Head): Head {
  if (row.written === undefined && !row.repairs) return head;
  const repairs = [...(row.repairs ?? [])];
  if (row.written !== undefined) repairs.push(copyingRepair(row.written, row.line));
  return { code: head.code, repairs: [...repairs, ...head.repairs] };
}

const identity = (text: string) => text;

/** Takes off what a splice leaves at the end of the first sentence: blanks and dots. */
function withoutResidue(message: string): string {
  let end = message.length;
  for (;;) {
    const before = end;
    while (end > 0 && /\s|…/.test(message[end - 1] as string)) end--;
    let dots = end;
    while (dots > 0 && message[dots - 1] === '.') dots--;
    // A single dot belongs to the sentence.
    if (end - dots > 1) end = dots;
    if (end === before) return message.slice(0, end);
  }
}

/** The repair of one of several merged rows. */
function spliced(row: Row, pieces: readonly Piece[], index: number): Repair {
  const seam = pieces[index === 0 ? 1 : index]?.code;
  const which =
    pieces.length === 2
      ? `Two rows were merged on one line; split before "${seam}=". This is the ${index === 0 ? 'first' : 'second'} one.`
      : `${pieces.length} rows were merged on one line; split before "${seam}=". This is number ${index + 1}.`;
  return { line: row.line, kind: 'spliced-row', was: shorten(row.raw, LONGEST_RECORD), why: which };
}

/** The repairs of a piece, in the order in which they were made. */
function joined(index: number, ofCode: readonly Repair[], splice: Repair): Repair[] {
  return index === 0 ? [...ofCode, splice] : [splice, ...ofCode];
}

/** What is known before the pages are read. */
export interface KnownBefore {
  readonly families?: Iterable<string>;
  readonly codes?: Iterable<string>;
}

/**
 * Repairs the rows of one or several pages: stray blanks inside codes, fragments before codes, cut-off
 * family names, zeros that a spreadsheet dropped, merged rows. Families are learnt from all rows together.
 *
 * @param rows Everything that looks like a row; what turns out not to be one is dropped.
 * @param known Known families, for completing cut-off ones, and known codes.
 * @returns The claims of the rows with their repairs, and the rows that could not be read.
 */
export function repairRows(
  rows: readonly Row[],
  { families = [], codes = [] }: KnownBefore = {},
): RepairedRows {
  const repairer = new RowRepairer(new Families(rows, families), new PaddedNumbers(codes, rows));
  const byPage = new Map<string, { claims: Claim[]; rows: number }>();
  const ofPage = (name: string) => {
    const page = byPage.get(name) ?? { claims: [], rows: 0 };
    byPage.set(name, page);
    return page;
  };
  const faulty: { readonly row: Row; readonly read: UnreadRow }[] = [];
  const found = new Set<string>();
  for (const row of rows) {
    const read = repairer.read(row);
    if (!read) continue;
    if (!Array.isArray(read)) {
      faulty.push({ row, read });
      continue;
    }
    const page = ofPage(row.page);
    page.rows++;
    for (const claim of read) {
      page.claims.push(claim);
      found.add(claim.code);
    }
  }
  const unread: UnreadRow[] = [];
  for (const { row, read } of faulty) {
    if (row.weak && row.fault !== undefined && found.has(row.code)) continue;
    ofPage(row.page).rows++;
    unread.push(read);
  }
  return { byPage, unread };
}
