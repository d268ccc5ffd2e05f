/** A page or table cannot be read. The message says in one line which, where, and what to do. */
export class TableError extends Error {
  override readonly name = 'TableError';
  /** The name of the page, as given. */
  readonly page: string;
  /** The 1-based line, if known. */
  readonly line?: number;

  /**
   * @param page The page's name.
   * @param reason What is wrong and what to do, without the name of the page.
   * @param line The 1-based line.
   */
  constructor(page: string, reason: string, line?: number) {
    super(`${page}${line === undefined ? '' : `:${line}`}: ${reason}`);
    this.page = page;
    if (line !== undefined) this.line = line;
  }
}
