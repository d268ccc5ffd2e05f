import { isPlainKey, isStatusKey } from '../../codes/code-field.js';
import type { Match } from '../../codes/scan.js';
import type { Table } from '../../table/table.js';
import { keyOf, type LineField, readLineField, readValueLine } from './field-line.js';
import { fieldStart, Layout, MAX_COLUMN, readFieldEnd } from './layout.js';
import { readAbove } from './lines-above.js';
import { MAX_LINES, mayMatter, ResponseFields, type ResponseReading } from './response-fields.js';

/** What a line adds to a response over several lines. */
export interface LineStep {
  /** Whether the response continues after the line. */
  readonly open: boolean;
  /** Whether the line is inside one of its fields: another response may begin there. */
  readonly isInside?: boolean;
  /** What the response means, once it is known, and where in the text it became known. */
  readonly reading?: ResponseReading;
  readonly at?: number;
  /** The match in the line that belongs to the response. */
  readonly own?: Match;
}

/**
 * Follows a response that a pretty-printer spread over lines, one field per line, from its code on; the
 * lines above are read when the code has come. The column says what belongs to it: all its fields start in
 * the same one, their contents further right, and a line further left ends it.
 */
export class MultilineResponse {
  readonly #table: Table;
  readonly #layout: Layout;
  readonly #fields = new ResponseFields();
  /** The field whose key was on the previous line, if its value is on this one. */
  #pending: LineField['kind'] | undefined;
  /** Whether more fields may follow. */
  #goesOn = true;
  #lines = 0;

  private constructor(table: Table, layout: Layout) {
    this.#table = table;
    this.#layout = layout;
  }

  /**
   * Begins with a line that has the code of a response, or the key of its code, and no other field.
   *
   * @param start Where the line starts in the text.
   * @param end Where it ends, without its line end.
   * @param match The only match of a scanner in the line.
   * @param isNamed Whether the match is a code whatever is on other lines.
   * @param above Gets the lines before it: at most `LINES_ABOVE` bytes.
   * @returns `undefined` if something else is on the line, or no other lines seem to belong to it.
   */
  static begin(
    table: Table,
    text: string,
    start: number,
    end: number,
    match: Match,
    isNamed: boolean,
    above: () => string,
  ): MultilineResponse | undefined {
    if (match.kind === 'module') return undefined;
    const ending = readFieldEnd(text, match.end, end);
    if (!ending) return undefined;
    const key = keyOf(text, match);
    if (key < start || isStatusKey(text, key)) return undefined;
    const field = fieldStart(text, key, start);
    const layout = Layout.of(text, start, field);
    if (!layout || (layout.opens && !ending.comma)) return undefined;
    const response = new MultilineResponse(table, layout);
    const fields = response.#fields;
    if (!layout.opens) readAbove(table, layout, fields, above());
    const isDump =
      ending.comma ||
      /[[<]/.test(text[field] as string) ||
      / ?=>/.test(text.slice(key, match.start));
    const hasOthers = fields.module !== undefined || fields.params !== undefined;
    // Indented lines are common: a code that needs no other fields needs another sign of a response.
    if (isNamed && !isDump && !hasOthers && !fields.isMarketData) return undefined;
    if (match.text === '') response.#pending = 'code';
    else {
      const isPlain = isPlainKey(text, key);
      fields.take({ kind: 'code', match, isPlain, pending: false, end: match.end });
    }
    response.#goesOn = fields.mayFollow(ending);
    fields.hasCommas ||= ending.comma;
    return response;
  }

  /** Whether its code has come. */
  get hasCode(): boolean {
    return this.#fields.code !== undefined;
  }

  /** What the code means, as far as is known; `undefined` if it is no code. */
  get reading(): ResponseReading | undefined {
    return this.#fields.read(this.#table);
  }

  /** Whether no other field can change what the code means. */
  get isComplete(): boolean {
    if (!this.#goesOn) return true;
    const { code, module, params } = this.#fields;
    if (!code || (module === undefined && !code.whole)) return false;
    const { entry } = this.reading ?? {};
    return !entry || entry.placeholders === 0 || params !== undefined;
  }

  /**
   * Whether a line that is still incomplete may belong to it.
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
   * @param end Where it ends, without its line end.
   * @param matches The matches of a scanner in it.
   */
  step(text: string, start: number, end: number, matches: readonly Match[]): LineStep {
    if (++this.#lines >= MAX_LINES) return { open: false };
    const field = this.#read(text, start, end, matches);
    if (field === 'outside') return { open: false };
    if (field === 'deeper') return { open: this.hasCode, isInside: true };
    if (!field) return { open: this.hasCode };
    if (field.kind === 'code' && this.hasCode) {
      // A longer key beside `code`, such as `errorCode`, says something else.
      return { open: this.#fields.isPlain && field.isPlain === false };
    }
    const ending = readFieldEnd(text, field.end, end);
    this.#goesOn = ending !== undefined && this.#fields.mayFollow(ending);
    this.#fields.take(field);
    const own = field.match ? { own: field.match } : {};
    if (!this.isComplete) return { open: true, ...own };
    const { reading } = this;
    return { open: false, ...own, ...(reading ? { reading, at: field.end } : {}) };
  }

  /** Reads the field of a line; `undefined` for a line of the response that has none that matters. */
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
    const first = this.#layout.fieldOf(text, start, end);
    if (pending) {
      const value = readValueLine(this.#table, text, first, end, pending, matches);
      if (value) return value;
    }
    if (standing === 'deeper') return 'deeper';
    this.#fields.look(text, start, end, this.#layout);
    if (!mayMatter(text, start, end)) return undefined;
    const field = readLineField(text, start, end, first, matches);
    if (!field?.pending) return field;
    this.#pending = field.kind;
    return undefined;
  }
}
