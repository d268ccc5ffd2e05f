import { CliError, EXIT, UsageError } from './errors.js';
import { type Io, isClosedPipe } from './io/io.js';
import { say } from './messages.js';
import { runProgram } from './program.js';

/**
 * Runs the program.
 *
 * @param argv The arguments, without the program's own name.
 * @returns The exit code: 0 found, 1 nothing found, 2 wrong usage or a failed read or write, 130
 *   interrupted.
 * @throws Only for bugs in the program itself.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await runProgram(argv, io);
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.found;
    if (!(error instanceof CliError)) throw error;
    const help = error instanceof UsageError && error.help ? `; see ${error.help}` : '';
    // If even this cannot be written, only the exit code is left.
    await say(io, `mmerr: ${error.message}${help}\n`).catch(() => {});
    return EXIT.failed;
  }
}
