import { isAscii } from './ascii.js';

/** The part of Node's `Buffer` that is used if there is one: it is many times faster than a loop. */
interface Latin1Buffer {
  from(
    memory: ArrayBufferLike,
    offset: number,
    length: number,
  ): {
    toString(encoding: 'latin1'): string;
    write(text: string, offset: number, encoding: 'latin1'): number;
  };
}

const fast = (globalThis as { readonly Buffer?: Latin1Buffer }).Buffer;

/** How many characters are decoded at once: the number of arguments of a call is limited. */
const PART = 8192;

const utf8 = new TextEncoder();

/** Reads bytes as text, one character per byte (latin1). */
export function latin1(bytes: Uint8Array): string {
  if (fast) return fast.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) {
    text += String.fromCharCode(...bytes.subarray(at, at + PART));
  }
  return text;
}

/**
 * Writes text whose characters are bytes (latin1) into memory.
 *
 * @param at The offset in bytes; there must be room for the whole text.
 */
export function writeLatin1(memory: Uint8Array, text: string, at: number): void {
  if (fast) {
    fast.from(memory.buffer, memory.byteOffset, memory.byteLength).write(text, at, 'latin1');
    return;
  }
  for (let index = 0; index < text.length; index++) memory[at + index] = text.charCodeAt(index);
}

/** The bytes of a text whose characters are bytes (latin1). */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeLatin1(bytes, text, 0);
  return bytes;
}

/** A text's UTF-8 bytes as latin1 characters, for joining with other such text. */
export function toBytes(text: string): string {
  return isAscii(text) ? text : latin1(utf8.encode(text));
}

/** The form of UTF-16 that a byte order mark at the start of some bytes announces. */
export function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
