import { spawn } from 'node:child_process';
import { type Io, write } from './io.js';

/** What git gives to pagers that have no settings of their own: less ends where all fits on the screen. */
const SETTINGS = { LESS: 'FRX', LV: '-c' } as const;

/** How a shell says that there is no such command. */
const NOT_FOUND = 127;

/**
 * Shows a text in the user's pager, `$PAGER` or else less, and waits until it is left. Where there is
 * no pager, or it cannot be started, the text is written as it is.
 */
export async function runPager(io: Io, text: string): Promise<void> {
  const { PAGER } = io.env;
  const isWanted = PAGER !== '' && PAGER !== 'cat';
  if (!isWanted || !(await start(io, PAGER, text))) await write(io.stdout, text);
}

/** Runs a pager; tells whether there was one. */
function start(io: Io, pager: string | undefined, text: string): Promise<boolean> {
  // As with git, $PAGER is a command line for the shell.
  const child = spawn(pager ?? 'less', {
    shell: pager !== undefined,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...SETTINGS, ...io.env },
  });
  // Ctrl-C is the pager's: it stops a search there, and must not take the terminal from it.
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
    // A pager that is left early closes its pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(text);
  });
}
