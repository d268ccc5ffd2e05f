import { type ExplainStyle, meaning, toBytes } from './inline.js';
import { SgrState } from './sgr.js';
import type { Finding, Sink } from './stream.js';

/** So many different meanings are written under one line; a bound for lines without end. */
const MAX_NOTES = 1000;

/** Copies everything through and writes the meaning of a line's codes on lines of their own under it. */
export class BelowSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  readonly #notes = new Set<string>();

  constructor(write: (bytes: Uint8Array) => void, style?: ExplainStyle) {
    this.#write = write;
    this.#style = style;
    this.#sgr = style ? new SgrState() : undefined;
  }

  pass(bytes: Buffer, text: string, from: number, to: number): void {
    if (from === to) return;
    this.#sgr?.read(text, from, to);
    let start = from;
    if (this.#notes.size > 0) {
      const newline = text.indexOf('\n', from);
      if (newline >= 0 && newline < to) {
        this.#write(bytes.subarray(from, newline + 1));
        this.#write(Buffer.from(`${this.#takeNotes()}\n`, 'latin1'));
        start = newline + 1;
      }
    }
    if (start < to) this.#write(bytes.subarray(start, to));
  }

  code(finding: Finding, bytes: Buffer, text: string, from: number, to: number): void {
    this.pass(bytes, text, from, to);
    if (this.#notes.size >= MAX_NOTES) return;
    this.#notes.add(toBytes(`${finding.code}: ${meaning(finding)}`));
  }

  flush(): void {}

  end(): void {
    if (this.#notes.size === 0) return;
    // The last line had no end: the notes begin with one, and have none either.
    this.#write(Buffer.from(`\n${this.#takeNotes()}`, 'latin1'));
  }

  #takeNotes(): string {
    const [open, close] = this.#style?.note ?? ['', ''];
    const restore = this.#sgr?.restore() ?? '';
    const lines = [...this.#notes].map((note) => `    ${open}${note}${close}${restore}`);
    this.#notes.clear();
    return lines.join('\n');
  }
}
