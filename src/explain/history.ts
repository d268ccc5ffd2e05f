const EMPTY = new Uint8Array(0);

/** Keeps a limited number of the last bytes of a stream. */
export class History {
  readonly #size: number;
  #memory: Uint8Array = EMPTY;
  #length = 0;

  /** @param size How many bytes are kept. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Adds the next bytes. */
  add(bytes: Uint8Array): void {
    const { length } = bytes;
    if (length === 0) return;
    if (this.#memory.length === 0) this.#memory = new Uint8Array(this.#size);
    const kept = Math.min(this.#length, Math.max(0, this.#size - length));
    this.#memory.copyWithin(0, this.#length - kept, this.#length);
    const added = length > this.#size ? bytes.subarray(length - this.#size) : bytes;
    this.#memory.set(added, kept);
    this.#length = kept + added.length;
  }

  /** Returns up to `count` of the last bytes. */
  last(count: number): Uint8Array {
    return this.#memory.subarray(Math.max(0, this.#length - count), this.#length);
  }
}
