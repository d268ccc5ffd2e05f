import { Readable, Writable } from 'node:stream';
import { COMMANDS } from '../../src/cli/commands/index.js';
import type { Io } from '../../src/cli/io/io.js';
import { PROGRAM_EXAMPLES } from '../../src/cli/program.js';

/** A world without anything in it: for what needs the parser only. */
export function silentIo(): Io {
  const output = () => ({ stream: new Writable({ write: (_chunk, _encoding, done) => done() }) });
  return {
    stdin: { stream: Readable.from([]) },
    stdout: output(),
    stderr: output(),
    env: {},
    onSignal: () => () => {},
    raise: () => {},
  };
}

/** The examples of each command's help, and of the program's own. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  mmerr: PROGRAM_EXAMPLES,
  ...Object.fromEntries(
    COMMANDS.flatMap(({ name, examples }) => (examples ? [[name, examples] as const] : [])),
  ),
};
