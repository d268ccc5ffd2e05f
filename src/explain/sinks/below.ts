import { toBytes } from '../../text/bytes.js';
import { SgrState } from '../ansi-style.js';
import { ByteBuffer } from '../byte-buffer.js';
import type { FoundCode, Sink } from '../code-stream.js';
import type { OnLimit } from '../limits.js';
import { newlineIn } from '../lines.js';
import { type ExplainStyle, meaning, noteStyle } from './inline.js';

/** The maximum number of different meanings below a line, to limit the memory for endless lines. */
const MAX_NOTES = 1000;

const PLAIN = ['', ''] as const;

/** The indentation of meanings. */
export const NOTE_INDENT = '    ';

/** Copies everything and writes the meanings of a line's codes on separate lines below it. */
export class BelowSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  readonly #wrap: (text: string) => readonly string[];
  readonly #onLimit: OnLimit | undefined;
  /** The meanings to write below the current line, and their style. */
  readonly #notes = new Map<string, readonly [open: string, close: string]>();
  /** Output that is ready. */
  readonly #out = new ByteBuffer();

  /**
   * @param write Receives the output.
   * @param style The style of codes and meanings; without it, nothing is styled.
   * @param wrap Breaks a meaning into lines, which are then indented; without it, it stays whole.
   * @param onLimit Called when a line has too many different meanings.
   */
  constructor(
    write: (bytes: Uint8Array) => void,
    style?: ExplainStyle,
    wrap: (text: string) => readonly string[] = (text) => [text],
    onLimit?: OnLimit,
  ) {
    this.#write = write;
    this.#style = style;
    this.#wrap = wrap;
    this.#onLimit = onLimit;
    this.#sgr = style ? new SgrState() : undefined;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (from === to) return;
    let start = from;
    if (this.#notes.size > 0) {
      const newline = newlineIn(text, from, to);
      if (newline >= 0) {
        start = newline + 1;
        this.#sgr?.read(text, from, start);
        this.#out.addStretch(bytes, text, from, start);
        this.#out.add(`${this.#takeNotes()}\n`);
      }
    }
    if (start === to) return;
    this.#sgr?.read(text, start, to);
    // After the first code of a chunk, output is joined instead of being written piece by piece.
    if (this.#out.isEmpty && this.#notes.size === 0) this.#write(bytes.subarray(start, to));
    else this.#out.addStretch(bytes, text, start, to);
  }

  code({ finding, bytes, text, from, to }: FoundCode): void {
    if (this.#style && this.#sgr && from < to) {
      const [open, close] = this.#style.code;
      this.#sgr.read(text, from, to);
      this.#out.add(open + text.slice(from, to) + close + this.#sgr.restore());
    } else {
      this.pass(bytes, text, from, to);
    }
    const note = `${finding.code}: ${meaning(finding)}`;
    if (this.#notes.size >= MAX_NOTES && !this.#notes.has(note)) {
      this.#onLimit?.('below-meanings');
      return;
    }
    this.#notes.set(note, this.#style ? noteStyle(this.#style, finding) : PLAIN);
  }

  flush(): void {
    if (!this.#out.isEmpty) this.#write(this.#out.take());
  }

  end(): void {
    // The last line has no line end: the notes start with one and end without one.
    if (this.#notes.size > 0) this.#out.add(`\n${this.#takeNotes()}`);
  }

  #takeNotes(): string {
    const restore = this.#sgr?.restore() ?? '';
    const lines = [...this.#notes].flatMap(([note, [open, close]]) =>
      this.#wrap(note).map((line) => NOTE_INDENT + open + toBytes(line) + close + restore),
    );
    this.#notes.clear();
    return lines.join('\n');
  }
}
