/** A longer stretch is copied as bytes: as text it would be copied twice. */
const LONG = 2048;

const NOTHING = Buffer.alloc(0);

/** A text's UTF-8 bytes as latin1 characters, to join with other such text. */
export function toBytes(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Puts the output of one chunk together: in the same memory again and again, as it is taken. */
export class Assembly {
  #memory = NOTHING;
  #length = 0;
  /** What follows the bytes in memory: short pieces are quicker to join as text. */
  #text = '';

  get isEmpty(): boolean {
    return this.#length === 0 && this.#text === '';
  }

  /** Adds text whose characters are bytes (latin1). */
  add(text: string): void {
    this.#text += text;
  }

  /** Adds a stretch that is there as bytes and as text, one character a byte. */
  addStretch(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (to - from <= LONG) {
      this.#text += text.slice(from, to);
      return;
    }
    this.#settle(to - from);
    this.#memory.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  /** Takes out all that was added; its memory is used again by what is added next. */
  take(): Uint8Array {
    this.#settle(0);
    const taken = this.#memory.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Brings the text into memory, with so much room behind it, in bytes. */
  #settle(room: number): void {
    const length = this.#length + this.#text.length + room;
    if (length > this.#memory.length) {
      const larger = Buffer.allocUnsafe(2 * length);
      this.#memory.copy(larger, 0, 0, this.#length);
      this.#memory = larger;
    }
    this.#length += this.#memory.write(this.#text, this.#length, 'latin1');
    this.#text = '';
  }
}
