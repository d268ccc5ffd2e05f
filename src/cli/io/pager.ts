import { spawn } from 'node:child_process';
import { type Io, write } from './io.js';

/** The settings that git passes to pagers: among others, less exits if everything fits on the screen. */
const SETTINGS = { LESS: 'FRX', LV: '-c' } as const;

/** The exit code of a shell for a command that does not exist. */
const NOT_FOUND = 127;

/**
 * Shows a text in the user's pager, `$PAGER` or else less, and waits until the user leaves it. If there
 * is no pager, or it cannot be started, the text is written directly.
 */
export async function runPager(io: Io, text: string): Promise<void> {
  const { PAGER } = io.env;
  const isWanted = PAGER !== '' && PAGER !== 'cat';
  if (!isWanted || !(await start(io, PAGER, text))) await write(io.stdout, text);
}

/** Runs a pager; returns whether it could be started. */
function start(io: Io, pager: string | undefined, text: string): Promise<boolean> {
  // As with git, $PAGER is a command line for the shell.
  const child = spawn(pager ?? 'less', {
    shell: pager !== undefined,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...SETTINGS, ...io.env },
  });
  // Leave Ctrl-C to the pager, where it stops a search.
  const release = io.onSignal((signal) => {
    if (signal === 'SIGINT') return;
    release();
    io.raise(signal);
  });
  return new Promise((resolve) => {
    const finish = (isThere: boolean) => {
      release();
      resolve(isThere);
    };
    child.once('error', () => finish(false));
    child.once('close', (code) => finish(code !== NOT_FOUND));
    // Leaving the pager early closes its pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(text);
  });
}
