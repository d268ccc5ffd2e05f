import { constants, fstatSync, openSync, write as writeLater, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { CliError, reasonOf } from '../errors.js';
import { isClosed, isClosedPipe, type Output, write } from './io.js';

const writeAsync = promisify(writeLater);

/** How long to wait before writing again to a pipe that is full, in milliseconds. */
const FULL_PIPE_PAUSE = 2;

/**
 * Writes bytes that may be used again once it returns, or once its promise is fulfilled.
 *
 * @returns `false` when nobody reads any more.
 */
export type WriteBytes = (bytes: Uint8Array) => boolean | Promise<boolean>;

/**
 * Opens a pipe once more, so that writing to it does not wait for its reader. (To change the pipe
 * itself would change it for all who write to it.)
 *
 * @returns The descriptor; `undefined` for sockets, and where the system has no such way.
 */
function openWithoutWaiting(fd: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

/** Where to write without waiting for anybody; `undefined` if there is always somebody to wait for. */
function directWay(fd: number): number | undefined {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket() ? openWithoutWaiting(fd) : fd;
}

/**
 * Writes straight to a descriptor: what is written is out, and a slow reader holds the writer back.
 * It is waited for on another thread, so that signals are heard meanwhile.
 *
 * @param name What errors call it.
 */
export function toDescriptor(fd: number, name = 'standard output'): WriteBytes {
  const direct = directWay(fd);
  const fail = (error: unknown): false => {
    if (isClosedPipe(error)) return false;
    throw new CliError(`${name}: ${reasonOf(error)}`);
  };
  const wait = async (bytes: Uint8Array, done: number): Promise<boolean> => {
    try {
      return from(bytes, done + (await writeAsync(fd, bytes, done)).bytesWritten);
    } catch (error) {
      if (!isFull(error)) return fail(error);
      // Somebody made the pipe itself non-blocking.
      await new Promise((resolve) => setTimeout(resolve, FULL_PIPE_PAUSE));
      return from(bytes, done);
    }
  };
  const from = (bytes: Uint8Array, start: number): boolean | Promise<boolean> => {
    let done = start;
    if (direct === undefined) return done < bytes.length ? wait(bytes, done) : true;
    try {
      while (done < bytes.length) done += writeSync(direct, bytes, done);
    } catch (error) {
      return isFull(error) ? wait(bytes, done) : fail(error);
    }
    return true;
  };
  return (bytes) => from(bytes, 0);
}

function isFull(error: unknown): boolean {
  return (error as { code?: string }).code === 'EAGAIN';
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
