import { toBytes } from '../../text/bytes.js';
import { jsonText } from '../../text/json.js';
import { lastNewlineIn, newlineIn } from '../lines.js';
import type { FoundCode, Sink } from '../stream.js';
import { type FindingFields, findingFields } from './findings.js';

/** The field that a JSON line gains. */
const FIELD = 'mmerr';

/** A longer line is passed on as it is, in bytes: it would have to be held whole. */
const MAX_LINE = 4 << 20;

/** Adds to each line that is a JSON object holding a code one last field that says what it means. */
export class NdjsonSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  #out = '';
  /** The current line so far, while it can still turn out to be an object that takes a field. */
  #line: string[] = [];
  #length = 0;
  /** The end of it that has not been written. */
  #kept = '';
  #findings: FindingFields[] = [];
  /** Whether the current line begins as an object does, and is not too long. */
  #open = true;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  pass(bytes: Uint8Array, text: string, from: number, to: number): void {
    let start = from;
    if (this.#length > 0) {
      const newline = newlineIn(text, from, to);
      this.#add(text.slice(from, newline < 0 ? to : newline));
      if (newline < 0) return;
      this.#endLine();
      this.#out += '\n';
      start = newline + 1;
    }
    // Whole lines without a code go through as they are.
    const last = lastNewlineIn(text, start, to);
    if (last >= 0) {
      if (this.#out === '') this.#write(bytes.subarray(start, last + 1));
      else this.#out += text.slice(start, last + 1);
      start = last + 1;
    }
    if (start < to) this.#add(text.slice(start, to));
  }

  code({ finding, text, from, to, late }: FoundCode): void {
    this.#add(text.slice(from, to));
    // An object over several lines is no line that is an object.
    if (!this.#open || late) return;
    // The field comes behind the code: all up to here may go.
    this.#out += this.#kept;
    this.#kept = '';
    const fields = findingFields(finding);
    const again = this.#findings.some(
      ({ code, rendered }) => code === fields.code && rendered === fields.rendered,
    );
    if (!again) this.#findings.push(fields);
  }

  flush(): void {
    // The field goes before the line's last brace: once there is a code, the last one so far waits.
    const brace = this.#findings.length > 0 ? this.#kept.lastIndexOf('}') : -1;
    const to = brace < 0 ? this.#kept.length : brace;
    this.#out += this.#kept.slice(0, to);
    this.#kept = this.#kept.slice(to);
    if (this.#out === '') return;
    this.#write(Buffer.from(this.#out, 'latin1'));
    this.#out = '';
  }

  end(): void {
    this.#endLine();
  }

  #add(text: string): void {
    if (text === '') return;
    if (this.#length === 0) this.#open = /^[ \t]*(?:\{|$)/.test(text);
    this.#length += text.length;
    if (this.#length > MAX_LINE) this.#open = false;
    if (this.#open) {
      this.#line.push(text);
      this.#kept += text;
      return;
    }
    // No object: nothing to wait for.
    this.#out += this.#kept + text;
    this.#kept = '';
    this.#line = [];
    this.#findings = [];
  }

  #endLine(): void {
    if (this.#findings.length > 0) {
      const line = this.#line.join('');
      const place = fieldPlace(line);
      if (place !== undefined) {
        const field = toBytes(`,"${FIELD}":${jsonText(this.#findings)}`);
        const written = line.length - this.#kept.length;
        this.#out += this.#kept.slice(0, place - written) + field;
        this.#kept = line.slice(place);
      }
    }
    this.#out += this.#kept;
    this.#kept = '';
    this.#line = [];
    this.#length = 0;
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
