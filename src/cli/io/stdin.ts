import { fstatSync } from 'node:fs';
import { UsageError } from '../errors.js';
import type { Input } from './io.js';

/** What standard input is used for. */
export type StdinUse = 'table' | 'input';

const uses = new WeakMap<Input, StdinUse>();

/**
 * Reserves standard input, which can be read only once. A command that will read it calls this before
 * anything else is read, so that a second claim fails at once.
 *
 * @throws {UsageError} If it is reserved already.
 */
export function claimStdin(stdin: Input, use: StdinUse): void {
  const other = uses.get(stdin);
  uses.set(stdin, use);
  // A command may reserve its own input several times.
  if (other === undefined || (other === 'input' && use === 'input')) return;
  const both = other === use ? 'two tables' : 'both a table and the input';
  throw new UsageError(`standard input cannot be ${both}; save one of them to a file`);
}

/** Whether standard input is a pipe, a socket or a file, not a terminal or /dev/null. */
export function isFed({ isTTY, fd }: Input): boolean {
  if (isTTY) return false;
  if (fd === undefined) return true;
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    // A closed descriptor.
    return false;
  }
}
