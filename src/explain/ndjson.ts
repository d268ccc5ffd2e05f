import { type FindingFields, findingFields } from './findings.js';
import { toBytes } from './inline.js';
import type { Finding, Sink } from './stream.js';

/** The field that a JSON line gains. */
const FIELD = 'mmerr';

/** A longer line is passed on as it is, in bytes: it would have to be held whole. */
const MAX_LINE = 4 << 20;

/** Adds to each line that is a JSON object holding a code one last field that says what it means. */
export class NdjsonSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  #out = '';
  /** The current line so far. */
  #line = '';
  /** How much of it has been written. */
  #written = 0;
  #findings: FindingFields[] = [];
  /** Whether the current line can still turn out to be a JSON object. */
  #open = true;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  pass(bytes: Buffer, text: string, from: number, to: number): void {
    let start = from;
    if (this.#findings.length > 0 || this.#line !== '') {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 || newline >= to ? to : newline;
      this.#add(text.slice(from, end));
      if (end === to) return;
      this.#endLine();
      this.#out += '\n';
      start = end + 1;
    }
    // Whole lines without a code go through as they are.
    const last = text.lastIndexOf('\n', to - 1);
    if (last >= start) {
      if (this.#out === '') this.#write(bytes.subarray(start, last + 1));
      else this.#out += text.slice(start, last + 1);
      start = last + 1;
      this.#open = true;
    }
    if (start < to) this.#add(text.slice(start, to));
  }

  code(finding: Finding, _bytes: Buffer, text: string, from: number, to: number): void {
    this.#add(text.slice(from, to));
    if (!this.#open) return;
    const fields = findingFields(finding);
    const again = this.#findings.some(
      ({ code, rendered }) => code === fields.code && rendered === fields.rendered,
    );
    if (!again) this.#findings.push(fields);
  }

  flush(): void {
    if (this.#line !== '') {
      // Nothing is inserted before the last brace: all up to it may go.
      const safe = this.#open ? this.#line.lastIndexOf('}') : this.#line.length;
      const to = safe < 0 ? this.#line.length : safe;
      if (to > this.#written) {
        this.#out += this.#line.slice(this.#written, to);
        this.#written = to;
      }
    }
    if (this.#out === '') return;
    this.#write(Buffer.from(this.#out, 'latin1'));
    this.#out = '';
  }

  end(): void {
    this.#endLine();
    this.flush();
  }

  #add(text: string): void {
    if (this.#line === '' && this.#open && text !== '') this.#open = /^[ \t]*(?:\{|$)/.test(text);
    if (!this.#open) {
      // No object: nothing to wait for.
      this.#out += this.#line.slice(this.#written) + text;
      this.#line = ' ';
      this.#written = 1;
      return;
    }
    this.#line += text;
    if (this.#line.length > MAX_LINE) {
      this.#open = false;
      this.#add('');
    }
  }

  #endLine(): void {
    const line = this.#line;
    const place = this.#open && this.#findings.length > 0 ? fieldPlace(line) : undefined;
    if (place === undefined) {
      this.#out += line.slice(this.#written);
    } else {
      const field = toBytes(`,"${FIELD}":${JSON.stringify(this.#findings)}`);
      this.#out += line.slice(this.#written, place) + field + line.slice(place);
    }
    this.#line = '';
    this.#written = 0;
    this.#findings = [];
    this.#open = true;
  }
}

/** Where a line that is a JSON object takes a last field; `undefined` when it is none or has it. */
function fieldPlace(line: string): number | undefined {
  try {
    // Its characters are bytes; JSON's own syntax is ASCII, so that makes no difference here.
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Object.hasOwn(value, FIELD))
      return undefined;
    return line.lastIndexOf('}');
  } catch {
    return undefined;
  }
}
