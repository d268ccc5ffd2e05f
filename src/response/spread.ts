import { codeFieldBefore, type Match } from '../codes/scan.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { END_OF_FIELD_LINE } from '../text/notation.js';
import { composeCode, isModule } from './envelope.js';
import { findParams } from './params.js';

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
  /** What it says, once that is known; and where in the text that became known. */
  readonly reading?: SpreadReading;
  readonly at?: number;
  /** The match of the line that belongs to it. */
  readonly own?: Match;
}

/** Where a response stands whose fields have a line each. */
export interface Layout {
  /** How far into a line its keys start, quotes included, in bytes. */
  readonly column: number;
  /** How long what a log or a container's engine puts before each line is, in bytes. */
  readonly margin: number;
  /** That text of the first line, each digit as `0`: times differ. */
  readonly prefix: string;
}

/** A response has fewer lines: a bound for what only looks like one. */
const MAX_LINES = 200;

/** No margin and no indentation is longer, in bytes. */
const MAX_COLUMN = 400;

/** Between the beginning of a field and its key: colours, a quote, the bracket of a dump of PHP. */
const BEFORE_KEY = /(?:(?:\x1b\[[0-9;:]{0,24}m)?["':@[]?(?:\x1b\[[0-9;:]{0,24}m)?)$/;

/** Blanks and the brackets that open what stands on the lines: the indentation of a field. */
const INDENTATION = /[ \t{([]*$/;

/** Where a field starts whose key starts at a place: with its quote. */
function fieldStart(text: string, key: number, floor: number): number {
  return key - (BEFORE_KEY.exec(text.slice(Math.max(floor, key - 40), key))?.[0].length ?? 0);
}

const withoutDigits = (text: string) => text.replace(/\d/g, '0');

/**
 * Says how a response is laid out, one of whose fields stands on a line, if it has a line for each.
 *
 * @param start Where the line starts in the text.
 * @param end Where it ends, its line end not included.
 * @param key Where the field's key starts.
 * @param valueEnd Where its value ends.
 * @returns `undefined` where the field shares its line or does not stand inside of something.
 */
export function layoutOf(
  text: string,
  start: number,
  end: number,
  key: number,
  valueEnd: number,
): Layout | undefined {
  const from = fieldStart(text, key, start);
  const column = from - start;
  if (column === 0 || column > MAX_COLUMN || end - valueEnd > 64) return undefined;
  const ending = END_OF_FIELD_LINE.exec(text.slice(valueEnd, end));
  if (!ending) return undefined;
  const before = text.slice(start, from);
  const margin = INDENTATION.exec(before)?.index ?? column;
  const indentation = before.slice(margin);
  // A single blank divides any two words.
  if (margin > 0 && indentation.length < 2 && !/[{([]/.test(indentation)) return undefined;
  // Indented lines are common: a comma, or the brackets of `print_r`, tell that more fields follow.
  const followed = ending[1] !== '' || text[from] === '[';
  if (!followed) return undefined;
  return indentation === ''
    ? undefined
    : { column, margin, prefix: withoutDigits(before.slice(0, margin)) };
}

/**
 * Follows a response that a pretty-printer spread over lines, one field a line. What belongs to it
 * is told by the column: its fields all start in the same one, what they hold starts further right,
 * and what stands further left ends it.
 */
export class SpreadResponse {
  readonly #table: Table;
  readonly #layout: Layout;
  #code: Match | undefined;
  #module: string | undefined;
  #params: readonly string[] | undefined;
  #lines = 0;

  constructor(table: Table, layout: Layout) {
    this.#table = table;
    this.#layout = layout;
  }

  /** Takes the next field. */
  take(match: Match): void {
    if (match.kind === 'module') this.#module = match.text;
    else this.#code = match;
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
    const composed =
      this.#module === undefined || code.whole
        ? { code: code.entry?.code ?? code.text, entry: code.entry }
        : composeCode(this.#table, this.#module, code.text);
    const named =
      composed.entry !== undefined ||
      code.kind === 'word' ||
      (this.#module !== undefined &&
        isModule(this.#table, this.#module) &&
        /^[A-Z0-9_]+$/.test(code.text));
    if (!named) return undefined;
    const takes = composed.entry !== undefined && composed.entry.placeholders > 0;
    return { ...composed, params: takes && this.#params?.length ? this.#params : undefined };
  }

  /** Whether nothing that may still come can add to what its code means. */
  get isComplete(): boolean {
    const { reading } = this;
    if (!this.#code) return false;
    if (this.#module === undefined && !this.#code.whole) return false;
    const takes = reading?.entry !== undefined && reading.entry.placeholders > 0;
    return !takes || this.#params !== undefined;
  }

  /**
   * Whether a line that has only begun may belong to it.
   *
   * @param end Where the text ends.
   */
  mayGoOn(text: string, start: number, end: number): boolean {
    const { margin, column, prefix } = this.#layout;
    if (end - start > MAX_COLUMN + 65536) return false;
    if (!prefix.startsWith(withoutDigits(text.slice(start, Math.min(end, start + margin))))) {
      return false;
    }
    const content = text.slice(start + margin, end).search(/[^ \t\r]/);
    return content < 0 || margin + content >= column;
  }

  /**
   * Takes the next line.
   *
   * @param start Where it starts in the text.
   * @param end Where it ends, its line end not included.
   * @param matches The matches of a scanner in it.
   */
  step(text: string, start: number, end: number, matches: readonly Match[]): SpreadStep {
    const { margin, column, prefix } = this.#layout;
    this.#lines++;
    const line = text.slice(start, end);
    if (line.trim() === '') return { open: this.#lines < MAX_LINES };
    const content = line.slice(margin).search(/[^ \t\r]/);
    if (withoutDigits(line.slice(0, margin)) !== prefix || this.#lines >= MAX_LINES) {
      return { open: false };
    }
    if (content < 0 || margin + content > column) return { open: true };
    if (margin + content < column) return { open: false };
    const first = start + column;
    const own = matches.find((match) => {
      const key = match.kind === 'word' ? codeFieldBefore(text, match.start) : match.key;
      return key >= 0 && fieldStart(text, key, start) === first;
    });
    let end_: number;
    if (own) {
      // A second code at the same place is another response's.
      if (own.kind !== 'module' && this.#code) return { open: false };
      this.take(own);
      end_ = own.end;
    } else {
      const params = findParams(text, start, end).find(
        (field) => fieldStart(text, field.start, start) === first,
      );
      if (!params) return { open: true };
      this.#params = params.values;
      end_ = params.end;
    }
    const ends = !END_OF_FIELD_LINE.test(text.slice(Math.min(end_, end), end));
    const found = own ? { own } : {};
    if (!this.isComplete) return { open: !ends, ...found };
    const { reading } = this;
    return { open: false, ...found, ...(reading ? { reading, at: end_ } : {}) };
  }
}
