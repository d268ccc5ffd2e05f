import { randomUUID } from 'node:crypto';
import { lstatSync, readlinkSync, realpathSync, type Stats, statSync, unlinkSync } from 'node:fs';
import { chmod, chown, open, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { visible } from '../../text/visible.js';
import { CliError, reasonOf } from '../errors.js';
import { isClosedPipe } from './io.js';
import { toDescriptor } from './output.js';

/** How many symbolic links Linux follows. */
const MOST_LINKS = 40;

/** The signals that end a program. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The write permissions, and all those that `chmod` sets. */
const WRITABLE = 0o222;
const PERMISSIONS = 0o7777;

/**
 * The file that a path leads to. Symbolic links are followed, also dangling ones; the file itself need
 * not exist.
 *
 * @throws The system's error for a broken path: a loop of links, a file in place of a directory.
 */
export function targetOf(path: string): string {
  let target = resolve(path);
  for (let links = 0; links <= MOST_LINKS; links++) {
    const stat = lstatSync(target, { throwIfNoEntry: false });
    if (!stat?.isSymbolicLink()) return realOf(target);
    target = resolve(dirname(target), readlinkSync(target));
  }
  throw Object.assign(new Error('too many symbolic links'), { code: 'ELOOP' });
}

/** A path without links in its directories, so that each file has one path. */
function realOf(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return path;
    throw error;
  }
}

/**
 * Replaces a file atomically: writes a temporary file beside it and renames it, keeping mode and owner.
 * Anything but a regular file, such as `/dev/stdout`, a pipe or a device, is written to directly.
 *
 * @throws {CliError} If it cannot be written.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  if (file === '') throw new CliError("'': the output file has no name");
  try {
    const descriptor = descriptorOf(file);
    if (descriptor !== undefined) {
      await toDescriptor(descriptor, visible(file))(Buffer.from(text));
      return;
    }
    const target = targetOf(file);
    const before = statSync(target, { throwIfNoEntry: false });
    if (before && !before.isFile()) await writeFile(target, text);
    else await replaceRegularFile(target, text, before);
  } catch (error) {
    if (isClosedPipe(error)) return;
    if (error instanceof CliError) throw error;
    const isMissing = (error as { code?: string }).code === 'ENOENT';
    throw new CliError(`${visible(file)}: ${isMissing ? 'no such directory' : reasonOf(error)}`);
  }
}

/** The descriptor that a path such as `/dev/stdout` names; it must not be opened a second time. */
function descriptorOf(file: string): number | undefined {
  const path = resolve(file);
  const named = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(path);
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return named > 0 ? named : number === undefined ? undefined : Number(number);
}

async function replaceRegularFile(
  target: string,
  text: string,
  before: Stats | undefined,
): Promise<void> {
  // Root could write to it, but the file is deliberately read-only.
  if (before && (before.mode & WRITABLE) === 0) throw new Error('is read-only');
  if (before) await (await open(target, 'r+')).close();
  // A short name, so that it is valid beside a name of any length.
  const temporary = join(dirname(target), `.mmerr-${randomUUID().slice(0, 8)}.tmp`);
  const remove = () => {
    try {
      unlinkSync(temporary);
    } catch {
      // It was not created yet, or was renamed already.
    }
  };
  const release = onSignal(remove);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    if (before && !(await takeOver(temporary, before))) {
      // The owner cannot be kept, so write into the existing file.
      remove();
      await writeFile(target, text);
    } else await rename(temporary, target);
  } catch (error) {
    remove();
    throw error;
  } finally {
    release();
  }
}

/** Gives a file the owner and mode of another; `false` if the system does not allow it. */
async function takeOver(file: string, { uid, gid, mode }: Stats): Promise<boolean> {
  const own = statSync(file);
  try {
    if (own.uid !== uid || own.gid !== gid) await chown(file, uid, gid);
    await chmod(file, mode & PERMISSIONS);
    return true;
  } catch {
    return false;
  }
}

/** Cleans up when a signal ends the program; returns a function that removes the handlers. */
function onSignal(cleanUp: () => void): () => void {
  const listeners = SIGNALS.map((signal) => {
    const listener = () => {
      cleanUp();
      release();
      process.kill(process.pid, signal);
    };
    // Not `once`: it would let a second signal end the program before the first has cleaned up.
    process.on(signal, listener);
    return { signal, listener };
  });
  const release = () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  };
  return release;
}
