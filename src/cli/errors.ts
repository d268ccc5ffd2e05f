/** Exit codes, as grep has them. */
export const EXIT = { found: 0, nothing: 1, failed: 2, interrupted: 130 } as const;

/** An expected failure: one line on standard error, exit code 2. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
}

/** Wrong usage of the program. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  /** @param help The call that prints the relevant help; by default that of the command. */
  constructor(
    message: string,
    public help?: string,
  ) {
    super(message);
  }
}

/** The usual causes of failed file operations, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'part of the path is not a directory',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EIO: 'input/output error',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'the connection timed out',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

/** Explains in words why a file could not be read or written. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && REASONS[code]) || message || String(error);
}
