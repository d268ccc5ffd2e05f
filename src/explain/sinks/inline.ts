import type { Entry } from '../../table/entry.js';
import { visible } from '../../text/visible.js';
import { SgrState } from '../ansi-style.js';
import { Assembly, toBytes } from '../byte-buffer.js';
import type { Finding, Sink } from '../stream.js';

/** What an explained code-shaped word that the table lacks is told to be. */
export const UNDOCUMENTED = 'undocumented code';

/** So many insertions with params are kept ready-made. */
const MAX_RENDERED = 10_000;

const NOTHING = new Uint8Array(0);

/** How codes and insertions stand out on a terminal: control sequences to open and to close each. */
export interface ExplainStyle {
  readonly code: readonly [open: string, close: string];
  readonly note: readonly [open: string, close: string];
}

/** What a code means, in one line: control characters made visible. */
export function meaning({ entry, rendered }: Finding): string {
  return visible(rendered ?? entry?.message ?? UNDOCUMENTED);
}

/** Copies everything through and inserts ` [message]` right after each code. */
export class InlineSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  /** Insertions without params, ready-made. */
  readonly #notes = new Map<Entry | undefined, string>();
  /** Insertions with params, ready-made: the last ones. */
  readonly #rendered = new Map<Finding, string>();
  /** What is ready to be written. */
  readonly #out = new Assembly();
  /** A stretch that follows it and has not been taken apart. */
  #bytes: Uint8Array = NOTHING;
  #text = '';
  #from = 0;
  #to = 0;

  /**
   * @param write Takes what is ready.
   * @param style How to make codes stand out; nothing is styled without it.
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

  code(finding: Finding, bytes: Uint8Array, text: string, from: number, to: number): void {
    if (!this.#style || !this.#sgr) {
      this.pass(bytes, text, from, to);
      this.#join();
      this.#out.add(this.#note(finding));
      return;
    }
    this.#join();
    this.#sgr.read(text, from, to);
    const restore = this.#sgr.restore();
    const { code, note } = this.#style;
    const word = text.slice(from, to);
    this.#out.add(word === '' ? '' : code[0] + word + code[1] + restore);
    this.#out.add(note[0] + this.#note(finding) + note[1] + restore);
  }

  flush(): void {
    if (!this.#out.isEmpty) {
      this.#join();
      this.#write(this.#out.take());
    } else if (this.#from < this.#to) {
      // Nothing was inserted: the bytes go on as they came.
      this.#write(this.#bytes.subarray(this.#from, this.#to));
    }
    this.#bytes = NOTHING;
    this.#text = '';
    this.#from = 0;
    this.#to = 0;
  }

  /** Adds the stretch that waits to what is ready. */
  #join(): void {
    if (this.#from < this.#to) {
      this.#out.addStretch(this.#bytes, this.#text, this.#from, this.#to);
    }
    this.#from = this.#to;
  }

  end(): void {
    this.flush();
  }

  #note(finding: Finding): string {
    const { entry, rendered, lasting } = finding;
    const known = rendered === undefined ? this.#notes.get(entry) : this.#rendered.get(finding);
    if (known !== undefined) return known;
    const note = toBytes(` [${meaning(finding)}]`);
    if (rendered === undefined) {
      this.#notes.set(entry, note);
    } else if (lasting) {
      if (this.#rendered.size >= MAX_RENDERED) this.#rendered.clear();
      this.#rendered.set(finding, note);
    }
    return note;
  }
}
