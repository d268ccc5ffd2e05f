import { Argument, Option } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';

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
      .addOption(
        completed(
          'sections',
          new Option('--section <section>', 'only codes of this section, such as account or kyc'),
        ),
      )
      .addOption(
        completed(
          'statuses',
          new Option('--status <status>', 'only codes of this status, such as NOT_FOUND or 404'),
        ),
      )
      .addOption(
        completed(
          'actions',
          new Option('--action <action>', 'only codes that ask for this action, such as retry'),
        ),
      )
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
