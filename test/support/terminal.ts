import { spawnSync } from 'node:child_process';
import { BUILT } from './run.js';

/**
 * What must be shown, and what is then typed: `again` and again until the next step's text is shown, where
 * the program may drop it.
 */
export type Step = readonly [shown: string, typed: string, again?: 'again'];

/** How to run a program on a terminal. */
export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The program and its arguments, instead of mmerr's. */
  readonly argv?: readonly string[];
}

/** What a run on a terminal left behind. */
export interface TerminalResult {
  /** The exit code; `null` when the program had to be killed. */
  readonly code: number | null;
  /** All that was written to the terminal, control sequences included. */
  readonly shown: string;
  /** Whether the terminal's modes are what they were before. */
  readonly restored: boolean;
}

/** Why there is no pseudo-terminal here; `false` where there is one. */
export const NO_TERMINAL =
  spawnSync('python3', ['-c', 'import fcntl, termios']).status === 0
    ? false
    : 'python3 with termios is not installed';

/** Runs the built program on a real pseudo-terminal, and types into it. */
export function runOnTerminal(
  args: readonly string[],
  steps: readonly Step[],
  { columns = 80, rows = 24, env = {}, argv }: TerminalOptions = {},
): TerminalResult {
  const task = {
    argv: argv ?? [process.execPath, BUILT, ...args],
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env },
    columns,
    rows,
    steps,
  };
  const { stdout, stderr } = spawnSync('python3', ['test/support/terminal.py'], {
    input: JSON.stringify(task),
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as TerminalResult;
}
