import { Argument, Option } from '@commander-js/extra-typings';
import { visible } from '../../../text/visible.js';
import { type CommandDefinition, completed } from '../../definition.js';
import { CliError } from '../../errors.js';
import { actionOption, codeOption, sectionOption, statusOption } from '../../options.js';

/** `mmerr explain [file…]` */
export const EXPLAIN: CommandDefinition = {
  name: 'explain',
  summary: 'copy a log, adding what its codes mean',
  description:
    'Copies logs byte for byte and adds the meaning of each code. Placeholders are filled from the ' +
    'msgParams of the same response. Files may be compressed (gzip; zstd from Node 22.15 on) or in ' +
    'UTF-16; standard input is never decoded.',
  examples: [
    'tail -f app.log | mmerr explain                          a live log',
    'mmerr explain --summary app.log app.log.1                how often and when each code occurred',
    'mmerr explain --only-matching app.log                    only the lines with codes',
    'kubectl logs -f api | mmerr explain --ndjson | jq .      JSON logs',
    'mmerr explain --quiet app.log && echo found              only the exit code',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'files',
          new Argument('[file...]', 'log files, or - for standard input (the default)'),
        ),
      )
      .option('--below', 'write the meaning on a separate line below')
      .option(
        '--only-matching',
        'print only lines with a code, prefixed with the file name if there are several files',
      )
      .option('-n, --line-number', 'with --only-matching: also prefix each line with its number')
      .option('--ndjson', 'add a field "mmerr" to lines that are JSON objects')
      .option('--summary', 'print how often and when each code occurred, instead of the log')
      .option('--merge', 'with --summary: combine summaries that --summary --json printed')
      .option('-q, --quiet', 'print nothing; exit with 0 if a code was found, 1 if not')
      .addOption(codeOption())
      .addOption(sectionOption())
      .addOption(statusOption())
      .addOption(actionOption())
      // Accepted only to explain what to do instead.
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
