import { Argument, Option } from '@commander-js/extra-typings';
import { visible } from '../../../text/visible.js';
import { type CommandDefinition, completed } from '../../definition.js';
import { CliError } from '../../errors.js';
import { actionOption, codeOption, sectionOption, statusOption } from '../../options.js';

/** `mmerr explain [file…]` */
export const EXPLAIN: CommandDefinition = {
  name: 'explain',
  summary: 'copy a log through, adding what its codes mean',
  description:
    'Copies logs through byte for byte and adds the meaning of each code; the placeholders of a ' +
    'message are filled from the msgParams on the same line. Files may be compressed (gzip, and ' +
    'zstd from Node 22.15 on) or in UTF-16; standard input is never decoded.',
  examples: [
    'tail -f app.log | mmerr explain                          a running log',
    'mmerr explain --summary app.log app.log.1                what occurred how often',
    'mmerr explain --only-matching app.log                    only what matters',
    'kubectl logs -f api | mmerr explain --ndjson | jq .      logs that are JSON',
    'mmerr explain --quiet app.log && echo found              a question for a script',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'files',
          new Argument('[file...]', 'logs, or - for standard input (the default)'),
        ),
      )
      .option('--below', 'write the meaning under the line instead of into it')
      .option(
        '--only-matching',
        'print only lines with a code, after the file name if there are several files',
      )
      .option('-n, --line-number', 'with --only-matching: print the line number before each line')
      .option('--ndjson', 'add a field "mmerr" to lines that are JSON objects')
      .option('--summary', 'print what occurred on how many lines, and when, instead of the log')
      .option('--merge', 'with --summary: add up summaries that --summary --json printed')
      .option('-q, --quiet', 'print nothing; exit 0 if a code was found, 1 if not')
      .addOption(codeOption())
      .addOption(sectionOption())
      .addOption(statusOption())
      .addOption(actionOption())
      // Known only to be refused with the way out.
      .addOption(new Option('-f, --follow').hideHelp())
      .action(
        action(async (context, files, { follow, ...options }) => {
          if (follow) {
            const name = files[0] ?? 'app.log';
            throw new CliError(
              `explain reads a file once; to follow it: tail -F ${visible(name)} | mmerr explain`,
            );
          }
          const { runExplain } = await import('./run.js');
          return runExplain(context, files, options);
        }),
      );
  },
};
