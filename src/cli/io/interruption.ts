import type { Io, Signal } from './io.js';

/** How long an interrupted run may take to end, in milliseconds; then it is killed. */
const GRACE = 3000;

/** Exit codes of signals, as shells report them: 128 plus the number. */
const EXIT_CODES: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Whether and how a run was interrupted. */
export interface Interruption {
  /**
   * Aborted by the first signal: for inputs whose rest does not matter, such as files.
   *
   * After the first Ctrl-C, a pipe is still read to its end. The terminal sends the signal to the
   * producer as well, whose last lines should not be lost or cause a broken pipe.
   */
  readonly soon: AbortSignal;
  /** Aborted by the second Ctrl-C, or by the first other signal: for all inputs. */
  readonly now: AbortSignal;
  /** Reads a pipe; meanwhile the first Ctrl-C does not abort. */
  readingPipe(read: () => Promise<void>): Promise<void>;
  /** The exit code, once a signal has been received. */
  readonly exitCode: number | undefined;
  /** Restores the default handling of signals. */
  release(): void;
}

/** Listens for the signals that end a run. */
export function listen(io: Io): Interruption {
  const soon = new AbortController();
  const now = new AbortController();
  let exitCode: number | undefined;
  let isPipe = false;
  let timer: NodeJS.Timeout | undefined;
  const release = io.onSignal((signal) => {
    exitCode ??= EXIT_CODES[signal];
    if (signal !== 'SIGINT' || soon.signal.aborted) now.abort();
    soon.abort();
    if (isPipe && !now.signal.aborted) return;
    // Whatever the run still waits for, such as a reader that does not read.
    timer ??= setTimeout(() => {
      release();
      io.raise(signal);
    }, GRACE);
  });
  return {
    soon: soon.signal,
    now: now.signal,
    async readingPipe(read) {
      isPipe = true;
      try {
        await read();
      } finally {
        isPipe = false;
      }
    },
    get exitCode() {
      return exitCode;
    },
    release() {
      clearTimeout(timer);
      release();
    },
  };
}
