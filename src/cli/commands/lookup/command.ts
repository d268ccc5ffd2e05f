import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { briefOption, customerOption, paramsOption, verboseOption } from '../../options.js';

/** `mmerr lookup <code…>` */
export const LOOKUP: CommandDefinition = {
  name: 'lookup',
  summary: 'look up what a code means',
  description:
    'Explains codes in any form in which people quote them: any case, with stray blanks, without ' +
    'the leading zeros or the module, a CODE=message line, or a whole response.',
  examples: [
    'mmerr lookup USCUSTOMER_API_0000102                     one code',
    'mmerr lookup 102                                        all codes numbered 102',
    'mmerr lookup USCUSTOMER_API_0000132 --params 5,24       fill in placeholders',
    'curl -s https://… | mmerr lookup -                      a whole response',
    'mmerr lookup --brief G500 GGATEWAY_CODE_014             one line, for a ticket',
    'mmerr lookup --customer GGATEWAY_CODE_005               for the end user',
    "mmerr lookup --json G500 | jq '.[0].entries[0].action'  a field, for scripts",
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'codes',
          new Argument('<code...>', 'codes; - reads codes or a response from standard input'),
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
