import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import type { Io, Output } from '../../src/cli/io/io.js';
import { main } from '../../src/cli/main.js';

/** How to run the program. */
export interface RunOptions {
  /** What standard input holds; `null` for a dumb terminal, in-process only. */
  readonly stdin?: string | Uint8Array | null;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of a terminal that standard output is; in-process only. */
  readonly columns?: number;
}

/** What a run left behind. */
export interface RunResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A stream that remembers what was written to it. */
class Memory extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk));
    done();
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** Runs the program within this process, streams and environment made up. */
export async function runInProcess(
  args: readonly string[],
  { stdin = '', env = {}, columns }: RunOptions = {},
): Promise<RunResult> {
  const out = new Memory();
  const err = new Memory();
  const terminal = columns === undefined ? {} : { isTTY: true, columns };
  const stdout: Output = { stream: out, ...terminal };
  const io: Io = {
    stdin: { stream: Readable.from([Buffer.from(stdin ?? '')]), isTTY: stdin === null },
    stdout,
    stderr: { stream: err },
    env: stdin === null ? { TERM: 'dumb', ...env } : env,
    onSignal: () => () => {},
    raise: () => {},
  };
  const code = await main(args, io);
  return { code, stdout: out.bytes(), stderr: err.bytes().toString() };
}

/** The program as it is installed. */
export const BUILT = 'dist/mmerr.cjs';

/** Runs the built program as a process of its own, through pipes. */
export function runBuilt(
  args: readonly string[],
  { stdin = '', env = {} }: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUILT, ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString(),
      });
    });
    // The program may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
  });
}

/** The two hosts that every case is run in. */
export const HOSTS = { 'in-process': runInProcess, built: runBuilt } as const;
