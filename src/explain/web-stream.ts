import type { Table } from '../table/table.js';
import { createExplainer, type ExplainerOptions } from './explainer.js';

/** How a stream is explained. */
export type ExplainStreamOptions = Omit<ExplainerOptions, 'transient'>;

/**
 * Makes an explainer as a Web stream, for `pipeThrough` of a `ReadableStream` and for Node's
 * `stream.pipeline`. Each line is written as soon as it has been read; memory does not grow with the
 * input.
 *
 * It takes bytes or text, split anywhere. The output is text if the first chunk was text, and bytes
 * otherwise. Any other chunk fails the stream with a `TypeError`.
 *
 * @param table The known codes.
 */
export function explainStream<Chunk extends Uint8Array | string = Uint8Array>(
  table: Table,
  options: ExplainStreamOptions = {},
): TransformStream<Chunk, Chunk> {
  const explainer = createExplainer(table, options);
  let begun = false;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const hand = (
    controller: TransformStreamDefaultController<Uint8Array | string>,
    pieces: readonly Uint8Array[],
  ) => {
    for (const piece of pieces) {
      const out = decoder ? decoder.decode(piece, { stream: true }) : piece;
      if (out.length > 0) controller.enqueue(out);
    }
  };
  const stream = new TransformStream<Uint8Array | string, Uint8Array | string>({
    transform(chunk, controller) {
      if (!begun && typeof chunk === 'string') {
        decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      }
      begun = true;
      hand(controller, explainer.push(chunk));
    },
    flush(controller) {
      hand(controller, explainer.end());
      const left = decoder?.decode();
      if (left) controller.enqueue(left);
    },
  });
  return stream as unknown as TransformStream<Chunk, Chunk>;
}
