import { Argument, Option } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { sectionsHelp } from '../../help.js';
import { actionOption, noPagerOption, sectionOption, statusOption } from '../../options.js';

/** `mmerr list [prefix]` */
export const LIST: CommandDefinition = {
  name: 'list',
  summary: 'list codes by prefix, section, status or action',
  description: 'Lists codes: all of them, by prefix, or filtered by section, status or action.',
  examples: [
    'mmerr list GGATEWAY                                 all gateway codes',
    'mmerr list --section kyc --action ask-user          what end users can fix',
    'mmerr list | fzf | cut -f1 | xargs -r mmerr lookup  choose a code with fzf',
    'mmerr list --format csv > codes.csv                 for a spreadsheet',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed('prefixes', new Argument('[prefix]', 'the start of a code, in any case')),
      )
      .addOption(sectionOption())
      .addOption(statusOption())
      .addOption(actionOption())
      .addOption(
        completed(
          'formats',
          new Option('--format <format>', 'output format: json, csv, markdown or properties'),
        ),
      )
      .addOption(noPagerOption())
      .addHelpText('after', sectionsHelp)
      .action(
        action(async (context, prefix, options) => {
          const { runList } = await import('./run.js');
          return runList(context, prefix, options);
        }),
      );
  },
};
