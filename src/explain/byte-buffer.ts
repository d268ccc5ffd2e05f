import { writeLatin1 } from '../text/bytes.js';

/** Longer ranges are copied as bytes: as text they would be copied twice. */
const LONG = 2048;

const NOTHING = new Uint8Array(0);

/** Joins bytes and text into one range of bytes, reusing its memory. */
export class ByteBuffer {
  #memory = NOTHING;
  #length = 0;
  /** Follows the bytes in memory: short pieces are faster to join as text. */
  #text = '';

  get isEmpty(): boolean {
    return this.#length === 0 && this.#text === '';
  }

  /** Adds text whose characters are bytes (latin1). */
  add(text: string): void {
    this.#text += text;
  }

  /** Adds a range that is given both as bytes and as text, one character per byte. */
  addStretch(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (to - from <= LONG) {
      this.#text += text.slice(from, to);
      return;
    }
    this.#settle(to - from);
    this.#memory.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  /**
   * Removes and returns everything that was added. The next addition reuses the memory, so the result
   * must be written before.
   */
  take(): Uint8Array {
    this.#settle(0);
    const taken = this.#memory.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Moves the text into memory, leaving the given room after it, in bytes. */
  #settle(room: number): void {
    const length = this.#length + this.#text.length + room;
    if (length > this.#memory.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#memory.subarray(0, this.#length));
      this.#memory = larger;
    }
    writeLatin1(this.#memory, this.#text, this.#length);
    this.#length += this.#text.length;
    this.#text = '';
  }
}
