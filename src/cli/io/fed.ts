import { fstatSync } from 'node:fs';
import type { Input } from './io.js';

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
