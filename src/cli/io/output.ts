import { writeSync } from 'node:fs';
import { CliError, reasonOf } from '../errors.js';
import { isClosed, isClosedPipe, type Output, write } from './io.js';

/** How long to wait before writing again to a pipe that is full, in milliseconds. */
const FULL_PIPE_PAUSE = 2;

/**
 * Writes bytes that may be used again once it returns, or once its promise is fulfilled.
 *
 * @returns `false` when nobody reads any more.
 */
export type WriteBytes = (bytes: Uint8Array) => boolean | Promise<boolean>;

/**
 * Writes straight to a descriptor: what is written is out, and a slow reader holds the writer back.
 *
 * @param name What errors call it.
 */
export function toDescriptor(fd: number, name = 'standard output'): WriteBytes {
  const later = async (bytes: Uint8Array, done: number): Promise<boolean> => {
    // Somebody made the pipe non-blocking, and it is full.
    await new Promise((resolve) => setTimeout(resolve, FULL_PIPE_PAUSE));
    return from(bytes, done);
  };
  const from = (bytes: Uint8Array, start: number): boolean | Promise<boolean> => {
    let done = start;
    try {
      while (done < bytes.length) done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as { code?: string }).code === 'EAGAIN') return later(bytes, done);
      if (isClosedPipe(error)) return false;
      throw new CliError(`${name}: ${reasonOf(error)}`);
    }
    return true;
  };
  return (bytes) => from(bytes, 0);
}

/** Writes to a stream, which keeps what it cannot pass on at once. */
function toStream(output: Output): WriteBytes {
  return async (bytes) => {
    await write(output, Buffer.from(bytes));
    return !isClosed(output.stream);
  };
}

/** The fastest way to write bytes to an output. */
export function bytesTo(output: Output): WriteBytes {
  return output.fd === undefined ? toStream(output) : toDescriptor(output.fd);
}
