import { fromLatin1, toBytes } from '../../text/bytes.js';
import { jsonText } from '../../text/json.js';
import { lastNewlineIn, newlineIn } from '../lines.js';
import type { Finding, FoundCode, Sink } from '../stream.js';
import { type FindingFields, findingFields } from './findings.js';

/** The field that is added to a JSON line. */
const FIELD = 'mmerr';

/** Longer lines are passed unchanged, because a line must be kept in memory; in bytes. */
const MAX_LINE = 4 << 20;

/** The start of an object with fields. Anything before it on the line is a prefix. */
const OBJECT = /\{[ \t\r]*"/;

/** What ends a prefix: a blank, a control character, a bar, a byte order mark (as bytes). */
const PREFIX_END = /(?:^|[\s\0|]|\xef\xbb\xbf)$/;

/** An object after a key is part of another object that is printed over several lines. */
const KEY_END = /["']\s*:\s*$/;

/** How much of a prefix is checked, from its end. */
const PREFIX_TAIL = 80;

/** A code on a line. */
interface LineFinding {
  readonly fields: FindingFields;
  /** The index of its last occurrence in the line. */
  last: number;
}

/**
 * Adds a last field with the meaning to each line that is a JSON object with a code. The object may have
 * a prefix, as written by container runtimes and log shippers, or a byte order mark.
 */
export class NdjsonSink implements Sink {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onLongLine: (() => void) | undefined;
  #out = '';
  /** The length of the current line so far. */
  #length = 0;
  /** The current line so far. */
  #line: string[] = [];
  /** Whether there was an opening brace. */
  #mayBeObject = false;
  /** The end of the line from its last closing brace on; held back once there is a code. */
  #kept: string[] = [];
  /** The codes after the first brace, one per code and params. */
  #findings = new Map<string, LineFinding>();

  /**
   * @param write Receives the output.
   * @param onLongLine Called for each line with a code that is too long to get a field.
   */
  constructor(write: (bytes: Uint8Array) => void, onLongLine?: () => void) {
    this.#write = write;
    this.#onLongLine = onLongLine;
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
    // Complete lines without a code pass unchanged.
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
    // An object over several lines is not a JSON line.
    if (!this.#mayBeObject || late) return;
    if (this.#length > MAX_LINE) {
      this.#onLongLine?.();
      return;
    }
    // The field comes after the code, so everything up to here can be released.
    this.#release();
    const key = keyOf(finding);
    const known = this.#findings.get(key);
    if (known) known.last = this.#length;
    else this.#findings.set(key, { fields: findingFields(finding), last: this.#length });
  }

  flush(): void {
    if (this.#out === '') return;
    this.#write(fromLatin1(this.#out));
    this.#out = '';
  }

  end(): void {
    this.#endLine();
  }

  #add(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    this.#mayBeObject ||= text.includes('{');
    if (this.#length > MAX_LINE) {
      if (this.#findings.size > 0) this.#onLongLine?.();
      this.#release();
      this.#out += text;
      this.#line = [];
      this.#findings.clear();
      return;
    }
    this.#line.push(text);
    this.#keep(text);
  }

  /** Releases text up to the last closing brace, which may be the object's. */
  #keep(text: string): void {
    const brace = this.#findings.size > 0 ? text.lastIndexOf('}') : -1;
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
      const line = this.#line.join('');
      const start = objectStart(line);
      const findings = [...this.#findings.values()].filter(({ last }) => last > start);
      if (start >= 0 && findings.length > 0 && takesField(line.slice(start))) {
        // The kept text begins with the closing brace of the object.
        this.#out += toBytes(`,"${FIELD}":${jsonText(findings.map(({ fields }) => fields))}`);
      }
      this.#release();
    }
    this.#line = [];
    this.#length = 0;
    this.#mayBeObject = false;
    this.#findings.clear();
  }
}

function keyOf({ code, params }: Finding): string {
  return params ? code + JSON.stringify(params) : code;
}

/** The start of the object in a line that may have a prefix; negative if there is none. */
function objectStart(line: string): number {
  const start = line.search(OBJECT);
  const before = line.slice(Math.max(0, start - PREFIX_TAIL), Math.max(0, start));
  return PREFIX_END.test(before) && !KEY_END.test(before) ? start : -1;
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
