import { visible } from '../visible.js';
import { SgrState } from './sgr.js';
import type { Finding, Sink } from './stream.js';

/** What an explained code-shaped word that the table lacks is told to be. */
export const UNDOCUMENTED = 'undocumented code';

/** How codes and insertions stand out on a terminal: control sequences to open and to close each. */
export interface ExplainStyle {
  readonly code: readonly [open: string, close: string];
  readonly note: readonly [open: string, close: string];
}

/** What a code means, in one line: control characters made visible. */
export function meaning({ entry, rendered }: Finding): string {
  return visible(rendered ?? entry?.message ?? UNDOCUMENTED);
}

/** A text's UTF-8 bytes as latin1 characters, to join with passed text. */
export function toBytes(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Copies everything through and inserts ` [message]` right after each code. */
export class InlineSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #style: ExplainStyle | undefined;
  readonly #sgr: SgrState | undefined;
  /** Insertions that need no params, ready-made. */
  readonly #notes = new Map<string, string>();
  #text = '';

  /**
   * @param write Takes what is ready.
   * @param style How to make codes stand out; nothing is styled without it.
   */
  constructor(write: (bytes: Uint8Array) => void, style?: ExplainStyle) {
    this.#write = write;
    this.#style = style;
    this.#sgr = style ? new SgrState() : undefined;
  }

  pass(bytes: Buffer, text: string, from: number, to: number): void {
    this.#sgr?.read(text, from, to);
    // The last piece of a chunk comes here: join it to what its codes began.
    if (this.#text === '') {
      this.#write(bytes.subarray(from, to));
      return;
    }
    this.#text += text.slice(from, to);
  }

  code(finding: Finding, _bytes: Buffer, text: string, from: number, to: number): void {
    const word = text.slice(from, to);
    if (!this.#style || !this.#sgr) {
      this.#text += word + this.#note(finding);
      return;
    }
    this.#sgr.read(text, from, to);
    const restore = this.#sgr.restore();
    const { code, note } = this.#style;
    this.#text += word === '' ? '' : code[0] + word + code[1] + restore;
    this.#text += note[0] + this.#note(finding) + note[1] + restore;
  }

  flush(): void {
    if (this.#text === '') return;
    this.#write(Buffer.from(this.#text, 'latin1'));
    this.#text = '';
  }

  end(): void {
    this.flush();
  }

  #note(finding: Finding): string {
    if (finding.rendered !== undefined) return toBytes(` [${meaning(finding)}]`);
    const key = finding.entry?.code ?? '';
    let note = this.#notes.get(key);
    if (note === undefined) {
      note = toBytes(` [${meaning(finding)}]`);
      this.#notes.set(key, note);
    }
    return note;
  }
}
