import { randomUUID } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { visible } from '../../text/visible.js';
import { CliError, reasonOf } from '../errors.js';

/** Writes a file as a whole or not at all: into a new one beside it, which then takes its place. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = followLinks(file);
  const isPlain = statOf(target)?.isFile() ?? true;
  const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    if (!isPlain) {
      // A device or a pipe cannot be replaced.
      await writeFile(target, text);
      return;
    }
    const mode = statOf(target)?.mode;
    await writeFile(temporary, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    const isMissing = (error as { code?: string }).code === 'ENOENT';
    throw new CliError(`${visible(file)}: ${isMissing ? 'no such folder' : reasonOf(error)}`);
  }
}

function statOf(file: string) {
  return statSync(file, { throwIfNoEntry: false });
}

/** The file that a path leads to, whether or not it is there. */
export function followLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
