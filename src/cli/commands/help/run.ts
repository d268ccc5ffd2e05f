import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { editDistance } from '../../../text/edit-distance.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { codeHint } from '../../hints.js';

/**
 * Prints the help of a command.
 *
 * @param program The parser with every command.
 * @param names The names that lead to the command; none for the program itself.
 */
export async function runHelp(
  context: Context,
  program: CommandUnknownOpts,
  names: readonly string[],
): Promise<number> {
  let command = program;
  for (const name of names) {
    const found = command.commands.find((sub) => sub.name() === name);
    if (!found) {
      const hint = codeHint(await context.table(), names.join(' ')) || hintAt(command, name);
      const problem = `unknown command '${visible(name)}'${hint}`;
      throw new UsageError(problem, 'mmerr --help');
    }
    command = found;
  }
  command.outputHelp();
  return EXIT.found;
}

/** The command that was probably meant. */
function hintAt(command: CommandUnknownOpts, name: string): string {
  const near = command
    .createHelp()
    .visibleCommands(command)
    .find((sub) => editDistance(sub.name(), name, 2) <= Math.min(2, name.length / 2));
  return near ? ` (did you mean ${near.name()}?)` : '';
}
