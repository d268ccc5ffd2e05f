import { constants, fstatSync, openSync, write as writeLater, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { CliError, reasonOf } from '../errors.js';
import { isClosed, isClosedPipe, type Output, write } from './io.js';

const writeAsync = promisify(writeLater);

/** How long to wait before writing to a full pipe again, in milliseconds. */
const FULL_PIPE_PAUSE = 2;

/**
 * Writes bytes. Their memory may be reused once it returns, or once its promise resolves.
 *
 * @returns `false` if the reader is gone.
 */
export type WriteBytes = (bytes: Uint8Array) => boolean | Promise<boolean>;

/**
 * Opens a pipe again in non-blocking mode. (Changing the pipe itself would change it for all its
 * writers.)
 *
 * @returns The descriptor; `undefined` for sockets, and on systems that cannot do this.
 */
function openWithoutWaiting(fd: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

/** A descriptor for writing without blocking; `undefined` if there is none. */
function directWay(fd: number): number | undefined {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket() ? openWithoutWaiting(fd) : fd;
}

/**
 * Writes directly to a descriptor, without buffering: a slow reader slows the writer down. Waiting
 * happens on another thread, so that signals are still handled.
 *
 * @param name Its name in errors.
 * @param direct The descriptor for synchronous writes, if there is one.
 */
export function toDescriptor(
  fd: number,
  name = 'standard output',
  direct = directWay(fd),
): WriteBytes {
  const fail = (error: unknown): false => {
    if (isClosedPipe(error)) return false;
    throw new CliError(`${name}: ${reasonOf(error)}`);
  };
  const wait = async (bytes: Uint8Array, done: number): Promise<boolean> => {
    try {
      return from(bytes, done + (await writeAsync(fd, bytes, done)).bytesWritten);
    } catch (error) {
      if (!isFull(error)) return fail(error);
      // Another process made the pipe itself non-blocking.
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

/** Writes to a stream, which buffers what it cannot write at once. */
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

/**
 * Writes a text. Creating Node's stream for a pipe or a file takes longer than a whole lookup, so it is only
 * used for a terminal.
 *
 * @throws {CliError} If it cannot be written; it is not an error if the reader is gone.
 */
export async function writeText(output: Output, text: string): Promise<void> {
  if (output.isTTY) await write(output, text);
  else await bytesTo(output)(Buffer.from(text));
}

/**
 * Writes a message synchronously, as Node does on standard error: it blocks while the reader of a pipe does
 * not read. Otherwise, a signal could come between a message and the next step.
 */
export async function writeMessage(output: Output, text: string): Promise<void> {
  const { fd } = output;
  if (output.isTTY || fd === undefined) await write(output, text);
  else await toDescriptor(fd, 'standard error', fd)(Buffer.from(text));
}
