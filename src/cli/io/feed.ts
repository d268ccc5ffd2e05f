/**
 * How much is read at once, in bytes. Less than a pipe holds, even with what is added to it: the
 * reader behind takes one chunk while the next is made, and neither waits for the other.
 */
export const CHUNK = 40960;

/**
 * Takes a chunk. Its memory is used again for the next one: what is still needed must be copied. A
 * promise holds the next chunk back; `false` ends the reading.
 */
export type Consume = (chunk: Uint8Array) => undefined | false | Promise<undefined | false>;

/** What the bytes of one input are fed to. */
export interface Feed {
  readonly consume: Consume;
  /** Ends the input; `false` ends the whole run. */
  readonly end: () => undefined | false | Promise<undefined | false>;
}

/** One input is faulty; the others can still be read. The message goes behind the input's name. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
