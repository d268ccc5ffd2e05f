import type { Readable, Writable } from 'node:stream';
import { CliError, reasonOf } from '../errors.js';

/** What to read from. */
export interface Input {
  readonly isTTY?: boolean | undefined;
  /** The descriptor, if it may be read directly. */
  readonly fd?: number;
  /** Node's stream; do not use it together with the descriptor. */
  readonly stream: Readable;
}

/** What to write to. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** The descriptor, if it may be written to directly. */
  readonly fd?: number;
  /** Node's stream. It makes a pipe non-blocking, so do not use it together with the descriptor. */
  readonly stream: Writable;
}

/** A signal that asks the program to end. */
export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** All input and output of the program besides files, so that tests can replace it. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back on each signal instead of ending the program; returns a function that undoes it. */
  onSignal(callback: (signal: Signal) => void): () => void;
  /** Sends the program a signal. */
  raise(signal: Signal): void;
}

/** The width of a terminal that does not report its own. */
export const USUAL_COLUMNS = 80;

/** The terminal's width in columns; `undefined` for files and pipes, where nothing is wrapped. */
export function columnsOf(output: Output): number | undefined {
  return output.isTTY ? output.columns || USUAL_COLUMNS : undefined;
}

/** Whether a write failed because the reader is gone, which is not an error. */
export function isClosedPipe(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** Outputs whose reader is gone. */
const closed = new WeakSet<Writable>();
const watched = new WeakSet<Writable>();

/** Whether the reader of an output is gone. */
export function isClosed(stream: Writable): boolean {
  return closed.has(stream) || stream.destroyed;
}

/**
 * Writes data and waits until it is written. It is not an error if the reader is gone.
 *
 * @throws {CliError} If it cannot be written, for example on a full disk.
 */
export async function write({ stream }: Output, data: string | Uint8Array): Promise<void> {
  if (isClosed(stream)) return;
  if (!watched.has(stream)) {
    watched.add(stream);
    // The writer gets the error; without a listener it would also end the program.
    stream.on('error', () => {});
  }
  const error = await new Promise<unknown>((resolve) => stream.write(data, resolve));
  if (!error) return;
  if (!isClosedPipe(error)) throw new CliError(`standard output: ${reasonOf(error)}`);
  closed.add(stream);
}
