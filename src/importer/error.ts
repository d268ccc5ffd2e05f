/** A page or table that cannot be read: says in one line which, where, and what to do. */
export class TableError extends Error {
  override readonly name = 'TableError';
  /** The page's name as it was given. */
  readonly page: string;
  /** The 1-based line, where there is one to name. */
  readonly line?: number;

  /**
   * @param page The page's name.
   * @param reason What is wrong and what to do about it, without the name.
   * @param line The 1-based line.
   */
  constructor(page: string, reason: string, line?: number) {
    super(`${page}${line === undefined ? '' : `:${line}`}: ${reason}`);
    this.page = page;
    if (line !== undefined) this.line = line;
  }
}
