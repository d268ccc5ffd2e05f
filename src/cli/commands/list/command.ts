import { Argument, Option } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { actionOption, sectionOption, statusOption } from '../../options.js';

/** `mmerr list [prefix]` */
export const LIST: CommandDefinition = {
  name: 'list',
  summary: 'codes by prefix',
  description: 'Lists codes: all, by the beginning of the code, or narrowed by what they are.',
  examples: [
    'mmerr list GGATEWAY                              all codes of the gateway',
    'mmerr list --section kyc --action ask-user       what an end user can mend',
    'mmerr list | fzf | cut -f1 | xargs mmerr lookup  pick one, then read it',
    'mmerr list --format csv > codes.csv              for a spreadsheet',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed('prefixes', new Argument('[prefix]', 'the beginning of a code, in any case')),
      )
      .addOption(sectionOption())
      .addOption(statusOption())
      .addOption(actionOption())
      .addOption(
        completed(
          'formats',
          new Option('--format <format>', 'write json, csv, markdown or properties'),
        ),
      )
      .action(
        action(async (context, prefix, options) => {
          const { runList } = await import('./run.js');
          return runList(context, prefix, options);
        }),
      );
  },
};
