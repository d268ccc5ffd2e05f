import type { Io, Signal } from './io.js';

/** How long a run that was asked to end may take for it, in milliseconds; then it is ended. */
const GRACE = 3000;

/** Exit codes of signals: 128 and their number, as a shell tells them. */
const EXIT_CODES: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Whether and how a run has been asked to end. */
export interface Interruption {
  /**
   * Aborted by the first signal: for inputs of which the rest does not matter, such as files.
   *
   * A pipe is read to its end after the first Ctrl-C. The terminal sends that to the producer as
   * well: what it still writes is neither lost nor answered with a broken pipe.
   */
  readonly soon: AbortSignal;
  /** Aborted by the second Ctrl-C, or by the first other signal: for all inputs. */
  readonly now: AbortSignal;
  /** Reads a pipe: meanwhile the first Ctrl-C ends nothing. */
  readingPipe(read: () => Promise<void>): Promise<void>;
  /** The exit code, once a signal has come. */
  readonly exitCode: number | undefined;
  /** Leaves signals to the system again. */
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
    // Whatever it still waits for, such as a reader that takes nothing.
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
