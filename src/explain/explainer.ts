import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkCallback, checkOneOf, checkOptions } from '../text/check.js';
import { collect } from './collect.js';
import type { OnLimit } from './limits.js';
import { BelowSink } from './sinks/below.js';
import { type CodeFilter, filtered } from './sinks/filter.js';
import { type ExplainStyle, InlineSink } from './sinks/inline.js';
import { NdjsonSink } from './sinks/ndjson.js';
import { type LinePrefix, MatchingSink } from './sinks/only-matching.js';

/** The ways to explain a log. */
const MODES = ['inline', 'below', 'ndjson'] as const;

/** How a log is explained. */
export interface ExplainerOptions {
  /**
   * `inline` inserts ` [message]` after each code; `below` writes the meaning below the line;
   * `ndjson` adds a field to lines that are JSON objects. Default: `inline`.
   */
  readonly mode?: (typeof MODES)[number];
  /** Passes only lines with a code. */
  readonly onlyMatching?: boolean;
  /**
   * With `onlyMatching`: the prefix of each line, such as `app.log:7:`; lines are counted from 1. The
   * last line then gets a line end if it had none.
   */
  readonly linePrefix?: LinePrefix;
  /** Control sequences that highlight codes and insertions on a terminal. */
  readonly style?: ExplainStyle;
  /** With `below`: breaks a meaning into lines, which are then indented by four columns. */
  readonly wrap?: (text: string) => readonly string[];
  /** Whether a code counts; others pass like any other word. Without a filter, all codes count. */
  readonly filter?: CodeFilter;
  /** Called each time a line exceeds a limit. */
  readonly onLimit?: OnLimit;
  /**
   * Returns memory that the next call reuses, including that of the chunk itself: for callers that are
   * done with the results before the next call. Otherwise the results are copies.
   */
  readonly transient?: boolean;
}

/** Explains one stream of bytes or text. */
export interface Explainer {
  /**
   * Takes the next bytes or the next piece of text, split anywhere.
   *
   * @returns The output so far, as bytes; text is encoded as UTF-8. Input that is not included yet
   *   follows later.
   * @throws {TypeError} For anything else.
   */
  push(chunk: Uint8Array | string): Uint8Array[];
  /** Ends the input and returns the rest of the output. */
  end(): Uint8Array[];
}

/**
 * Makes an explainer: it returns the bytes it is given, with the meaning of their codes added. Without
 * the insertions, the output equals the input byte for byte. Memory does not grow with the input.
 *
 * @param table The known codes.
 * @throws {TypeError} For an unknown mode, or any other invalid argument.
 */
export function createExplainer(table: Table, options: ExplainerOptions = {}): Explainer {
  checkTable(table);
  checkOptions('options', options);
  checkOneOf('mode', options.mode ?? 'inline', MODES);
  for (const name of ['linePrefix', 'wrap', 'filter', 'onLimit'] as const) {
    checkCallback(name, options[name]);
  }
  const createSink = (tell: (bytes: Uint8Array) => void) => {
    const write = (bytes: Uint8Array) => tell(options.transient ? bytes : Uint8Array.from(bytes));
    const inner =
      options.mode === 'below'
        ? new BelowSink(write, options.style, options.wrap, options.onLimit)
        : options.mode === 'ndjson'
          ? new NdjsonSink(write, options.onLimit)
          : new InlineSink(write, options.style);
    const sink = options.onlyMatching
      ? new MatchingSink(inner, options.linePrefix, () => options.onLimit?.('only-matching-head'))
      : inner;
    return filtered(sink, options.filter);
  };
  return collect(table, createSink, options.onLimit);
}
