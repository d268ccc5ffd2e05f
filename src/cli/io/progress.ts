import { visible } from '../../text/visible.js';
import { type Output, USUAL_COLUMNS } from './io.js';

/** Work shorter than this shows no progress, in milliseconds. */
const PATIENCE = 1000;

/** How often the line is updated, in milliseconds. */
const INTERVAL = 200;

/** The progress of long work. */
export interface Progress {
  /** Starts the next file. Nothing is shown for a file without a size. */
  start(name: string, size: number): void;
  /** Adds to the bytes that are done. */
  advance(bytes: number): void;
  /** Removes the line from the terminal. */
  clear(): void;
}

const NONE: Progress = { start() {}, advance() {}, clear() {} };

/**
 * Shows progress on standard error if that is a terminal.
 *
 * @param results Where results go. If that is a terminal, the two would mix, so no progress is shown.
 */
export function createProgress(stderr: Output, results: Output | undefined): Progress {
  if (!stderr.isTTY || results?.isTTY) return NONE;
  const begun = performance.now();
  let name = '';
  let size = 0;
  let done = 0;
  let next = begun + PATIENCE;
  let shown = false;
  return {
    start(newName, newSize) {
      name = newName;
      size = newSize;
      done = 0;
    },
    advance(bytes) {
      done += bytes;
      const now = performance.now();
      if (size === 0 || now < next) return;
      next = now + INTERVAL;
      const percent = Math.min(100, Math.floor((done / size) * 100));
      const room = Math.max(8, (stderr.columns ?? USUAL_COLUMNS) - 12);
      const label = visible(name).slice(-room);
      stderr.stream.write(`\r\x1b[Kmmerr: ${label} ${percent}%`);
      shown = true;
    },
    clear() {
      if (shown) stderr.stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
