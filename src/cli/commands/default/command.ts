import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import {
  briefOption,
  customerOption,
  limitOption,
  paramsOption,
  verboseOption,
} from '../../options.js';

/** `mmerr <code or words…>`: a separate command, so that its options are not global. */
export const DEFAULT: CommandDefinition = {
  name: '__any',
  hidden: true,
  isDefault: true,
  define(command, { action, commandNames, program }) {
    command
      .addArgument(completed('codes once begun', new Argument('[query...]')))
      .addOption(paramsOption())
      .addOption(briefOption())
      .addOption(customerOption())
      .addOption(verboseOption())
      .addOption(limitOption())
      .action(
        action(async (context, query, options) => {
          const { runAny } = await import('./run.js');
          return runAny(context, query, options, { commandNames, program });
        }),
      );
  },
};
