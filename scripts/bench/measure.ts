// Measuring whole processes: their CPU time, their wall time in a pipe, their peak memory.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The command line under test, built. */
export const MMERR = [process.execPath, 'dist/mmerr.cjs'] as const;

/** The middle of some figures: one slow or one lucky run does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Whether a program is there to be run. */
export function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** A word as a shell takes it literally. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command as a shell takes it. */
export function shell(command: readonly string[]): string {
  return command.map(quote).join(' ');
}

/**
 * Measures commands in turn, so that a machine that slows down slows them all down.
 *
 * @param count How many commands there are.
 * @param rounds How often each is measured, after one round that does not count.
 * @param measure Runs a command once and returns its figure.
 * @returns The figures of each command, by round.
 */
export function inTurn(
  count: number,
  rounds: number,
  measure: (index: number) => number,
): number[][] {
  const figures = Array.from({ length: count }, (): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (let index = 0; index < count; index++) {
      const figure = measure(index);
      if (round >= 0) figures[index]?.push(figure);
    }
  }
  return figures;
}

/** The median of the ratios that two commands have round by round. */
export function ratioOf(own: readonly number[], peer: readonly number[]): number {
  return median(own.map((figure, round) => figure / (peer[round] as number)));
}

/**
 * CPU time, user and system, that a command takes on average, in milliseconds. Node tells only its
 * own, and many systems' `time` counts in hundredths of a second: bash counts in thousandths.
 *
 * @param command A command as a shell takes it; what it prints goes through a pipe and is thrown away.
 * @param times How many runs one figure is made of.
 */
export function cpuTime(command: string, times: number): number {
  const script = `TIMEFORMAT='%3U %3S'; time for ((i = 0; i < ${times}; i++)); do ${command}; done > >(cat >/dev/null) 2>/dev/null`;
  const { stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [user, system] = stderr.trim().split(' ').map(Number);
  if (user === undefined || system === undefined || Number.isNaN(user + system)) {
    throw new Error(`bash does not tell the time of ${command}: ${stderr}`);
  }
  return ((user + system) * 1000) / times;
}

/** Wall time of a shell's pipeline, in milliseconds. */
export function wallTime(pipeline: string, env: NodeJS.ProcessEnv = process.env): number {
  const start = performance.now();
  const { status } = spawnSync('sh', ['-c', pipeline], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`exit code ${status}: ${pipeline}`);
  return time;
}

/** What is loaded into a process to have it tell its peak memory at its end, in KiB. */
export const TELL_MEMORY = `process.on('exit', () => {
  const fs = require('node:fs');
  let peak = process.resourceUsage().maxRSS;
  // On Linux the former may be that of the process that started this one.
  try { peak = Number(/VmHWM:\\s*(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
  fs.writeSync(3, String(peak));
});`;

/** What a run with {@link peakMemory} took and gave. */
export interface MemoryRun {
  /** Peak resident memory, in bytes. */
  readonly peak: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/**
 * Runs `mmerr` with an input made on the fly and watches its memory.
 *
 * @param folder Where `tell-memory.cjs` lies, holding {@link TELL_MEMORY}.
 * @param input Pieces of the input.
 */
export async function peakMemory(
  folder: string,
  args: readonly string[],
  input: Iterable<Uint8Array>,
): Promise<MemoryRun> {
  const [node, ...rest] = [...MMERR, ...args];
  const child = spawn(node as string, ['-r', join(folder, 'tell-memory.cjs'), ...rest], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  const [stdin, stdout, , told] = child.stdio;
  let bytesIn = 0;
  let bytesOut = 0;
  let peak = '';
  stdout?.on('data', (chunk: Buffer) => {
    bytesOut += chunk.length;
  });
  (told as NodeJS.ReadableStream).on('data', (chunk: Buffer) => {
    peak += chunk;
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (const piece of input) {
    bytesIn += piece.length;
    if (!stdin?.write(piece)) await new Promise((resolve) => stdin?.once('drain', resolve));
  }
  stdin?.end();
  await closed;
  if (peak === '') throw new Error(`mmerr ${args.join(' ')} did not tell its memory`);
  return { peak: Number(peak) * 1024, bytesIn, bytesOut };
}
