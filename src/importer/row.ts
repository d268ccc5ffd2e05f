import type { Repair } from '../table/entry.js';
import type { Guidance } from '../table/guidance.js';
import { TableError } from './error.js';

/** A place on a page that gives a code a message; and guidance, where the page has columns for it. */
export interface Row extends Guidance {
  /** The page's name. */
  readonly page: string;
  /** The 1-based line on which it starts. */
  readonly line: number;
  /** The whole line as it stands, without its line end. */
  readonly raw: string;
  /** What stands where the code belongs, cleaned of what copying brings in. */
  readonly code: string;
  /** The code as written, where cleaning changed it. */
  readonly written?: string;
  /** What stands where the message belongs; empty where nothing does. */
  readonly message: string;
  /**
   * What the row was: a `CODE=message` line of a page, a key of a properties file, or cells of a
   * table. It decides which damage is looked for: rows run together only where lines do, and only
   * on a page can a code have lost its front unseen.
   */
  readonly kind: 'line' | 'key' | 'cell';
  /** Whether its place says that it is a code: a column headed "code", a file of nothing but codes. */
  readonly trusted: boolean;
  /** Whether only a colon or a dash separates code and message, which prose has as well. */
  readonly weak?: boolean;
  /** Whether its page holds nothing but rows of its form: no prose, no markup. */
  readonly pure?: boolean;
  /** Turns the message as written into plain text, once rows run together are apart. */
  readonly decode?: (message: string) => string;
  /** Repairs made while it was read. */
  readonly repairs?: readonly Repair[];
  /** Why the row cannot be read, where the place itself shows it. */
  readonly fault?: string;
  /** What of the row is left out, though it can be read. */
  readonly note?: string;
}

/** Something that a page says and its table does not. */
export interface PageNote {
  readonly page: string;
  /** 1-based. */
  readonly line: number;
  readonly what: string;
}

/** More rows than any table has: a log in the guise of one, which would only fill the memory. */
const MOST_ROWS = 1_000_000;

/**
 * Guards the reading of a page against files without end.
 *
 * @param rows How many rows were found so far.
 * @throws {TableError} When they are too many for a table.
 */
export function checkRowCount(page: string, rows: number): void {
  if (rows > MOST_ROWS) {
    throw new TableError(page, 'has more than a million rows; is this a log rather than a table?');
  }
}
