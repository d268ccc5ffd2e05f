import { Argument, Option } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';
import { noPagerOption } from '../../options.js';

/** `mmerr table audit [table]` */
const AUDIT: CommandDefinition = {
  name: 'audit',
  summary: 'list all repairs and conflicts of a table',
  description: 'Lists the repairs of a table, line by line, and its conflicts.',
  examples: [
    'mmerr table audit                    repairs and conflicts of the built-in table',
    'mmerr table audit --strict ours.csv  check your own table in a CI job',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('[table]', 'a page or table (default: the built-in one)')),
      )
      .option('--strict', 'exit with 1 if anything is unresolved')
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
  summary: 'make a table from documentation pages',
  description:
    'Makes one table from documentation pages or tables, repairs it and writes it as JSON.',
  examples: [
    'mmerr table import page.txt -o ours.json   make a table from a page',
    'mmerr table import a.csv b.md > ours.json  combine several tables',
  ],
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('<page...>', 'pages or tables; - reads standard input')),
      )
      .addOption(
        completed(
          'files',
          new Option('-o, --output <file>', 'write to this file; on failure the old file stays'),
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
  summary: 'compare a table with the built-in one',
  description: 'Compares a table with the built-in one: lists added, changed and removed codes.',
  examples: ['mmerr table diff new-page.md  what has changed in a new page'],
  define(command, { action }) {
    command
      .addArgument(
        completed('files', new Argument('<table>', 'a page or table; - reads standard input')),
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
  summary: 'write the table in another format',
  description: 'Writes the table, including the codes added by --table and MMERR_TABLE.',
  examples: [
    'mmerr table export --format csv > codes.csv  the table as a spreadsheet',
    'mmerr table export --forms --format csv      for joins with logs',
  ],
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
      .option('--bom', 'start a CSV with a byte order mark, so that Excel reads it as UTF-8')
      .option('--forms', 'one row for each form in which logs write a code, for joins; json or csv')
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
  summary: 'print a regular expression that finds codes in a log',
  description:
    'Prints a regular expression that finds codes in text as explain does, for programs that ' +
    'cannot run mmerr. With --json it prints both kinds, and the number of the group that captures ' +
    'the code.',
  examples: [
    'mmerr table pattern                  a pattern for most engines and languages',
    'mmerr table pattern --dialect posix  a pattern for grep -E',
  ],
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
  summary: 'audit, import, compare and export tables of codes',
  description:
    'Audits, imports, compares and exports tables of codes. A table may be a copied documentation ' +
    'page, Markdown, HTML, .properties, CSV, YAML or JSON; the format is detected.',
  examples: [
    'mmerr table audit                             repairs and conflicts',
    'mmerr table import page.txt -o ours.json      make a table from a page',
    'mmerr --table ours.json lookup ORDSVCE000001  use it',
    'mmerr table diff new-page.md                  what has changed in a new page',
    'mmerr table export --format csv > codes.csv   the table as a spreadsheet',
    'mmerr table export --forms --format csv       for joins with logs',
    'mmerr table pattern --dialect posix           a pattern for grep -E',
  ],
  commands: [AUDIT, IMPORT, DIFF, EXPORT, PATTERN],
  define(command) {
    command.helpCommand('help [command]', 'print help for a command');
  },
};
