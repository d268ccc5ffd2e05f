import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { limitOption } from '../../options.js';

/** `mmerr search <words…>` */
export const SEARCH: CommandDefinition = {
  name: 'search',
  summary: 'search the messages; tolerates typos and any word order',
  description:
    'Finds codes by the words of their messages: in any order, misspelt or in everyday terms, in ' +
    'English or Chinese. Also takes a status, or a whole sentence pasted from an app, a log or a ' +
    'screenshot. With --json each result has a score: 1 means that the query is the message or ' +
    'the code itself; below 0.4, results are not close matches.',
  examples: [
    'mmerr search password                     codes about passwords',
    'mmerr search "Add up to 5 wallets"        a sentence from a screenshot',
    'mmerr search --limit 3 --json rate limit  the best three, as JSON',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'nothing',
          new Argument('<words...>', 'words or a sentence; - reads standard input'),
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
