/** A line of a page that gives a code a message. */
export interface Row {
  /** The 1-based line. */
  readonly line: number;
  /** The whole line as it stands, without its line end. */
  readonly raw: string;
  /** What stands where the code belongs. */
  readonly code: string;
  /** What stands where the message belongs. */
  readonly message: string;
  /** The kind of error, where the page has a column for it. */
  readonly section?: string;
}
