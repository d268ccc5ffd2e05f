import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { limitOption } from '../../options.js';

/** `mmerr search <words…>` */
export const SEARCH: CommandDefinition = {
  name: 'search',
  summary: 'codes by message, forgiving of typos and word order',
  description:
    'Finds codes by words of their message, in any order, misspelt or in everyday terms (English ' +
    'or Chinese), by a status, or by a whole sentence pasted from an app, a log or a screenshot. ' +
    'With --json each result has a score: 1 is the code’s own sentence or the code itself; below ' +
    '0.4 nothing fits closely.',
  examples: [
    'mmerr search password                     a word, misspelt or not',
    'mmerr search "Add up to 5 wallets"        a sentence from a screenshot',
    'mmerr search --limit 3 --json rate limit  the best three, for a script',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'nothing',
          new Argument('<words...>', 'words or a sentence, or - to read it from standard input'),
        ),
      )
      .addOption(limitOption())
      .action(
        action(async (context, words, options) => {
          const { runSearch } = await import('./run.js');
          return runSearch(context, words, options);
        }),
      );
  },
};
