import type { ColorLevel } from '../render/style.js';
import { UsageError } from './errors.js';
import type { Io, Output } from './io/io.js';

/** When to use colour. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** Reads the value of `--color`. */
export function readColorChoice(value: string): ColorChoice {
  if (value === 'auto' || value === 'always' || value === 'never') return value;
  throw new UsageError(`invalid --color '${value}'; expected auto, always or never`);
}

/**
 * Decides whether output to a stream is coloured. In this order: the flag, a non-empty `NO_COLOR`
 * (https://no-color.org), `FORCE_COLOR` or `CLICOLOR_FORCE` (`0` and `false` turn colour off),
 * `CLICOLOR=0` (https://bixense.com/clicolors/), and whether the stream is a terminal that is not dumb.
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
 * The colour level of a terminal. Terminals with these names have 256 colours today; others only if
 * they say so. The level matters because none of the 16 basic colours is readable on both white and
 * black.
 */
function terminalColors({ COLORTERM, TERM = '', WT_SESSION }: Io['env']): 1 | 2 {
  if (COLORTERM || WT_SESSION) return 2;
  return /^(?:xterm|screen|tmux|rxvt|alacritty|kitty|foot|konsole|vte|st)\b|-(?:256color|direct)\b/.test(
    TERM,
  )
    ? 2
    : 1;
}
