import type { Repair } from '../table/entry.js';
import type { Guidance } from '../table/guidance.js';
import { TableError } from './error.js';

/** A place on a page that gives a code a message, and guidance if the page has columns for it. */
export interface Row extends Guidance {
  /** The name of the page. */
  readonly page: string;
  /** The 1-based line on which it starts. */
  readonly line: number;
  /** The line as written, without its line end. */
  readonly raw: string;
  /** The text in place of the code, without traces of copying. */
  readonly code: string;
  /** The code as written, if cleaning changed it. */
  readonly written?: string;
  /** The text in place of the message; may be empty. */
  readonly message: string;
  /**
   * The kind of row: a `CODE=message` line of a page, a key of a properties file, or cells of a table. It
   * decides which damage is possible: only lines can be merged, and only on a page can the start of a code
   * be cut off.
   */
  readonly kind: 'line' | 'key' | 'cell';
  /** Whether its place implies that it is a code: a column "code", a file that only has codes. */
  readonly trusted: boolean;
  /**
   * Whether the separator is a colon or a dash, which prose has as well. A weak row with a fault only counts
   * if no other row has its code.
   */
  readonly weak?: boolean;
  /** Whether its page contains only such rows: no prose, no markup. */
  readonly pure?: boolean;
  /** Converts the message as written to plain text, after merged rows are split. */
  readonly decode?: (message: string) => string;
  /** Repairs made while it was read. */
  readonly repairs?: readonly Repair[];
  /** Why the row cannot be read, if that is known already. */
  readonly fault?: string;
  /** What part of the row is ignored. */
  readonly note?: string;
}

/** A note about something on a page that the table does not have. */
export interface PageNote {
  readonly page: string;
  /** 1-based. */
  readonly line: number;
  readonly what: string;
}

/** The maximum number of rows: a file with more is a log, which would fill the memory. */
const MOST_ROWS = 1_000_000;

/**
 * Limits the number of rows of a page.
 *
 * @param rows The number of rows so far.
 * @throws {TableError} If there are too many rows for a table.
 */
export function checkRowCount(page: string, rows: number): void {
  if (rows > MOST_ROWS) {
    throw new TableError(page, 'has more than a million rows; is this a log rather than a table?');
  }
}
