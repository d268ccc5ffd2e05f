import { columnsOf, type Output } from './io/io.js';

/** How often the text is drawn anew, in milliseconds. */
const INTERVAL = 1000;

/** The height of a terminal that does not tell its own, in rows. */
const USUAL_ROWS = 24;

/** A text on a terminal that is drawn anew in its place. */
export interface Live {
  /** Whether it is on the terminal. */
  readonly isShown: boolean;
  /** Stops drawing, and takes the text off the terminal. */
  stop(): Promise<void>;
}

/**
 * Draws a text on a terminal every second, each time in the place of the one before.
 *
 * @param render Makes the text, of at most so many rows.
 */
export function drawLive(output: Output, render: (rows: number) => Promise<string>): Live {
  /** The terminal as it tells itself, or as terminals are: some tell a height of 0. */
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
    // To hide the cursor would take signal handlers to bring it back.
    update ??= createLogUpdate(terminal as unknown as NodeJS.WritableStream, { showCursor: true });
    update(text);
  };
  const timer = setInterval(() => {
    // Where drawing takes longer, the next one waits.
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
