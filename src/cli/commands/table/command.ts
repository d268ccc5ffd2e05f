import { Argument, Option } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { noPagerOption } from '../../options.js';

/** `mmerr table audit [table]` */
const AUDIT: CommandDefinition = {
  name: 'audit',
  summary: 'every repair and conflict of a table',
  description: 'Prints the repairs of a table, line by line, and its conflicts.',
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('[table]', 'a page or table (default: the built-in one)')),
      )
      .option('--strict', 'exit with 1 when anything is unresolved')
      .addOption(noPagerOption())
      .action(
        action(async (context, file, options) => {
          const { runAudit } = await import('./audit.js');
          return runAudit(context, file, options);
        }),
      );
  },
};

/** `mmerr table import <page…>` */
const IMPORT: CommandDefinition = {
  name: 'import',
  summary: 'read pages into a table',
  description: 'Reads documentation pages or tables into one table, repairs it, writes it as JSON.',
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('<page...>', 'pages or tables, or - for standard input')),
      )
      .addOption(
        completed(
          'files',
          new Option('-o, --output <file>', 'write to a file, as a whole or not at all'),
        ),
      )
      .action(
        action(async (context, files, options) => {
          const { runImport } = await import('./import.js');
          return runImport(context, files, options);
        }),
      );
  },
};

/** `mmerr table diff <table>` */
const DIFF: CommandDefinition = {
  name: 'diff',
  summary: 'what is new, gone and changed in a table',
  description: 'Compares a table with the built-in one: what is new, gone and changed in it.',
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('<table>', 'a page or table, or - for standard input')),
      )
      .action(
        action(async (context, file) => {
          const { runDiff } = await import('./diff.js');
          return runDiff(context, file);
        }),
      );
  },
};

/** `mmerr table export` */
const EXPORT: CommandDefinition = {
  name: 'export',
  summary: 'write the table out',
  description: 'Writes the table out, with the tables of --table and MMERR_TABLE laid over it.',
  define(command, { action }) {
    command
      .addOption(
        completed(
          'formats',
          new Option(
            '--format <format>',
            'json (the default), csv, markdown or properties',
          ).default('json'),
        ),
      )
      .option('--bom', 'begin a CSV with a byte order mark, by which Excel reads it as UTF-8')
      .option('--forms', 'a row for each form in which logs hold a code, for joins; json or csv')
      .action(
        action(async (context, options) => {
          const { runExport } = await import('./export.js');
          return runExport(context, options);
        }),
      );
  },
};

/** `mmerr table pattern [kind]` */
const PATTERN: CommandDefinition = {
  name: 'pattern',
  summary: 'a regular expression that finds the codes in a log',
  description:
    'Prints a regular expression that finds codes in a text as explain does, for programs that ' +
    'cannot run mmerr. With --json it prints both, and which group holds the code.',
  define(command, { action }) {
    command
      .addArgument(
        completed(
          'patterns',
          new Argument(
            '[kind]',
            'anywhere (the default): long codes; field: short and numeric codes in a code field',
          ),
        ),
      )
      .addOption(
        completed(
          'dialects',
          new Option('--dialect <dialect>', 're2 (the default), postgres or posix').default('re2'),
        ),
      )
      .action(
        action(async (context, kind, options) => {
          const { runPattern } = await import('./pattern.js');
          return runPattern(context, kind, options);
        }),
      );
  },
};

/** `mmerr table` */
export const TABLE: CommandDefinition = {
  name: 'table',
  summary: 'where the table comes from; tables of your own',
  description:
    'Audits, imports, compares and exports tables of codes. A table may be a documentation page ' +
    'as copied, Markdown, .properties, CSV, YAML or JSON; the format is detected.',
  examples: [
    'mmerr table audit                             what was mended, and what is open',
    'mmerr table import page.txt -o ours.json      make a table of a page',
    'mmerr --table ours.json lookup ORDSVCE000001  use it',
    'mmerr table diff new-page.md                  what a renewed page changes',
    'mmerr table export --format csv > codes.csv   the table for others',
    'mmerr table export --forms --format csv       for a join with a log',
    'mmerr table pattern --dialect posix           an expression for grep -E',
  ],
  commands: [AUDIT, IMPORT, DIFF, EXPORT, PATTERN],
  define(command) {
    command.helpCommand('help [command]', 'print the help of a command');
  },
};
