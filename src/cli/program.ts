import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import packageText from '../../package.json?raw';
import { editDistance } from '../text/edit-distance.js';
import { visible } from '../text/visible.js';
import { readColorChoice } from './color.js';
import { type Context, createContext, type GlobalOptions } from './context.js';
import { CliError, EXIT, UsageError } from './errors.js';
import { complaint, examples, HELP, PIPE_HELP_COLUMNS } from './help.js';
import { columnsOf, type Io, write } from './io/io.js';
import { ANY, helpCall } from './usage.js';

/** Adds a value to those of an option that may be given several times. */
const collect = (value: string, previous: readonly string[] = []) => [...previous, value];

/** Lets a reader of option values complain in the parser's own way. */
function parsing<T>(read: (value: string) => T): (value: string) => T {
  return (value) => {
    try {
      return read(value);
    } catch (error) {
      if (error instanceof CliError) throw new InvalidArgumentError(`${error.message}.`);
      throw error;
    }
  };
}

/** What lookup takes, and so does a bare code. */
const paramsOption = () =>
  new Option('--params <values>', 'fill the placeholders of the message, in order, such as 5,24');

/** What search takes, and so do bare words. */
const limitOption = () =>
  new Option('--limit <number>', 'print at most so many results (default: 10)').argParser(
    parsing((value) => {
      if (!/^[1-9]\d{0,8}$/.test(value))
        throw new CliError(`--limit takes a whole number from 1, not '${value}'`);
      return Number(value);
    }),
  );

/** One call of the program. */
interface Session {
  /** The exit code. */
  code: number;
  /** Takes the exit code of the command that was called. */
  report(code: number): void;
  /** What the parser itself is writing. */
  readonly said: Promise<void>[];
  /** The call that prints the help for this one. */
  readonly help: string;
}

function newSession(argv: readonly string[]): Session {
  return {
    code: EXIT.found,
    report(code) {
      this.code = code;
    },
    said: [],
    help: helpCall(argv),
  };
}

