import { UsageError } from './errors.js';
import type { Io, Output } from './io/io.js';

/** When to colour. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** chalk's levels; mmerr needs no more than the sixteen colours of the first. */
export type ColorLevel = 0 | 1;

/** Reads the value of `--color`. */
export function readColorChoice(value: string): ColorChoice {
  if (value === 'auto' || value === 'always' || value === 'never') return value;
  throw new UsageError(`--color takes auto, always or never, not '${value}'`);
}

/**
 * Works out whether to colour what goes to a stream: the flag, then a non-empty `NO_COLOR`
 * (https://no-color.org), then `FORCE_COLOR` or `CLICOLOR_FORCE` (`0` and `false` switch them off),
 * then whether that stream is a terminal that is not dumb.
 */
export function colorLevel(choice: ColorChoice, env: Io['env'], output: Output): ColorLevel {
  if (choice !== 'auto') return choice === 'always' ? 1 : 0;
  if (env.NO_COLOR) return 0;
  const { FORCE_COLOR: force, CLICOLOR_FORCE: cliForce } = env;
  if (force !== undefined) return force === '0' || force === 'false' ? 0 : 1;
  if (cliForce !== undefined && cliForce !== '' && cliForce !== '0') return 1;
  return output.isTTY && env.TERM !== 'dumb' ? 1 : 0;
}
