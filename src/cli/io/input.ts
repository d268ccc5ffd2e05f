import { createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { visible } from '../../text/visible.js';
import type { Input } from './io.js';

/**
 * How much is read at once, in bytes. Less than a pipe holds, even with what is added to it: the
 * reader behind takes one chunk while the next is made, and neither waits for the other.
 */
const CHUNK = 40960;

/** How many chunks of a file are read before anything else gets its turn. */
const CHUNKS_A_TURN = 32;

/**
 * Takes a chunk. Its memory is used again for the next one: what is still needed must be copied. A
 * promise holds the next chunk back; `false` ends the reading.
 */
export type Consume = (chunk: Uint8Array) => undefined | false | Promise<undefined | false>;

/** Reads a whole stream as UTF-8 text. */
export async function readAll({ stream }: Input): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a stream chunk by chunk. */
async function readStream(
  stream: Readable,
  consume: Consume,
  stop: AbortSignal | undefined,
): Promise<void> {
  const cut = () => stream.destroy();
  stop?.addEventListener('abort', cut, { once: true });
  try {
    for await (const chunk of stream) {
      if ((await consume(chunk as Uint8Array)) === false) return;
    }
  } catch (error) {
    // A stream that is cut short complains of it.
    if (!stop?.aborted) throw error;
  } finally {
    stop?.removeEventListener('abort', cut);
  }
}

/** Reads a regular file: into the same memory again and again. */
async function readRegularFile(
  fd: number,
  consume: Consume,
  stop: AbortSignal | undefined,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let turn = 1; !stop?.aborted; turn++) {
    // A file's bytes are there without waiting, but Ctrl-C is to be heard.
    if (turn % CHUNKS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    const length = readSync(fd, buffer, 0, buffer.length, null);
    if (length === 0) return;
    if ((await consume(buffer.subarray(0, length))) === false) return;
  }
}

/** Reads a pipe or a socket: each chunk into the same memory, nothing read while one is in work. */
async function readPipe(
  fd: number,
  consume: Consume,
  stop: AbortSignal | undefined,
): Promise<void> {
  const { Socket } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const finish = () => {
      socket.destroy();
      resolve();
    };
    const fail = (error: unknown) => {
      socket.destroy();
      reject(error);
    };
    const callback = (length: number, buffer: Uint8Array): boolean => {
      try {
        const result = consume(buffer.subarray(0, length));
        if (result === undefined) return true;
        if (result === false) {
          finish();
          return false;
        }
        result.then((more) => {
          if (more === false) finish();
          else socket.resume();
        }, fail);
      } catch (error) {
        fail(error);
      }
      return false;
    };
    // `onread` is documented for connecting sockets; the constructor takes it as well.
    const options = {
      fd,
      readable: true,
      writable: false,
      onread: { buffer: Buffer.allocUnsafe(CHUNK), callback },
    };
    const socket = new Socket(options);
    socket.once('end', finish);
    socket.once('error', fail);
    stop?.addEventListener('abort', finish, { once: true });
  });
}

/** Reads an open file chunk by chunk, in the way that is fastest for what it is. */
async function readDescriptor(
  fd: number,
  consume: Consume,
  stop: AbortSignal | undefined,
): Promise<void> {
  const stat = fstatSync(fd);
  if (stat.isFile()) return readRegularFile(fd, consume, stop);
  if (stat.isFIFO() || stat.isSocket()) return readPipe(fd, consume, stop);
  // A terminal or another device.
  return readStream(createReadStream('', { fd, autoClose: false }), consume, stop);
}

/**
 * Reads standard input chunk by chunk.
 *
 * @param stop Ends the reading early, after the chunk in work.
 */
export function readStdin(stdin: Input, consume: Consume, stop?: AbortSignal): Promise<void> {
  // A terminal's own stream knows how to read lines; anything with a descriptor is read directly.
  if (stdin.fd !== undefined && !stdin.isTTY) return readDescriptor(stdin.fd, consume, stop);
  return readStream(stdin.stream, consume, stop);
}

/** What to do with a query that turns out to be a file's name; empty for any other. */
export function fileHint(query: string): string {
  try {
    if (!statSync(query).isFile()) return '';
  } catch {
    return '';
  }
  return `; for the codes in the file: mmerr explain ${visible(query)}`;
}

/** An open file. */
export interface OpenFile {
  readonly fd: number;
  /** Its size in bytes; 0 for what has none, such as a pipe. */
  readonly size: number;
}

/**
 * Opens a file for reading.
 *
 * @throws What the system says, also for a folder.
 */
export function openFile(path: string): OpenFile {
  const fd = openSync(path, 'r');
  const stat = fstatSync(fd);
  if (stat.isDirectory())
    throw Object.assign(new Error('is a directory'), {
      code: 'EISDIR',
      syscall: 'read',
    });
  return { fd, size: stat.isFile() ? stat.size : 0 };
}

/** Reads an open file chunk by chunk. */
export function readOpenFile(file: OpenFile, consume: Consume, stop?: AbortSignal): Promise<void> {
  return readDescriptor(file.fd, consume, stop);
}
