import {
  Argument,
  Command,
  CommanderError,
  type CommandUnknownOpts,
  Option,
} from '@commander-js/extra-typings';
import packageText from '../../package.json?raw';
import { readColorChoice } from './color.js';
import { COMMANDS } from './commands/index.js';
import { createContext } from './context.js';
import { type Cli, type CommandDefinition, completed } from './definition.js';
import { EXIT, UsageError } from './errors.js';
import { complaint, examplesHelp, HELP, PIPE_HELP_COLUMNS } from './help.js';
import { columnsOf, type Io } from './io/io.js';
import { writeText } from './io/output.js';
import { inLocale, say } from './messages.js';
import { parsing } from './options.js';

/** The examples in the help of the program itself. */
export const PROGRAM_EXAMPLES = [
  'mmerr                            find a code while you type',
  'mmerr USCUSTOMER_API_0000102     look up a code',
  'mmerr wrong password             search the messages',
  'tail -f app.log | mmerr explain  explain the codes in a live log',
] as const;

const COMMAND_NAMES = COMMANDS.filter(({ hidden }) => !hidden).map(({ name }) => name);

/** One call of the program. */
interface Session {
  /** The exit code of the command that was called. */
  code: number;
  /** Writes of the parser itself that are still in progress. */
  readonly said: Promise<void>[];
}

/** Collects the values of a repeatable option. */
const collect = (value: string, previous: readonly string[] = []) => [...previous, value];

/** The program with its global options, without commands. */
function createProgram(io: Io, { said }: Session) {
  const { version } = JSON.parse(packageText) as { version: string };
  // Commands inherit the settings made before they are created, and no others.
  return new Command('mmerr')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void said.push(writeText(io.stdout, inLocale(io, text))),
      writeErr: (text) => void said.push(say(io, text)),
      outputError: (text, say) => say(complaint(text, 'mmerr --help')),
      getOutHelpWidth: () => columnsOf(io.stdout) ?? PIPE_HELP_COLUMNS,
      getErrHelpWidth: () => columnsOf(io.stderr) ?? PIPE_HELP_COLUMNS,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp(HELP)
    .description('Explains MultiMarkets API error codes, at the prompt and in logs.')
    .usage('[options] <code or words...>\n       mmerr [options] <command>')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .option('--json', 'print JSON')
    .addOption(
      completed(
        'color choices',
        new Option(
          '--color <when>',
          'when to use colour: auto (the default: on a terminal only), always or never',
        )
          .argParser(parsing(readColorChoice))
          .default('auto' as const),
      ),
    )
    .addOption(new Option('--no-color', 'same as --color never'))
    .addOption(
      completed(
        'files',
        new Option(
          '--table <file>',
          'additional codes, overriding the built-in ones; repeatable',
        ).argParser(collect),
      ),
    )
    .addArgument(completed('codes once begun', new Argument('[query...]')))
    .addHelpText('after', examplesHelp(PROGRAM_EXAMPLES));
}

/**
 * Builds the parser. The code of a command is only loaded when it is called.
 *
 * @param definitions The commands to register; all by default.
 */
export function buildProgram(
  io: Io,
  definitions: readonly CommandDefinition[] = COMMANDS,
  session: Session = { code: EXIT.found, said: [] },
): CommandUnknownOpts {
  const program = createProgram(io, session);

  /** Registers a command and its subcommands. */
  const register = (parent: CommandUnknownOpts, definition: CommandDefinition, call: string) => {
    const { name, hidden = false, isDefault = false, commands = [] } = definition;
    const path = hidden ? call : `${call} ${name}`;
    const help = `${path} --help`;
    const improve = isDefault ? (said: string) => nameOwner(io, said) : undefined;
    const command = parent
      .command(name, { hidden, isDefault })
      .configureOutput({ outputError: (text, say) => say(complaint(text, help, improve)) })
      .summary(definition.summary ?? '')
      .description(definition.description ?? '');
    const cli: Cli = {
      action:
        (run) =>
        async (...args) => {
          const { color, ...options } = program.opts();
          const choice = color === false ? 'never' : color;
          try {
            session.code = await run(createContext(io, { ...options, color: choice }), ...args);
          } catch (error) {
            if (error instanceof UsageError) error.help ??= help;
            throw error;
          }
        },
      program: () => buildProgram(io, COMMANDS, session),
      commandNames: COMMAND_NAMES,
    };
    definition.define?.(command, cli);
    for (const sub of commands) register(command, sub, path);
    if (definition.examples) command.addHelpText('after', examplesHelp(definition.examples));
  };

  for (const definition of definitions) register(program, definition, 'mmerr');
  return program;
}

/**
 * The commands that a call may need. Registering all of them would take a large part of the time of a
 * lookup. The parser decides which one is called.
 */
function commandsFor(argv: readonly string[]): readonly CommandDefinition[] {
  if (argv.includes('-h') || argv.includes('--help')) return COMMANDS;
  return COMMANDS.filter(({ name, isDefault }) => isDefault || argv.includes(name));
}

/** Adds to the error for an unknown option which commands have that option. */
function nameOwner(io: Io, said: string): string {
  const [problem, flag] = /^unknown option '(-[^=']*)'/.exec(said) ?? [];
  const owners = buildProgram(io)
    .commands.filter((command) =>
      command
        .createHelp()
        .visibleOptions(command)
        .some(({ long, short }) => long === flag || short === flag),
    )
    .map((command) => `mmerr ${command.name()}`);
  return owners.length > 0 ? `${problem} (an option of ${owners.join(' and ')})` : said;
}

/** Translates flags that other programs use: `-v` and `-?`. */
function familiar(argv: readonly string[]): readonly string[] {
  if (argv.length === 1 && argv[0] === '-v') return ['--version'];
  const end = argv.indexOf('--');
  return argv.map((word, index) => (word === '-?' && (end < 0 || index < end) ? '--help' : word));
}

/** Parses the arguments and runs the command. */
export async function runProgram(words: readonly string[], io: Io): Promise<number> {
  const session: Session = { code: EXIT.found, said: [] };
  const argv = familiar(words);
  try {
    await buildProgram(io, commandsFor(argv), session).parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end with 0; for anything else the parser has already reported the error.
    session.code = error.exitCode === 0 ? EXIT.found : EXIT.failed;
  }
  await Promise.all(session.said);
  return session.code;
}
