import { createContext } from './context.js';
import { CliError, EXIT, UsageError } from './errors.js';
import { type Io, isClosedPipe, write } from './io/io.js';
import { helpCall } from './usage.js';

/**
 * Runs the program.
 *
 * @param argv The arguments, the program's own name not among them.
 * @returns The exit code: 0 found, 1 nothing found, 2 wrong usage or a failed read or write, 130
 *   interrupted.
 * @throws Only what is a fault of the program itself.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.found;
    if (!(error instanceof CliError)) throw error;
    const help = error instanceof UsageError ? `; see ${helpCall(argv)}` : '';
    // Where not even this can be written, the exit code has to say it.
    await write(io.stderr, `mmerr: ${error.message}${help}\n`).catch(() => {});
    return EXIT.failed;
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  // With no option but the plainest there is nothing to parse: what people wait for skips the parser.
  const words = argv.filter((arg) => arg !== '--json');
  const [command, ...rest] = words;
  if (command && words.every((arg) => arg === '-' || !arg.startsWith('-'))) {
    const context = createContext(io, { json: words.length < argv.length });
    if (command === 'explain') {
      const { runExplain } = await import('./commands/explain.js');
      return runExplain(context, rest);
    }
    if (command === 'lookup' && rest.length > 0) {
      const { runLookup } = await import('./commands/lookup.js');
      return runLookup(context, rest);
    }
    if (command === 'search' && rest.length > 0) {
      const { runSearch } = await import('./commands/search.js');
      return runSearch(context, rest);
    }
    // No command's name holds a digit.
    if (/\d/.test(command)) {
      const { runAny } = await import('./commands/default.js');
      return runAny(context, words, {}, async () => {});
    }
  }
  const { runProgram } = await import('./program.js');
  return runProgram(argv, io);
}