/** Builds the parser; what the commands do is only loaded when one is called. */
export function buildProgram(io: Io, session: Session = newSession([])): Command {
  const { said, help } = session;
  const version = (JSON.parse(packageText) as { version: string }).version;
  const program = new Command('mmerr');
  // Subcommands take over what is set up before they are made, and only that.
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void said.push(write(io.stdout, text)),
      writeErr: (text) => void said.push(write(io.stderr, text)),
      outputError: (text, say) => say(complaint(text, help)),
      getOutHelpWidth: () => columnsOf(io.stdout) ?? PIPE_HELP_COLUMNS,
      getErrHelpWidth: () => columnsOf(io.stderr) ?? PIPE_HELP_COLUMNS,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp(HELP)
    .description('Tells what MultiMarkets API error codes mean, at the prompt and inside a log.')
    .usage('[options] <code or words...>\n       mmerr [options] <command>')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .option('--json', 'print JSON, for programs')
    .addOption(
      new Option(
        '--color <when>',
        'colour: auto, always or never; auto, the default, is on a terminal only',
      )
        .argParser(parsing(readColorChoice))
        .default('auto'),
    )
    .addOption(new Option('--no-color', 'the same as --color never'))
    .option(
      '--table <file>',
      'codes of your own, laid over the built-in ones; may be given several times',
      collect,
    );

  /** Runs a command with the options that are its own and everybody's. */
  const action: Action =
    <Args extends unknown[]>(run: (context: Context, ...args: Args) => Promise<number>) =>
    async (...args: unknown[]) => {
      const command = args.at(-1) as Command;
      const all = command.optsWithGlobals() as Omit<GlobalOptions, 'color'> & { color?: unknown };
      const color = all.color === false ? 'never' : all.color;
      const options = { ...all, color } as GlobalOptions;
      session.report(await run(createContext(io, options), ...(args.slice(0, -1) as Args)));
    };

  program.argument('[query...]').addHelpText('after', examples('mmerr'));
  // A command of its own, so that its options are not everybody's.
  program
    .command(ANY, { hidden: true, isDefault: true })
    .argument('[query...]')
    .addOption(paramsOption())
    .addOption(limitOption())
    .action(
      action(async (context, query: string[], options: { params?: string; limit?: number }) => {
        const { runAny } = await import('./commands/default.js');
        return runAny(context, query, options, async () => program.outputHelp({ error: true }));
      }),
    );

  program
    .command('lookup')
    .summary('what a code means')
    .description(
      'Tells what codes mean, in whatever form they are quoted: any case, blanks inside, ' +
        'without the leading zeros or the module, a CODE=message line, a whole response.',
    )
    .argument('<code...>', 'codes, or - for codes or a response from standard input')
    .addOption(paramsOption())
    .action(
      action(async (context, codes: string[], options: { params?: string }) => {
        const { runLookup } = await import('./commands/lookup.js');
        return runLookup(context, codes, options);
      }),
    )
    .addHelpText('after', examples('lookup'));

  program
    .command('search')
    .summary('codes by message, forgiving of typos and word order')
    .description(
      'Finds codes by words of their message, in any order, misspelt or in everyday terms, or by ' +
        'a whole sentence pasted from an app or a log.',
    )
    .argument('<words...>', 'words or a sentence, or - to read it from standard input')
    .addOption(limitOption())
    .action(
      action(async (context, words: string[], options: { limit?: number }) => {
        const { runSearch } = await import('./commands/search.js');
        return runSearch(context, words, options);
      }),
    )
    .addHelpText('after', examples('search'));

  program
    .command('list')
    .summary('codes by prefix')
    .description('Lists codes: all, by the beginning of the code, or narrowed by what they are.')
    .argument('[prefix]', 'the beginning of a code, in any case')
    .option('--section <section>', 'only codes of this section, such as account or kyc')
    .option('--status <status>', 'only codes of this status, such as NOT_FOUND or 404')
    .option('--action <action>', 'only codes that ask for this action, such as retry')
    .option('--format <format>', 'write json, csv, markdown or properties')
    .action(
      action(async (context, prefix: string | undefined, options: Record<string, string>) => {
        const { runList } = await import('./commands/list.js');
        return runList(context, prefix, options);
      }),
    )
    .addHelpText('after', examples('list'));

  program
    .command('explain')
    .summary('copy a log through, adding what its codes mean')
    .description(
      'Copies logs through byte for byte and adds the meaning of each code; the placeholders of a ' +
        'message are filled from the msgParams on the same line.',
    )
    .argument('[file...]', 'logs, or - for standard input (the default)')
    .option('--below', 'write the meaning under the line instead of into it')
    .option('--only-matching', 'print only lines with a code')
    .option('--ndjson', 'add a field "mmerr" to lines that are JSON objects')
    .option('--summary', 'print what occurred how often instead of the lines')
    .option('-q, --quiet', 'print nothing; exit 0 if a code was found, 1 if not')
    .action(
      action(async (context, files: string[], options: Record<string, boolean>) => {
        const { runExplain } = await import('./commands/explain.js');
        return runExplain(context, files, options);
      }),
    )
    .addHelpText('after', examples('explain'));

  registerTable(program, action);
  registerCompletion(program, action);
  registerHelp(program, action);

  return program;
}

/** Wraps what a command does into what the parser calls. */
type Action = <Args extends unknown[]>(
  run: (context: Context, ...args: Args) => Promise<number>,
) => (...args: unknown[]) => Promise<void>;

