import { fromLatin1 } from '../../text/bytes.js';
import type { FoundCode, Sink } from '../code-stream.js';
import type { OnLimit } from '../limits.js';
import { LineMemory } from '../line-memory.js';
import { lastNewlineIn, newlineIn } from '../lines.js';
import { ObjectStart } from '../object-start.js';
import { JsonField } from './ndjson-field.js';

/** The field that is added to a JSON line. */
const FIELD = 'mmerr';

/** Longer lines are passed unchanged, because a line must be kept in memory; in bytes. */
const MAX_LINE = 4 << 20;

/** Codes that do not fit into a field of this size are left out; in bytes. */
const MAX_FIELD = 10 << 20;

/**
 * Adds a last field with the meaning to each line that is a JSON object with a code. The object may have
 * a prefix, as written by container runtimes and log shippers, or a byte order mark.
 */
export class NdjsonSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onLimit: OnLimit | undefined;
  #out = '';
  /** The current line so far; empty if it is too long. */
  readonly #line = new LineMemory(MAX_LINE);
  #isTooLong = false;
  readonly #start = new ObjectStart();
  /** The end of the line from its last closing brace on; held back once there is a code. */
  #kept: string[] = [];
  /** The codes inside the object. */
  readonly #field = new JsonField(MAX_FIELD);

  /**
   * @param write Receives the output.
   * @param onLimit Called when a line with a code exceeds a limit.
   */
  constructor(write: (bytes: Uint8Array) => void, onLimit?: OnLimit) {
    this.#write = write;
    this.#onLimit = onLimit;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
    let start = from;
    if (this.#isTooLong || this.#line.length > 0) {
      const newline = newlineIn(text, from, to);
      this.#add(bytes, text, from, newline < 0 ? to : newline);
      if (newline < 0) return;
      this.#endLine();
      this.#out += '\n';
      start = newline + 1;
    }
    // Complete lines without a code pass unchanged.
    const last = lastNewlineIn(text, start, to);
    if (last >= 0) {
      if (this.#out === '') this.#write(bytes.subarray(start, last + 1));
      else this.#out += text.slice(start, last + 1);
      start = last + 1;
    }
    if (start < to) this.#add(bytes, text, start, to);
  }

  code({ finding, bytes, text, from, to, late }: FoundCode): void {
    this.#add(bytes, text, from, to);
    // An object over several lines is not a JSON line.
    if (!this.#start.isFound || late) return;
    if (this.#isTooLong) {
      this.#onLimit?.('ndjson-line');
      return;
    }
    // The field comes after the code, so everything up to here can be released.
    this.#release();
    if (!this.#field.add(finding)) this.#onLimit?.('ndjson-field');
  }

  flush(): void {
    this.#line.store();
    this.#writeOut();
    this.#field.release();
  }

  end(): void {
    this.#endLine();
  }

  #writeOut(): void {
    if (this.#out === '') return;
    this.#write(fromLatin1(this.#out));
    this.#out = '';
  }

  #add(bytes: Uint8Array, text: string, from: number, to: number): void {
    if (from === to) return;
    const piece = text.slice(from, to);
    this.#start.seek(piece);
    if (!this.#isTooLong && this.#line.length + to - from > MAX_LINE) {
      this.#isTooLong = true;
      if (!this.#field.isEmpty) this.#onLimit?.('ndjson-line');
      this.#release();
      this.#line.clear();
      this.#field.clear();
    }
    if (this.#isTooLong) {
      this.#out += piece;
      return;
    }
    this.#line.add(bytes, text, from, to);
    this.#keep(piece);
  }

  /** Releases text up to the last closing brace, which may be the object's. */
  #keep(text: string): void {
    const brace = this.#field.isEmpty ? -1 : text.lastIndexOf('}');
    if (brace >= 0) {
      this.#release();
      this.#out += text.slice(0, brace);
      this.#kept.push(text.slice(brace));
    } else if (this.#kept.length > 0) {
      this.#kept.push(text);
    } else {
      this.#out += text;
    }
  }

  #release(): void {
    if (this.#kept.length === 0) return;
    this.#out += this.#kept.join('');
    this.#kept = [];
  }

  #endLine(): void {
    if (this.#kept.length > 0) {
      // The kept text begins with the closing brace of the object.
      if (takesField(this.#line.textFrom(this.#start.index))) this.#addField();
      this.#release();
    }
    this.#isTooLong = false;
    this.#line.clear();
    this.#start.reset();
    this.#field.clear();
  }

  #addField(): void {
    const { bytes, text } = this.#field.take();
    this.#out += `,"${FIELD}":[`;
    if (bytes.length > 0) {
      this.#writeOut();
      this.#write(bytes);
    }
    this.#out += `${text}]`;
  }
}

/** Whether a text is a JSON object without the field. */
function takesField(text: string): boolean {
  try {
    // Its characters are bytes; JSON's own syntax is ASCII, so that makes no difference here.
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Object.hasOwn(value, FIELD);
  } catch {
    return false;
  }
}
