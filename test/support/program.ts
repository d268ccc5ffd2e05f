import { Readable, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io/io.js';

/** A world without anything in it: for what needs the parser only. */
export function silentIo(): Io {
  const output = () => ({ stream: new Writable({ write: (_chunk, _encoding, done) => done() }) });
  return {
    stdin: { stream: Readable.from([]) },
    stdout: output(),
    stderr: output(),
    env: {},
    onInterrupt: () => () => {},
  };
}
