import type { Action, Entry } from '../../table/entry.js';
import { toBytes } from '../../text/bytes.js';
import { visible } from '../../text/visible.js';
import { SgrState } from '../ansi-style.js';
import { ByteBuffer } from '../byte-buffer.js';
import type { Finding, FoundCode, Sink } from '../code-stream.js';

/** The meaning of a word that looks like a code but is not in the table. */
const UNDOCUMENTED = 'undocumented code';

const NOTHING = new Uint8Array(0);

/** The style of codes and insertions on a terminal: control sequences that start and end each. */
export interface ExplainStyle {
  readonly code: readonly [open: string, close: string];
  readonly note: readonly [open: string, close: string];
  /** Replaces `note` for codes with these actions. */
  readonly actions?: Readonly<Partial<Record<Action, readonly [open: string, close: string]>>>;
}

/** The style of a code's meaning. */
export function noteStyle(
  { note, actions }: ExplainStyle,
  { entry }: Finding,
): readonly [open: string, close: string] {
  return (entry?.action && actions?.[entry.action]) ?? note;
}

/** The meaning of a code on one line, with control characters made visible. */
export function meaning({ entry, rendered }: Finding): string {
  return visible(rendered ?? entry?.message ?? UNDOCUMENTED);
}

/** Copies everything and inserts ` [message]` right after each code. */
export class InlineSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  /** Cached insertions without params. */
  readonly #notes = new Map<Entry | undefined, string>();
  /** Cached insertions with params, for repeated findings. */
  readonly #rendered = new WeakMap<Finding, string>();
  /** Output that is ready. */
  readonly #out = new ByteBuffer();
  /** A range that follows it unchanged. */
  #bytes: Uint8Array = NOTHING;
  #text = '';
  #from = 0;
  #to = 0;

  /**
   * @param write Receives the output.
   * @param style The style of codes and insertions; without it, nothing is styled.
   */
  constructor(write: (bytes: Uint8Array) => void, style?: ExplainStyle) {
    this.#write = write;
    this.#style = style;
    this.#sgr = style ? new SgrState() : undefined;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
    this.#sgr?.read(text, from, to);
    if (bytes !== this.#bytes || from !== this.#to) {
      this.#join();
      this.#bytes = bytes;
      this.#text = text;
      this.#from = from;
    }
    this.#to = to;
  }

  code({ finding, bytes, text, from, to, late }: FoundCode): void {
    const added = late ? lateNote(finding) : this.#note(finding);
    if (!this.#style || !this.#sgr) {
      this.pass(bytes, text, from, to);
      this.#join();
      this.#out.add(added);
      return;
    }
    this.#join();
    this.#sgr.read(text, from, to);
    const restore = this.#sgr.restore();
    const { code } = this.#style;
    const note = noteStyle(this.#style, finding);
    const word = text.slice(from, to);
    this.#out.add(word === '' ? '' : code[0] + word + code[1] + restore);
    this.#out.add(note[0] + added + note[1] + restore);
  }

  flush(): void {
    if (!this.#out.isEmpty) {
      this.#join();
      this.#write(this.#out.take());
    } else if (this.#from < this.#to) {
      // Nothing was inserted: pass the bytes on unchanged.
      this.#write(this.#bytes.subarray(this.#from, this.#to));
    }
    this.#bytes = NOTHING;
    this.#text = '';
    this.#from = 0;
    this.#to = 0;
  }

  /** Adds the waiting range to the output. */
  #join(): void {
    if (this.#from < this.#to) {
      this.#out.addStretch(this.#bytes, this.#text, this.#from, this.#to);
    }
    this.#from = this.#to;
  }

  end(): void {}

  #note(finding: Finding): string {
    const { entry, rendered } = finding;
    const known = rendered === undefined ? this.#notes.get(entry) : this.#rendered.get(finding);
    if (known !== undefined) return known;
    const note = toBytes(` [${meaning(finding)}]`);
    if (rendered === undefined) this.#notes.set(entry, note);
    else this.#rendered.set(finding, note);
    return note;
  }
}

/** The insertion after a field other than the code's own; it names the code. */
function lateNote(finding: Finding): string {
  return toBytes(` [${visible(finding.code)}: ${meaning(finding)}]`);
}
