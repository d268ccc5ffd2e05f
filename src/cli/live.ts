import type { Output } from './io/io.js';

/** How often the text is drawn anew, in milliseconds. */
const INTERVAL = 1000;

/** The height of a terminal that does not tell its own, in rows. */
const USUAL_ROWS = 24;

/** A text on a terminal that is drawn anew in place. */
export interface Live {
  /** Whether it has been drawn, and not been taken off. */
  readonly isShown: boolean;
  /** Stops drawing, and takes the text off the terminal. */
  stop(): Promise<void>;
}

/**
 * Draws a text on a terminal every second, each time in the place of the one before.
 *
 * @param render Makes the text; `rows` is how many rows there are.
 */
export function drawLive({ stream }: Output, render: (rows: number) => Promise<string>): Live {
  let update: { (text: string): void; clear(): void } | undefined;
  let drawing: Promise<void> | undefined;
  let stopped = false;
  const draw = async () => {
    const { createLogUpdate } = await import('log-update');
    // The row below the text is the cursor's, which stays visible: to hide it takes signal handlers.
    const rows = ((stream as { rows?: number }).rows ?? USUAL_ROWS) - 1;
    const text = await render(rows);
    if (stopped) return;
    update ??= createLogUpdate(stream as NodeJS.WritableStream, { showCursor: true });
    update(text);
  };
  const timer = setInterval(() => {
    // A terminal that is slow, or stopped, is not pressed.
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
