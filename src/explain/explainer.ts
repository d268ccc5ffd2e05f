import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkCallback, checkOneOf, checkOptions } from '../text/check.js';
import { collect } from './collect.js';
import { BelowSink } from './sinks/below.js';
import { type CodeFilter, filtered } from './sinks/filter.js';
import { type ExplainStyle, InlineSink } from './sinks/inline.js';
import { NdjsonSink } from './sinks/ndjson.js';
import { type LinePrefix, MatchingSink } from './sinks/only-matching.js';

/**
 * A limit that a line has met: `ndjson-line` for one with a code that is too long to take a field,
 * `only-matching-head` for one whose beginning is cut off.
 */
export type ExplainLimit = 'ndjson-line' | 'only-matching-head';

/** The ways to explain a log. */
const MODES = ['inline', 'below', 'ndjson'] as const;

/** How a log is explained. */
export interface ExplainerOptions {
  /**
   * `inline` inserts ` [message]` behind each code; `below` writes the meaning under the line;
   * `ndjson` adds a field to lines that are JSON objects. `inline` unless given.
   */
  readonly mode?: (typeof MODES)[number];
  /** Lets only lines with a code through. */
  readonly onlyMatching?: boolean;
  /**
   * With `onlyMatching`: what each line begins with, such as `app.log:7:`; lines are counted from 1.
   * The last line then ends with a line end even if it had none.
   */
  readonly linePrefix?: LinePrefix;
  /** Control sequences that make codes and insertions stand out on a terminal. */
  readonly style?: ExplainStyle;
  /** Breaks a meaning that is written under its line into lines, which are then indented by four columns. */
  readonly wrap?: (text: string) => readonly string[];
  /** Which codes count: one that does not is passed through like any other word. All of them without it. */
  readonly filter?: CodeFilter;
  /** Is called each time a line meets a limit. */
  readonly onLimit?: (limit: ExplainLimit) => void;
  /**
   * Hands out memory that the next call uses again, the chunk's own included: for whoever is done
   * with a call's results before the next one. Without it the results are copies.
   */
  readonly transient?: boolean;
}

/** Explains one stream of bytes or text. */
export interface Explainer {
  /**
   * Takes the next bytes or the next piece of text, cut anywhere.
   *
   * @returns All that can be said by now, as bytes, text in UTF-8; everything that was put in is in
   *   there, or follows.
   * @throws {TypeError} For anything else.
   */
  push(chunk: Uint8Array | string): Uint8Array[];
  /** Ends the input and returns what is left. */
  end(): Uint8Array[];
}

/**
 * Makes an explainer: bytes in, the same bytes with the meaning of their codes out. Take the
 * insertions out and the input is back, byte for byte. Memory does not grow with the input.
 *
 * @param table The codes to know.
 * @throws {TypeError} For a mode that does not exist, or anything else of the wrong kind.
 */
export function createExplainer(table: Table, options: ExplainerOptions = {}): Explainer {
  checkTable(table);
  checkOptions('options', options);
  checkOneOf('mode', options.mode ?? 'inline', MODES);
  for (const name of ['linePrefix', 'wrap', 'filter', 'onLimit'] as const) {
    checkCallback(name, options[name]);
  }
  return collect<Uint8Array>(table, (tell) => {
    const write = (bytes: Uint8Array) => tell(options.transient ? bytes : Uint8Array.from(bytes));
    const inner =
      options.mode === 'below'
        ? new BelowSink(write, options.style, options.wrap)
        : options.mode === 'ndjson'
          ? new NdjsonSink(write, () => options.onLimit?.('ndjson-line'))
          : new InlineSink(write, options.style);
    const sink = options.onlyMatching
      ? new MatchingSink(inner, options.linePrefix, () => options.onLimit?.('only-matching-head'))
      : inner;
    return filtered(sink, options.filter);
  });
}
