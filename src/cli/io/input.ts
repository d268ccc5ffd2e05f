import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  open,
  openSync,
  readSync,
  statSync,
} from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { CHUNK, type Consume } from './feed.js';
import type { Interruption } from './interruption.js';
import type { Input } from './io.js';

const openAsync = promisify(open);

/** How many chunks of a file are read before other events are handled. */
const CHUNKS_A_TURN = 32;

/** What ends reading before the input ends. */
export type Stop = Omit<Interruption, 'exitCode' | 'release'>;

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
    // Destroying the stream causes an error, which is expected.
    if (!stop?.aborted) throw error;
  } finally {
    stop?.removeEventListener('abort', cut);
  }
}

/** Reads a regular file, reusing one buffer. */
async function readRegularFile(
  fd: number,
  consume: Consume,
  stop: AbortSignal | undefined,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let turn = 1; !stop?.aborted; turn++) {
    // Reading a file never waits, so let Ctrl-C be handled from time to time.
    if (turn % CHUNKS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    const length = readSync(fd, buffer, 0, buffer.length, null);
    if (length === 0) return;
    if ((await consume(buffer.subarray(0, length))) === false) return;
  }
}

/** Reads a pipe or a socket, reusing one buffer; nothing is read while a chunk is being processed. */
async function readPipe(fd: number, consume: Consume, stop: AbortSignal): Promise<void> {
  const { Socket } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    let working = false;
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
        working = true;
        result.then((more) => {
          working = false;
          if (more === false || stop.aborted) finish();
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
    const cut = () => {
      // Finish the current chunk first.
      if (!working) finish();
    };
    if (stop.aborted) cut();
    else stop.addEventListener('abort', cut, { once: true });
  });
}

/** Reads an open file chunk by chunk, in the fastest way for its kind. */
async function readDescriptor(fd: number, consume: Consume, stop: Stop): Promise<void> {
  const stat = fstatSync(fd);
  if (stat.isFile()) return readRegularFile(fd, consume, stop.soon);
  if (stat.isFIFO() || stat.isSocket()) {
    return stop.readingPipe(() => readPipe(fd, consume, stop.now));
  }
  // A terminal or another device.
  return readStream(createReadStream('', { fd, autoClose: false }), consume, stop.soon);
}

/**
 * Reads standard input chunk by chunk.
 *
 * @param stop Ends the reading early, after the current chunk.
 */
export function readStdin(stdin: Input, consume: Consume, stop: Stop): Promise<void> {
  // Node's stream of a terminal reads lines; anything else with a descriptor is read directly.
  if (stdin.fd !== undefined && !stdin.isTTY) return readDescriptor(stdin.fd, consume, stop);
  return readStream(stdin.stream, consume, stop.soon);
}

/** An open file. */
export interface OpenFile {
  readonly fd: number;
  /** Whether it supports reading at any offset: not a pipe or a device. */
  readonly isRegular: boolean;
  /** Its size in bytes; 0 if it has none, such as a pipe. */
  readonly size: number;
}

/**
 * Opens a file for reading.
 *
 * @param stop Ends the wait for the writer of a named pipe.
 * @returns The file; `undefined` if the wait was ended.
 * @throws The system's error, also for a directory.
 */
export async function openFile(path: string, stop: AbortSignal): Promise<OpenFile | undefined> {
  if (stop.aborted) return undefined;
  const fd = statSync(path).isFIFO() ? await openPipe(path, stop) : openSync(path, 'r');
  if (fd === undefined) return undefined;
  const stat = fstatSync(fd);
  if (stat.isDirectory())
    throw Object.assign(new Error('is a directory'), {
      code: 'EISDIR',
      syscall: 'read',
    });
  return { fd, isRegular: stat.isFile(), size: stat.isFile() ? stat.size : 0 };
}

/** Opens a named pipe, which blocks until another process opens it for writing. */
async function openPipe(path: string, stop: AbortSignal): Promise<number | undefined> {
  // The open waits on a thread and would keep the program from ending; opening for writing ends it.
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    try {
      closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch {
      // The thread is not waiting yet: try again.
    }
    timer = setTimeout(giveUp, 20);
  };
  stop.addEventListener('abort', giveUp, { once: true });
  try {
    const fd = await openAsync(path, 'r');
    if (!stop.aborted) return fd;
    closeSync(fd);
    return undefined;
  } finally {
    stop.removeEventListener('abort', giveUp);
    clearTimeout(timer);
  }
}

/** Reads an open file chunk by chunk. */
export function readOpenFile(file: OpenFile, consume: Consume, stop: Stop): Promise<void> {
  return readDescriptor(file.fd, consume, stop);
}
