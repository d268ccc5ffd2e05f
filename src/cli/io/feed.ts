/**
 * How much is read at once, in bytes. Less than the capacity of a pipe, even with the insertions: the
 * next program reads one chunk while mmerr produces the next, and neither waits.
 */
export const CHUNK = 40960;

/**
 * Takes a chunk. Its memory is reused for the next one, so what is still needed must be copied. A
 * promise delays the next chunk; `false` ends the reading.
 */
export type Consume = (chunk: Uint8Array) => undefined | false | Promise<undefined | false>;

/** Receives the bytes of one input. */
export interface Feed {
  readonly consume: Consume;
  /** Ends the input; `false` ends the whole run. */
  readonly end: () => undefined | false | Promise<undefined | false>;
}

/** An error in one input; the others can still be read. The message follows the input's name. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
