import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';

/** `mmerr help [command]`: commander's own takes a mistyped name for the wish to see everything. */
export const HELP: CommandDefinition = {
  name: 'help',
  summary: 'print the help of a command',
  description: 'Prints the help of a command, or of mmerr as a whole.',
  define(command, { action, program }) {
    command
      .addArgument(
        completed(
          'commands',
          new Argument('[command...]', 'the command, such as list or table import'),
        ),
      )
      .action(
        action(async (context, names) => {
          const { runHelp } = await import('./run.js');
          return runHelp(context, program(), names);
        }),
      );
  },
};
