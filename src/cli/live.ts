import { columnsOf, type Output } from './io/io.js';

/** How often the text is redrawn, in milliseconds. */
const INTERVAL = 1000;

/** The height of a terminal that does not report its own, in rows. */
const USUAL_ROWS = 24;

/** A text on a terminal that is redrawn in place. */
export interface Live {
  /** Whether it is on the terminal. */
  readonly isShown: boolean;
  /** Stops drawing and removes the text from the terminal. */
  stop(): Promise<void>;
}

/**
 * Draws a text on a terminal every second, each time over the previous one.
 *
 * @param render Makes the text, of at most the given number of rows.
 */
export function drawLive(output: Output, render: (rows: number) => Promise<string>): Live {
  /** The terminal, with a usual size where it reports none: some report a height of 0. */
  const terminal = {
    isTTY: true,
    write: (text: string) => output.stream.write(text),
    get columns() {
      return columnsOf(output);
    },
    get rows() {
      return (output.stream as { readonly rows?: number }).rows || USUAL_ROWS;
    },
  };
  let update: { (text: string): void; clear(): void } | undefined;
  let drawing: Promise<void> | undefined;
  let stopped = false;
  const draw = async () => {
    const { createLogUpdate } = await import('log-update');
    // The last row is the cursor's.
    const text = await render(terminal.rows - 1);
    if (stopped) return;
    // Hiding the cursor would need signal handlers that show it again.
    update ??= createLogUpdate(terminal as unknown as NodeJS.WritableStream, { showCursor: true });
    update(text);
  };
  const timer = setInterval(() => {
    // If drawing takes longer than the interval, the next draw is dropped.
    drawing ??= draw().finally(() => {
      drawing = undefined;
    });
  }, INTERVAL);
  return {
    get isShown() {
      return update !== undefined;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await drawing;
      update?.clear();
      update = undefined;
    },
  };
}