function registerTable(program: Command, action: Action): void {
  const table = program
    .command('table')
    .helpCommand('help [command]', 'print the help of a command')
    .summary('where the table comes from; tables of your own')
    .description(
      'Audits, imports, compares and exports tables of codes. A table may be a documentation page ' +
        'as copied, Markdown, .properties, CSV or JSON; what it is need not be said.',
    )
    .addHelpText('after', examples('table'));
  table
    .command('audit')
    .summary('every repair and conflict of a table')
    .description('Prints what was mended in a table, line by line, and what contradicts itself.')
    .argument('[table]', 'a page or table (default: the built-in one)')
    .option('--strict', 'exit with 1 when anything is unresolved')
    .action(
      action(async (context, file: string | undefined, options: { strict?: boolean }) => {
        const { runAudit } = await import('./commands/table.js');
        return runAudit(context, file, options);
      }),
    );
  table
    .command('import')
    .summary('read pages into a table')
    .description(
      'Reads documentation pages or tables into one table, repairs it, writes it as JSON.',
    )
    .argument('<page...>', 'pages or tables, or - for standard input')
    .option('-o, --output <file>', 'write to a file, as a whole or not at all')
    .action(
      action(async (context, files: string[], options: { output?: string }) => {
        const { runImport } = await import('./commands/table.js');
        return runImport(context, files, options);
      }),
    );
  table
    .command('diff')
    .summary('what is new, gone and changed in a table')
    .description('Compares a table with the built-in one: what is new, gone and changed in it.')
    .argument('<table>', 'a page or table, or - for standard input')
    .action(
      action(async (context, file: string) => {
        const { runDiff } = await import('./commands/table.js');
        return runDiff(context, file);
      }),
    );
  table
    .command('export')
    .summary('write the table out')
    .description('Writes the table out, with the tables of --table and MMERR_TABLE laid over it.')
    .option('--format <format>', 'json (the default), csv, markdown or properties', 'json')
    .action(
      action(async (context, options: { format?: string }) => {
        const { runExport } = await import('./commands/table.js');
        return runExport(context, options);
      }),
    );
}

function registerCompletion(program: Command, action: Action): void {
  program
    .command('completion')
    .summary('a script for TAB, in four shells')
    .description(
      'Prints a script with which a shell completes commands, options and codes, these with their messages. The line that switches it on goes into the file that the shell reads at its start.',
    )
    .argument('[shell]', 'bash, zsh, fish or powershell')
    .action(
      action(async (context, shell: string | undefined) => {
        const { runCompletion } = await import('./commands/completion.js');
        return runCompletion(context, shell);
      }),
    )
    .addHelpText('after', examples('completion'));
  // What the scripts call: how many words stand before the current one, then all of them.
  program
    .command('__complete', { hidden: true })
    .argument('<shell>')
    .argument('<count>')
    .argument('[words...]')
    .action(
      action(async (context, shell: string, count: string, words: string[]) => {
        const { runComplete } = await import('./commands/completion.js');
        return runComplete(context, program, shell, count, words);
      }),
    );
}

/** Commander's own help command takes a mistyped name for the wish to see everything. */
function registerHelp(program: Command, action: Action): void {
  program
    .command('help')
    .summary('print the help of a command')
    .description('Prints the help of a command, or of mmerr as a whole.')
    .argument('[command...]', 'the command, such as list or table import')
    .action(
      action(async (_context, names: string[]) => {
        let command = program;
        for (const name of names) {
          const found = command.commands.find((sub) => sub.name() === name);
          if (!found)
            throw new UsageError(`unknown command '${visible(name)}'${hintAt(command, name)}`);
          command = found;
        }
        command.outputHelp();
        return EXIT.found;
      }),
    );
}

/** The command that was probably meant. */
function hintAt(command: Command, name: string): string {
  const near = command
    .createHelp()
    .visibleCommands(command)
    .find((sub) => editDistance(sub.name(), name, 2) <= Math.min(2, name.length / 2));
  return near ? ` (did you mean ${near.name()}?)` : '';
}

/** Parses the arguments and runs what they ask for. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  const session = newSession(argv);
  const program = buildProgram(io, session);
  try {
    await program.parseAsync(argv as string[], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version were asked for; all else the parser has already complained about.
    session.code = error.exitCode === 0 ? EXIT.found : EXIT.failed;
  }
  await Promise.all(session.said);
  return session.code;
}
