import { isPlainKey, isStatusKey } from '../codes/code-field.js';
import { createScanner, type Match } from '../codes/scan.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { composeCode, isModule } from './envelope.js';
import { keyOf, type LineField, readLineField, readValueLine } from './field-line.js';
import { type FieldEnd, fieldStart, Layout, MAX_COLUMN, readFieldEnd } from './layout.js';
import { isMarketDataAt } from './market-data.js';

/** What a response that is spread over lines turned out to say. */
export interface SpreadReading {
  readonly code: string;
  readonly entry: Entry | undefined;
  readonly params: readonly string[] | undefined;
}

/** What a line adds to a spread response. */
export interface SpreadStep {
  /** Whether the response goes on behind the line. */
  readonly open: boolean;
  /** Whether the line is inside of one of its fields: another response may begin there. */
  readonly isInside: boolean;
  /** What it says, once that is known; and where in the text that became known. */
  readonly reading?: SpreadReading;
  readonly at?: number;
  /** The match of the line that belongs to it. */
  readonly own?: Match;
}

/** The lines before a code that are read for its response, in bytes. */
export const LINES_ABOVE = 8192;

const ENDS_WITH_COMMA = /,(?:\x1b\[[0-9;:]{0,12}m)?[ \t]*\r?$/;

/** The bracket that opens an object, the first field of which stands behind it and ends the line. */
const OPENING = /[{([][ \t]{0,8}(?=[^{([ \t][^{([]*,[ \t]*\r?$)/;

/** A line of a text: where it starts and ends, its line end not included. */
interface Line {
  readonly start: number;
  readonly end: number;
}

/** Whether a line may hold a field of a response: the keys of all end alike. */
function mayMatter(text: string, start: number, end: number): boolean {
  return /[oO][dD][eE]|arams/.test(text.slice(start, end));
}

/** A response has fewer lines: a bound for what only looks like one. */
const MAX_LINES = 200;

/**
 * Follows a response that a pretty-printer spread over lines, one field a line, from its code on; what
 * stands above the code is read when the code has come. What belongs to it is told by the column: its
 * fields all start in the same one, what they hold starts further right, and what stands further left
 * ends it.
 */
export class SpreadResponse {
  readonly #table: Table;
  readonly #layout: Layout;
  #code: Match | undefined;
  #isPlain = false;
  #module: string | undefined;
  #params: readonly string[] | undefined;
  /** Whether a field beside the code says that it is an instrument. */
  #isMarketData = false;
  /** The field whose key stood on the line before, its value being on this one. */
  #pending: LineField['kind'] | undefined;
  /** Whether its fields are parted by commas, so that one without is the last. */
  #hasCommas = false;
  /** Whether more of it may follow. */
  #goesOn = true;
  #lines = 0;

  private constructor(table: Table, layout: Layout) {
    this.#table = table;
    this.#layout = layout;
  }

  /**
   * Begins with a line that holds a response's code, or the key of the code, and no other field.
   *
   * @param start Where the line starts in the text.
   * @param end Where it ends, its line end not included.
   * @param match The only match of a scanner in the line.
   * @param isNamed Whether the match is a code whatever stands on other lines.
   * @param above The lines before it, {@link LINES_ABOVE} bytes of them, as far as there are any.
   * @returns `undefined` where it shares its line, or nothing tells that other lines belong to it.
   */
  static begin(
    table: Table,
    text: string,
    start: number,
    end: number,
    match: Match,
    isNamed: boolean,
    above: () => string,
  ): SpreadResponse | undefined {
    if (match.kind === 'module') return undefined;
    const ending = readFieldEnd(text, match.end, end);
    if (!ending) return undefined;
    const key = keyOf(text, match);
    if (key < start || isStatusKey(text, key)) return undefined;
    const field = fieldStart(text, key, start);
    const layout = Layout.of(text, start, field);
    if (!layout || (layout.opens && !ending.comma)) return undefined;
    const response = new SpreadResponse(table, layout);
    if (!layout.opens) response.#recall(above());
    const isDump =
      ending.comma ||
      /[[<]/.test(text[field] as string) ||
      / ?=>/.test(text.slice(key, match.start));
    const hasOthers = response.#module !== undefined || response.#params !== undefined;
    // Indented lines are common. A code that says nothing by itself may be followed without more signs.
    if (isNamed && !isDump && !hasOthers && !response.#isMarketData) return undefined;
    if (match.text === '') response.#pending = 'code';
    else {
      const isPlain = isPlainKey(text, key);
      response.#take({ kind: 'code', match, isPlain, pending: false, end: match.end });
    }
    response.#goesOn = response.#mayFollow(ending);
    response.#hasCommas ||= ending.comma;
    return response;
  }

  /** Whether it has a code of which more may be said. */
  get hasCode(): boolean {
    return this.#code !== undefined;
  }

  /**
   * What its code means, as far as is known by now.
   *
   * @returns `undefined` where it is none, for all that is known.
   */
  get reading(): SpreadReading | undefined {
    const code = this.#code;
    if (!code) return undefined;
    const module = code.whole ? undefined : this.#module;
    if (module === undefined && this.#isMarketData && code.kind === 'field') return undefined;
    const composed =
      module === undefined
        ? { code: code.entry?.code ?? code.text, entry: code.entry }
        : composeCode(this.#table, module, code.text);
    const named =
      composed.entry !== undefined ||
      code.kind === 'word' ||
      (module !== undefined && isModule(this.#table, module) && /^[A-Z0-9_]+$/.test(code.text));
    if (!named) return undefined;
    const takes = composed.entry !== undefined && composed.entry.placeholders > 0;
    return { ...composed, params: takes && this.#params?.length ? this.#params : undefined };
  }

  /** Whether nothing that may still come can add to what its code means. */
  get isComplete(): boolean {
    if (!this.#goesOn) return true;
    if (!this.#code) return false;
    if (this.#module === undefined && !this.#code.whole) return false;
    const { entry } = this.reading ?? {};
    return !entry || entry.placeholders === 0 || this.#params !== undefined;
  }

  /**
   * Whether a line that has only begun may belong to it.
   *
   * @param end Where the text ends.
   */
  mayGoOn(text: string, start: number, end: number): boolean {
    if (end - start > MAX_COLUMN + 65536) return false;
    return this.#layout.mayHold(text, start, end);
  }

  /**
   * Takes the next line.
   *
   * @param start Where it starts in the text.
   * @param end Where it ends, its line end not included.
   * @param matches The matches of a scanner in it.
   */
  step(text: string, start: number, end: number, matches: readonly Match[]): SpreadStep {
    const isInside = false;
    if (++this.#lines >= MAX_LINES) return { open: false, isInside };
    const field = this.#read(text, start, end, matches);
    if (field === 'outside') return { open: false, isInside };
    if (field === 'deeper') return { open: this.hasCode, isInside: true };
    if (!field) return { open: this.hasCode, isInside };
    if (field.kind === 'code' && this.hasCode) {
      // One with a longer name beside `code` says something else.
      return { open: this.#isPlain && field.isPlain === false, isInside };
    }
    const ending = readFieldEnd(text, field.end, end);
    this.#goesOn = ending !== undefined && this.#mayFollow(ending);
    this.#take(field);
    const own = field.match ? { own: field.match } : {};
    const { reading } = this;
    if (!this.isComplete) return { open: true, isInside, ...own };
    return { open: false, isInside, ...own, ...(reading ? { reading, at: field.end } : {}) };
  }

  /** Reads a line's field; `undefined` for any line of the response that holds none that matters. */
  #read(
    text: string,
    start: number,
    end: number,
    matches: readonly Match[],
  ): LineField | 'outside' | 'deeper' | undefined {
    const standing = this.#layout.standing(text, start, end);
    const pending = this.#pending;
    if (standing === 'blank') return undefined;
    this.#pending = undefined;
    if (standing === 'outside') return 'outside';
    if (pending) {
      const from = this.#layout.fieldOf(text, start, end);
      const value = this.#readValue(text, from, end, pending, matches);
      if (value) return value;
    }
    if (standing === 'deeper') return 'deeper';
    this.#look(text, start, end);
    if (!mayMatter(text, start, end)) return undefined;
    const first = this.#layout.fieldOf(text, start, end);
    const field = readLineField(text, start, end, first, matches);
    if (!field?.pending) return field;
    this.#pending = field.kind;
    return undefined;
  }

  /** Reads a value whose key stands on the line before. */
  #readValue(
    text: string,
    start: number,
    end: number,
    kind: LineField['kind'],
    matches: readonly Match[] = [],
  ): LineField | undefined {
    return readValueLine(text, start, end, kind, matches, (code) => this.#table.get(code));
  }

  /** Sees what any field tells of the response. */
  #look(text: string, start: number, end: number): void {
    this.#hasCommas ||= ENDS_WITH_COMMA.test(text.slice(Math.max(start, end - 24), end));
    this.#isMarketData ||= isMarketDataAt(text, this.#layout.fieldOf(text, start, end), end);
  }

  #take({ kind, match, isPlain, values }: LineField): void {
    if (kind === 'params') this.#params ??= values;
    else if (kind === 'module') this.#module ??= match?.text;
    else if (match) {
      this.#code = match;
      this.#isPlain = isPlain === true;
    }
  }

  /** Whether more fields may follow one that ends so. */
  #mayFollow({ comma, closes }: FieldEnd): boolean {
    return !closes && (comma || !this.#hasCommas);
  }

  /** Reads the lines above the code, up to the one that opens its object or is another code's. */
  #recall(above: string): void {
    const layout = this.#layout;
    let below: Line = { start: above.length, end: above.length };
    for (let end = above.length - 1, count = 0; end > 0 && count < MAX_LINES; count++) {
      const start = above.lastIndexOf('\n', end - 1) + 1;
      // The first one may be cut.
      if (start === 0 && above.length >= LINES_ABOVE) return;
      const line = { start, end };
      end = start - 1;
      const standing = layout.standing(above, start, line.end);
      if (standing === 'outside') {
        this.#recallOpening(above, line);
        return;
      }
      if (standing === 'blank') continue;
      if (standing === 'field' && !this.#recallField(above, line, below)) return;
      below = line;
    }
  }

  /** Reads a line above the code; `false` where the response does not reach up to it. */
  #recallField(above: string, { start, end }: Line, below: Line): boolean {
    this.#look(above, start, end);
    if (!mayMatter(above, start, end)) return true;
    const first = this.#layout.fieldOf(above, start, end);
    let field = readLineField(above, start, end, first, this.#matchesOf(above, start, end));
    if (field?.pending) {
      const from = this.#layout.fieldOf(above, below.start, below.end);
      field = this.#readValue(above, from, below.end, field.kind);
    }
    if (!field) return true;
    const lineEnd = field.end <= end ? end : below.end;
    const ending = readFieldEnd(above, field.end, lineEnd);
    // Another code is another response's; what closes an object is the end of another one.
    if (field.kind === 'code' || !ending || ending.closes) return false;
    this.#take(field);
    return true;
  }

  /** Reads the field that stands right behind the bracket of the object: `{'bizCode': 'US',`. */
  #recallOpening(above: string, { start, end }: Line): void {
    if (!mayMatter(above, start, end)) return;
    const bracket = OPENING.exec(above.slice(start, end));
    if (!bracket) return;
    const first = start + bracket.index + bracket[0].length;
    const field = readLineField(above, start, end, first, this.#matchesOf(above, start, end));
    if (!field || field.kind === 'code' || !readFieldEnd(above, field.end, end)?.comma) return;
    this.#take(field);
    this.#hasCommas = true;
  }

  /** The matches of a line. */
  #matchesOf(text: string, start: number, end: number): Match[] {
    // No further: a scanner looks for the next match, however far away.
    const upTo = text.slice(0, end + 1);
    const scanner = createScanner(this.#table);
    const matches: Match[] = [];
    for (let next = scanner.next(upTo, start); next; next = scanner.next(upTo, next.end)) {
      matches.push(next);
    }
    return matches;
  }
}
