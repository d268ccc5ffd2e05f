import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { briefOption, customerOption, paramsOption, verboseOption } from '../../options.js';

/** `mmerr lookup <code…>` */
export const LOOKUP: CommandDefinition = {
  name: 'lookup',
  summary: 'what a code means',
  description:
    'Tells what codes mean, in whatever form they are quoted: any case, blanks inside, ' +
    'without the leading zeros or the module, a CODE=message line, a whole response.',
  examples: [
    'mmerr lookup USCUSTOMER_API_0000102                     a code',
    'mmerr lookup 102                                        every code with that number',
    'mmerr lookup USCUSTOMER_API_0000132 --params 5,24       the sentence with its values',
    'curl -s https://… | mmerr lookup -                      a whole response',
    'mmerr lookup --brief G500 GGATEWAY_CODE_014             one line per code, for a ticket',
    'mmerr lookup --customer GGATEWAY_CODE_005               with a sentence for the end user',
    "mmerr lookup --json G500 | jq '.[0].entries[0].action'  a single field, for a script",
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'codes',
          new Argument('<code...>', 'codes, or - for codes or a response from standard input'),
        ),
      )
      .addOption(paramsOption())
      .addOption(briefOption())
      .addOption(customerOption())
      .addOption(verboseOption())
      .action(
        action(async (context, codes, options) => {
          const { runLookup } = await import('./run.js');
          return runLookup(context, codes, options);
        }),
      );
  },
};
