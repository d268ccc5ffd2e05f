import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { BUILT } from './run.js';

/** The built program. */
export const PROGRAM = join(process.cwd(), BUILT);

/** What `explain` may take of memory on any input, in KiB. */
export const MAX_MEMORY = 120 * 1024;

export const has = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
export const hasProc = existsSync('/proc/self/status');
/** The util-linux one: others have no `-c`. */
export const hasPty = process.platform === 'linux' && has('script');
export const hasBash = has('bash');

/** A running program whose output is watched. */
export class Running {
  readonly child: ChildProcess;
  readonly #out: Buffer[] = [];
  readonly #err: Buffer[] = [];
  readonly #closed: Promise<unknown>;

  constructor(
    command: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ) {
    this.child = spawn(command, args, {
      env: { PATH: process.env.PATH, BUILT: PROGRAM, NODE: process.execPath, ...env },
      cwd,
      // A group of its own, to end all of a pipeline.
      detached: true,
    });
    this.child.stderr?.on('data', (chunk: Buffer) => this.#err.push(chunk));
    this.child.stdin?.on('error', () => {});
    this.#closed = once(this.child, 'close');
  }

  /** Starts reading what it writes. */
  read(): this {
    this.child.stdout?.on('data', (chunk: Buffer) => this.#out.push(chunk));
    return this;
  }

  get stdout(): Buffer {
    return Buffer.concat(this.#out);
  }

  get stderr(): string {
    return Buffer.concat(this.#err).toString();
  }

  /** Writes, and waits for room. */
  async write(data: string | Uint8Array): Promise<void> {
    const { stdin } = this.child;
    if (stdin && !stdin.write(data)) await once(stdin, 'drain');
  }

  /** Waits until its output is so. */
  async until(stream: 'stdout' | 'stderr', sought: string | RegExp): Promise<void> {
    const source = this.child[stream];
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const text = this[stream].toString();
        if (!(typeof sought === 'string' ? text.includes(sought) : sought.test(text))) return;
        source?.off('data', look).off('end', fail);
        resolve();
      };
      const fail = () => reject(new Error(`ended before ${sought} came: ${this[stream]}`));
      source?.on('data', look).on('end', fail);
      look();
    });
  }

  /** Waits for its end. */
  async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    await this.#closed;
    return { code: this.child.exitCode, signal: this.child.signalCode };
  }

  kill(): void {
    if (this.child.pid === undefined || this.child.exitCode !== null) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}

/** The most memory that a process has had, in KiB; 0 once it has ended. */
export function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export const sleep = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** Gives a test file a folder and programs that run in it; both end with its tests. */
export function useRuns() {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mmerr-explain-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const running: Running[] = [];
  afterEach(() => {
    for (const one of running.splice(0)) one.kill();
  });
  const start = (command: string, args: readonly string[], env?: Record<string, string>) => {
    const started = new Running(command, args, folder, env);
    running.push(started);
    return started;
  };

  const path = (name: string) => join(folder, name);
  return {
    path,
    file(name: string, content: string | Uint8Array) {
      writeFileSync(path(name), content);
      return path(name);
    },
    start,
    explain: (...args: string[]) => start(process.execPath, [PROGRAM, 'explain', ...args]),
    /** Runs a line of shell; `$MM` is the program's `explain`. */
    bash: (line: string) =>
      start('bash', ['--norc', '-c', line.replaceAll('$MM', '"$NODE" "$BUILT" explain')]),
    /** Runs a line of shell in a terminal of its own. */
    terminal: (line: string, env?: Record<string, string>) =>
      start('script', ['-qec', line.replaceAll('$MM', '"$NODE" "$BUILT" explain'), '/dev/null'], {
        TERM: 'xterm',
        SHELL: '/bin/sh',
        ...env,
      }),
  };
}
