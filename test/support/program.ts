import { Readable, Writable } from 'node:stream';
import { COMMANDS } from '../../src/cli/commands/index.js';
import type { CommandDefinition } from '../../src/cli/definition.js';
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

/** The examples of a command and its subcommands, each under the words that call it. */
function examplesOf(
  { name, examples, commands = [] }: CommandDefinition,
  path: readonly string[] = [],
): [string, readonly string[]][] {
  const call = [...path, name];
  const own: [string, readonly string[]][] = examples ? [[call.join(' '), examples]] : [];
  return [...own, ...commands.flatMap((command) => examplesOf(command, call))];
}

/** The examples of each command's help, and of the program's own. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  mmerr: PROGRAM_EXAMPLES,
  ...Object.fromEntries(COMMANDS.flatMap((command) => examplesOf(command))),
};
