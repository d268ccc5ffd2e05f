const utf8 = new TextEncoder();

/** Encodes text that arrives in pieces as UTF-8. A piece may end anywhere, also inside a character. */
export class PieceEncoder {
  /** The first half of a surrogate pair that ended the last piece. */
  #half = '';

  /** Encodes the next piece, up to its last complete character. */
  encode(piece: string): Uint8Array {
    const text = this.#half + piece;
    const last = text.charCodeAt(text.length - 1);
    const cut = last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
    this.#half = text.slice(cut);
    return utf8.encode(text.slice(0, cut));
  }

  /** Encodes the rest: U+FFFD for half a character. */
  end(): Uint8Array {
    const left = utf8.encode(this.#half);
    this.#half = '';
    return left;
  }
}
