import type { Match } from '../../codes/scan.js';
import type { Entry } from '../../table/entry.js';
import type { Table } from '../../table/table.js';
import { composeCode, isModule } from '../envelope.js';
import { isMarketDataAt } from '../market-data.js';
import type { LineField } from './field-line.js';
import type { FieldEnd, Layout } from './layout.js';

/** What the fields of a response over several lines mean. */
export interface ResponseReading {
  readonly code: string;
  readonly entry: Entry | undefined;
  readonly params: readonly string[] | undefined;
}

/** A response has fewer lines: a limit for what only looks like one. */
export const MAX_LINES = 200;

const ENDS_WITH_COMMA = /,(?:\x1b\[[0-9;:]{0,12}m)?[ \t]*\r?$/;

/** Whether a line may have a field that matters: a quick check for the ends of their keys. */
export function mayMatter(text: string, start: number, end: number): boolean {
  return /[oO][dD][eE]|arams/.test(text.slice(start, end));
}

/** The fields of a response over several lines, as far as they have been read. */
export class ResponseFields {
  code: Match | undefined;
  /** Whether the key of the code is `code`. */
  isPlain = false;
  module: string | undefined;
  params: readonly string[] | undefined;
  /** Whether a field beside the code says that it is an instrument. */
  isMarketData = false;
  /** Whether commas separate the fields, so that one without is the last. */
  hasCommas = false;

  /** Notes what any field says about the response. */
  look(text: string, start: number, end: number, layout: Layout): void {
    this.hasCommas ||= ENDS_WITH_COMMA.test(text.slice(Math.max(start, end - 24), end));
    this.isMarketData ||= isMarketDataAt(text, layout.fieldOf(text, start, end), end);
  }

  /** Adds a field; of several modules or params, the first counts. */
  take({ kind, match, isPlain, values }: LineField): void {
    if (kind === 'params') this.params ??= values;
    else if (kind === 'module') this.module ??= match?.text;
    else if (match) {
      this.code = match;
      this.isPlain = isPlain === true;
    }
  }

  /** Whether more fields may follow one with this end. */
  mayFollow({ comma, closes }: FieldEnd): boolean {
    return !closes && (comma || !this.hasCommas);
  }

  /** What the code means, as far as is known; `undefined` if it is no code. */
  read(table: Table): ResponseReading | undefined {
    const { code } = this;
    if (!code) return undefined;
    const module = code.whole ? undefined : this.module;
    if (module === undefined && this.isMarketData && code.kind === 'field') return undefined;
    const composed =
      module === undefined
        ? { code: code.entry?.code ?? code.text, entry: code.entry }
        : composeCode(table, module, code.text);
    const named =
      composed.entry !== undefined ||
      code.kind === 'word' ||
      (module !== undefined && isModule(table, module) && /^[A-Z0-9_]+$/.test(code.text));
    if (!named) return undefined;
    const takes = composed.entry !== undefined && composed.entry.placeholders > 0;
    return { ...composed, params: takes && this.params?.length ? this.params : undefined };
  }
}
