import { toBytes } from '../../text/bytes.js';
import { SgrState } from '../ansi-style.js';
import { ByteBuffer } from '../byte-buffer.js';
import { newlineIn } from '../lines.js';
import type { FoundCode, Sink } from '../stream.js';
import { type ExplainStyle, meaning, noteStyle } from './inline.js';

/** At most this many different meanings are written under one line: a bound for lines without end. */
const MAX_NOTES = 1000;

const PLAIN = ['', ''] as const;

/** The meanings are indented by this. */
export const NOTE_INDENT = '    ';

/** Copies everything through and writes the meaning of a line's codes on lines of their own under it. */
export class BelowSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  readonly #wrap: (text: string) => readonly string[];
  /** What is to be written under the current line, and how it stands out. */
  readonly #notes = new Map<string, readonly [open: string, close: string]>();
  /** What is ready to be written. */
  readonly #out = new ByteBuffer();

  /**
   * @param write Takes what is ready.
   * @param style How to make codes and meanings stand out; nothing is styled without it.
   * @param wrap Breaks a meaning into lines, which are then indented; it is left whole without it.
   */
  constructor(
    write: (bytes: Uint8Array) => void,
    style?: ExplainStyle,
    wrap: (text: string) => readonly string[] = (text) => [text],
  ) {
    this.#write = write;
    this.#style = style;
    this.#wrap = wrap;
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
    // What comes behind the first code of a chunk is joined, not written bit by bit.
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
    if (this.#notes.size >= MAX_NOTES) return;
    const note = `${finding.code}: ${meaning(finding)}`;
    this.#notes.set(note, this.#style ? noteStyle(this.#style, finding) : PLAIN);
  }

  flush(): void {
    if (!this.#out.isEmpty) this.#write(this.#out.take());
  }

  end(): void {
    // The last line had no end: the notes begin with one, and have none either.
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
