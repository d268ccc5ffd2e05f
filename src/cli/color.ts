import type { ColorLevel } from '../render/style.js';
import { UsageError } from './errors.js';
import type { Io, Output } from './io/io.js';

/** When to colour. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** Reads the value of `--color`. */
export function readColorChoice(value: string): ColorChoice {
  if (value === 'auto' || value === 'always' || value === 'never') return value;
  throw new UsageError(`--color takes auto, always or never, not '${value}'`);
}

/**
 * Works out whether to colour what goes to a stream: the flag, then a non-empty `NO_COLOR`
 * (https://no-color.org), then `FORCE_COLOR` or `CLICOLOR_FORCE` (`0` and `false` switch them off),
 * then `CLICOLOR=0` (https://bixense.com/clicolors/), then whether that stream is a terminal that is
 * not dumb.
 */
export function colorLevel(choice: ColorChoice, env: Io['env'], output: Output): ColorLevel {
  return hasColors(choice, env, output) ? terminalColors(env) : 0;
}

function hasColors(choice: ColorChoice, env: Io['env'], output: Output): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  const { FORCE_COLOR: force, CLICOLOR_FORCE: cliForce, CLICOLOR: cli } = env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (cliForce !== undefined && cliForce !== '' && cliForce !== '0') return true;
  if (cli === '0') return false;
  return output.isTTY === true && env.TERM !== 'dumb';
}

/**
 * How many colours a terminal has. Those that call themselves xterm or after it have 256 by now; of the
 * others only those that say so. Shades that are readable on white and on black are not among the 16.
 */
function terminalColors({ COLORTERM, TERM = '', WT_SESSION }: Io['env']): 1 | 2 {
  if (COLORTERM || WT_SESSION) return 2;
  return /^(?:xterm|screen|tmux|rxvt|alacritty|kitty|foot|konsole|vte|st)\b|-(?:256color|direct)\b/.test(
    TERM,
  )
    ? 2
    : 1;
}
