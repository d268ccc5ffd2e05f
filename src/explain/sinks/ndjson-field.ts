import { areShared } from '../../response/params.js';
import { toBytes, writeLatin1 } from '../../text/bytes.js';
import { jsonText } from '../../text/json.js';
import type { Finding } from '../code-stream.js';
import { findingFields } from './findings.js';

/** Longer text is stored as bytes, which take no space in the heap. */
const MAX_TEXT = 64 << 10;

const EMPTY: Uint8Array = new Uint8Array(0);

/** The JSON of the codes on a line: one item for each code and its params. */
export class JsonField {
  readonly #limit: number;
  /** The codes of the list with their params. */
  readonly #known = new Set<string>();
  /** The same memory for each line. */
  #memory = EMPTY;
  #length = 0;
  /** The text after the bytes in memory, one character per byte. */
  #text = '';
  /** Whether somebody still reads the memory. */
  #isTaken = false;
  /** The items of entries without params, and of findings with params that occur again. */
  readonly #items = new WeakMap<object, string>();

  /** @param limit The maximum length of the list, in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** Adds a code unless the list has it; returns whether there was room for it. */
  add(finding: Finding): boolean {
    const key = keyOf(finding);
    if (this.#known.has(key)) return true;
    const item = (this.isEmpty ? '' : ',') + this.#itemOf(finding);
    if (this.#length + this.#text.length + item.length > this.#limit) return false;
    this.#text += item;
    this.#known.add(key);
    if (this.#text.length > MAX_TEXT) this.#store();
    return true;
  }

  /**
   * Returns the items, separated by commas: bytes, and the text that follows them. The bytes do not
   * change until {@link release} was called.
   */
  take(): { readonly bytes: Uint8Array; readonly text: string } {
    this.#isTaken = this.#length > 0;
    return { bytes: this.#memory.subarray(0, this.#length), text: this.#text };
  }

  /** Starts the list of the next line. */
  clear(): void {
    this.#known.clear();
    this.#length = 0;
    this.#text = '';
  }

  /** What was taken will have been read before the next call of any method. */
  release(): void {
    this.#isTaken = false;
  }

  #store(): void {
    if (this.#isTaken || this.#memory.length === 0) {
      // At full size: untouched pages take no memory, and growing would leave the smaller ones behind.
      this.#memory = new Uint8Array(this.#limit);
      this.#isTaken = false;
    }
    writeLatin1(this.#memory, this.#text, this.#length);
    this.#length += this.#text.length;
    this.#text = '';
  }

  #itemOf(finding: Finding): string {
    const { params, entry } = finding;
    const key = params ? areShared(params) && finding : entry;
    const known = key && this.#items.get(key);
    if (known) return known;
    const item = toBytes(jsonText(findingFields(finding)));
    if (key) this.#items.set(key, item);
    return item;
  }
}

function keyOf({ code, params }: Finding): string {
  return params ? code + JSON.stringify(params) : code;
}
