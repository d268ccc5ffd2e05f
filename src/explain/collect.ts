import type { Table } from '../table/table.js';
import { CodeStream, type Sink } from './stream.js';

/** Takes a stream's bytes, and hands out what its sink made of each call's. */
export interface Collector<T> {
  push(chunk: Uint8Array): T[];
  end(): T[];
}

/** Makes a collector of what a sink tells. */
export function collect<T>(
  table: Table,
  createSink: (tell: (item: T) => void) => Sink,
): Collector<T> {
  let ready: T[] = [];
  const stream = new CodeStream(
    table,
    createSink((item) => ready.push(item)),
  );
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  return {
    push(chunk) {
      stream.push(chunk);
      return take();
    },
    end() {
      stream.end();
      return take();
    },
  };
}
