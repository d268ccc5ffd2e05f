import { latin1 } from '../text/bytes.js';

const EMPTY: Uint8Array = new Uint8Array(0);

/**
 * Keeps a line that arrives in stretches. The part in the current input is only referenced; earlier
 * parts are stored as bytes, which take no space in the heap.
 */
export class LineMemory {
  readonly #limit: number;
  /** The same memory for each line. */
  #memory = EMPTY;
  #stored = 0;
  /** The stretch that is not stored. */
  #bytes = EMPTY;
  #text = '';
  #from = 0;
  #to = 0;

  /** @param limit The maximum length of a line, in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The length of the line so far, in bytes. */
  get length(): number {
    return this.#stored + this.#to - this.#from;
  }

  /** Adds a stretch, given as bytes and as text with one character per byte. */
  add(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (bytes !== this.#bytes || from !== this.#to) {
      this.store();
      this.#bytes = bytes;
      this.#text = text;
      this.#from = from;
    }
    this.#to = to;
  }

  /** Stores the part in the current input, whose memory is reused for the next one. */
  store(): void {
    if (this.#from < this.#to) {
      // At full size: untouched pages take no memory, and growing would leave the smaller ones behind.
      if (this.#memory.length === 0) this.#memory = new Uint8Array(this.#limit);
      this.#memory.set(this.#bytes.subarray(this.#from, this.#to), this.#stored);
    }
    this.#stored = this.length;
    this.#forget();
  }

  /** The line from an index on, one character per byte. */
  textFrom(index: number): string {
    if (this.#stored === 0) return this.#text.slice(this.#from + index, this.#to);
    this.store();
    return latin1(this.#memory.subarray(index, this.#stored));
  }

  /** Starts the next line. */
  clear(): void {
    this.#stored = 0;
    this.#forget();
  }

  #forget(): void {
    this.#bytes = EMPTY;
    this.#text = '';
    this.#from = 0;
    this.#to = 0;
  }
}
