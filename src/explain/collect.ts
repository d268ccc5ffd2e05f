import type { Table } from '../table/table.js';
import { PieceEncoder } from '../text/piece-encoder.js';
import { CodeStream, type Sink } from './code-stream.js';
import type { OnLimit } from './limits.js';

/** Takes bytes or text and returns what a sink produced for each call. */
export interface Collector<T> {
  push(chunk: Uint8Array | string): T[];
  end(): T[];
}

/**
 * Makes a collector of the items that a sink reports.
 *
 * @param onLimit Called when the stream exceeds a limit of its own.
 */
export function collect<T>(
  table: Table,
  createSink: (tell: (item: T) => void) => Sink,
  onLimit?: OnLimit,
): Collector<T> {
  let ready: T[] = [];
  const stream = new CodeStream(
    table,
    createSink((item) => ready.push(item)),
    onLimit,
  );
  let encoder: PieceEncoder | undefined;
  /** Ends text before bytes follow; half a character at its end stays incomplete. */
  const endText = () => {
    const left = encoder?.end();
    if (left && left.length > 0) stream.push(left);
  };
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  return {
    push(chunk) {
      if (typeof chunk === 'string') {
        encoder ??= new PieceEncoder();
        stream.push(encoder.encode(chunk));
      } else if (chunk?.BYTES_PER_ELEMENT === 1) {
        endText();
        stream.push(chunk);
      } else {
        throw new TypeError('push takes text or bytes (a Uint8Array or Buffer)');
      }
      return take();
    },
    end() {
      endText();
      stream.end();
      return take();
    },
  };
}
