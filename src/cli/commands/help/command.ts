import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';

/** `mmerr help [command]`: commander's own prints the whole help for a mistyped name. */
export const HELP: CommandDefinition = {
  name: 'help',
  summary: 'print help for a command',
  description: 'Prints help for a command, or for mmerr as a whole.',
  define(command, { action, program }) {
    command
      .addArgument(
        completed(
          'commands',
          new Argument('[command...]', 'a command, such as list or table import'),
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
