import { stripZeros } from '../../table/code.js';
import type { Row } from '../row.js';

/** Known codes that are numbers with leading zeros, by the number without them. */
export class PaddedNumbers {
  readonly #codes = new Map<string, string | undefined>();

  /** @param codes Known codes. @param rows The rows of the pages. */
  constructor(codes: Iterable<string>, rows: Iterable<Row>) {
    for (const code of codes) this.#add(code);
    for (const { code, fault } of rows) if (code[0] === '0' && fault === undefined) this.#add(code);
  }

  #add(code: string): void {
    if (!/^\d{3,128}$/.test(code)) return;
    const bare = stripZeros(code);
    // If two codes differ only in their zeros, the number is ambiguous.
    this.#codes.set(bare, (this.#codes.get(bare) ?? code) === code ? code : undefined);
  }

  /** The padded code for a number; `undefined` if the number is a code itself or none is known. */
  get(number: string): string | undefined {
    const code = this.#codes.get(number);
    return code === number ? undefined : code;
  }
}
