import type { Readable, Writable } from 'node:stream';
import { CliError, reasonOf } from '../errors.js';

/** What to read from. */
export interface Input {
  readonly isTTY?: boolean | undefined;
  /** The descriptor, where it may be read directly. */
  readonly fd?: number;
  /** Node's stream; not to be touched by whoever reads the descriptor. */
  readonly stream: Readable;
}

/** What to write to. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** The descriptor, where it may be written to directly. */
  readonly fd?: number;
  /** Node's stream; it makes a pipe non-blocking, so whoever writes to the descriptor leaves it alone. */
  readonly stream: Writable;
}

/** A signal that asks the program to end. */
export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** All that the program sees of the world besides files: so that a test can be the world. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back on each signal instead of ending the program; returns a function that stops that. */
  onSignal(callback: (signal: Signal) => void): () => void;
  /** Sends the program a signal. */
  raise(signal: Signal): void;
}

/** Width of a terminal that does not tell its own. */
export const USUAL_COLUMNS = 80;

/** How wide to write: the terminal's columns; `undefined` into a file or a pipe, where nothing is wrapped. */
export function columnsOf(output: Output): number | undefined {
  return output.isTTY ? output.columns || USUAL_COLUMNS : undefined;
}

/** Whether a write failed because nobody reads any more: no error, just the end. */
export function isClosedPipe(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** Outputs whose reader has gone. */
const closed = new WeakSet<Writable>();
const watched = new WeakSet<Writable>();

/** Whether nobody reads an output any more. */
export function isClosed(stream: Writable): boolean {
  return closed.has(stream) || stream.destroyed;
}

/**
 * Writes, and waits until it is written. A reader that has gone is no error.
 *
 * @throws {CliError} When it cannot be written, as on a full disk.
 */
export async function write({ stream }: Output, data: string | Uint8Array): Promise<void> {
  if (isClosed(stream)) return;
  if (!watched.has(stream)) {
    watched.add(stream);
    // Whoever writes is told; without a listener the same error would end the program.
    stream.on('error', () => {});
  }
  const error = await new Promise<unknown>((resolve) => stream.write(data, resolve));
  if (!error) return;
  if (!isClosedPipe(error)) throw new CliError(`standard output: ${reasonOf(error)}`);
  closed.add(stream);
}
