// Writes the man page, from the very parser and examples that the help is made of.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Argument, CommandUnknownOpts as Command, Option } from '@commander-js/extra-typings';
import { COMMANDS } from '../src/cli/commands/index.js';
import { type CommandDefinition, splitExample } from '../src/cli/definition.js';
import type { Io } from '../src/cli/io/io.js';
import { buildProgram, PROGRAM_EXAMPLES } from '../src/cli/program.js';

/** What the page says beside what the program knows of itself. */
export interface ManFacts {
  readonly version: string;
  /** When the version was released, as the change log has it; empty while it does not say. */
  readonly date: string;
}

/** Characters that roff takes for something else, or a terminal may not have. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '^': '\\(ha',
  '~': '\\(ti',
  '`': '\\(ga',
  '"': '\\(dq',
  '…': '...',
  '’': '\\(cq',
  '“': '\\(lq',
  '”': '\\(rq',
  '–': '\\(en',
};

/** Escapes a text, which must not begin a line of its own with a dot. */
function roffText(text: string): string {
  return text
    .replace(/[\\^~`"…’“”–]/g, (char) => SPECIAL[char] as string)
    .replace(/[^\x00-\x7f]/g, (char) => `\\[u${char.charCodeAt(0).toString(16).toUpperCase()}]`);
}

/** Text to be copied: each dash and quote as it is typed. */
function literal(text: string): string {
  return roffText(text).replace(/-/g, '\\-').replace(/'/g, '\\(aq');
}

/** Prose: the dashes of options as they are typed, lines that roff does not take for requests. */
function prose(text: string): string {
  const escaped = roffText(text).replace(/(?<![\w-])--?(?=\w)[\w-]*/g, (option) =>
    option.replace(/-/g, '\\-'),
  );
  return escaped.replace(/^(?=[.'])/gm, '\\&');
}

const bold = (text: string) => `\\fB${text}\\fR`;
const italic = (text: string) => `\\fI${text}\\fR`;

/** Sets a usage in the type that manuals use: `<code...>` and `[prefix]`. */
function argumentTerm(argument: Argument): string {
  const name = `${italic(literal(argument.name()))}${argument.variadic ? '\\ ...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

function optionTerm(option: Option): string {
  return option.flags
    .split(', ')
    .map((flag) => {
      const [, name = flag, open, value] = /^(\S+) ([<[])([^\]>]+)/.exec(flag) ?? [];
      if (!value) return bold(literal(name));
      const shown = italic(literal(value));
      return `${bold(literal(name))} ${open === '[' ? `[${shown}]` : shown}`;
    })
    .join(', ');
}

/** The options of a command's own, its help aside. */
function ownOptions(command: Command): Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
}

/** A command's name with those of the commands that it belongs to. */
function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

function synopsis(command: Command): string {
  const options = ownOptions(command).length > 0 ? [`[${italic('options')}]`] : [];
  return [
    bold(literal(fullName(command))),
    ...options,
    ...command.registeredArguments.map(argumentTerm),
  ].join(' ');
}

/** The commands that do something, depth first, in the order of the help. */
function leaves(command: Command): Command[] {
  const subs = command.createHelp().visibleCommands(command).filter(isReal);
  return subs.length > 0 ? subs.flatMap(leaves) : [command];
}

/** Commander's own `help` below a command is no command to speak of. */
function isReal(command: Command): boolean {
  return command.name() !== 'help' || command.parent?.parent === null;
}

function item(term: string, text: string): string[] {
  return ['.TP', term, prose(text)];
}

function commandSection(command: Command): string[] {
  return [
    `.SS ${synopsis(command)}`,
    prose(command.description() || command.summary()),
    ...command.registeredArguments.flatMap((argument) =>
      item(argumentTerm(argument), argument.description),
    ),
    ...ownOptions(command).flatMap((option) => item(optionTerm(option), option.description)),
  ];
}

const EXIT_STATUS = {
  0: 'A code was found. For explain: the whole input was read.',
  1: 'Nothing was found. For lookup: at least one code was not found. For explain --quiet: there is no code. For table audit --strict: something is unresolved.',
  2: 'Wrong usage, or an input or output error.',
  130: 'Interrupted by Ctrl-C.',
  143: 'Terminated.',
} as const;

const ENVIRONMENT = {
  MMERR_TABLE: 'Files as for --table, separated as in PATH. Tables given by --table override them.',
  NO_COLOR: 'If set and not empty: no colour. Only --color overrides it.',
  FORCE_COLOR: 'If set: colour also in pipes and files. 0 or false: no colour.',
  CLICOLOR_FORCE: 'If set, and not empty or 0: colour also in pipes and files.',
  CLICOLOR: '0: no colour, unless one of the variables above asks for it.',
  PAGER:
    'The pager for lists and audits that are longer than the terminal; less by default. Empty or cat: no pager.',
  TERM: 'dumb: no colour and no picker.',
  'LC_ALL, LC_CTYPE, LANG':
    'The first that is set is the locale. If it is not UTF-8, everything but the messages is ASCII.',
} as const;

/** The examples of a command, then those that only its subcommands have. */
function examplesOf({ examples = [], commands = [] }: CommandDefinition): readonly string[] {
  const lines = new Set(examples.map((example) => splitExample(example).line));
  const more = commands.flatMap(examplesOf);
  return [...examples, ...more.filter((example) => !lines.has(splitExample(example).line))];
}

/** Writes the manual as roff. */
export function manPage(program: Command, { version, date }: ManFacts): string {
  const commands = leaves(program);
  const examples = [...PROGRAM_EXAMPLES, ...COMMANDS.flatMap(examplesOf)].map(splitExample);
  return [
    '.\\" Generated by scripts/man.ts from the program itself.',
    `.TH MMERR 1 "${roffText(date)}" "mmerr ${roffText(version)}" "User Commands"`,
    // Neither words broken at line ends nor blanks stretched: both spoil what is copied.
    '.nh',
    '.ad l',
    '.SH NAME',
    'mmerr \\- explain MultiMarkets API error codes, at the prompt and in logs',
    '.SH SYNOPSIS',
    `${bold('mmerr')} [${italic('options')}] ${italic('code or words')}\\ ...`,
    ...commands.flatMap((command) => ['.br', synopsis(command)]),
    '.SH DESCRIPTION',
    prose(program.description()),
    '.PP',
    prose(
      'Without a command, mmerr looks up codes and searches for anything else. Without any arguments, it opens a picker on a terminal and explains what is piped into it.',
    ),
    '.PP',
    prose(
      'Messages are those of the documentation. Status and action are mmerr’s interpretation, not the vendor’s. Results go to standard output; warnings, hints and errors go to standard error. Text is wrapped to the width of a terminal, but not in a pipe.',
    ),
    '.SH COMMANDS',
    ...commands.flatMap(commandSection),
    '.SH OPTIONS',
    'These options apply to every command.',
    ...program
      .createHelp()
      .visibleOptions(program)
      .flatMap((option) => item(optionTerm(option), option.description)),
    '.SH EXIT STATUS',
    ...Object.entries(EXIT_STATUS).flatMap(([code, text]) => item(bold(code), text)),
    prose('It is not an error if the reader closes the pipe early.').replace(/^/, '.PP\n'),
    '.SH ENVIRONMENT',
    ...Object.entries(ENVIRONMENT).flatMap(([name, text]) => item(bold(name), text)),
    '.SH EXAMPLES',
    ...examples.flatMap(({ line, note }) => [
      '.PP',
      ...(note === '' ? [] : [prose(`${note.charAt(0).toUpperCase()}${note.slice(1)}:`)]),
      '.RS 4',
      '.EX',
      literal(line).replace(/^(?=[.'])/, '\\&'),
      '.EE',
      '.RE',
    ]),
    '.SH SEE ALSO',
    `${bold('errno')}(1), ${bold('grep')}(1), ${bold('jq')}(1)`,
    '',
  ].join('\n');
}

/** The date of a version in the change log: `## 0.1.0 - 2026-05-04` or `## 0.1.0 (2026-05-04)`. */
export function releaseDate(changelog: string, version: string): string {
  const heading = changelog
    .split('\n')
    .find((line) => line.startsWith('## ') && line.includes(version));
  return /\d{4}-\d{2}-\d{2}/.exec(heading ?? '')?.[0] ?? '';
}

/** What the page is about in this very version; the same on every machine and every day. */
export function manFacts(): ManFacts {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return { version, date: releaseDate(readFileSync('CHANGELOG.md', 'utf8'), version) };
}

if (process.argv[1]?.endsWith('man.ts')) {
  const io: Io = {
    stdin: { stream: process.stdin },
    stdout: { stream: process.stdout },
    stderr: { stream: process.stderr },
    env: {},
    onSignal: () => () => {},
    raise: () => {},
  };
  mkdirSync('dist/man', { recursive: true });
  writeFileSync('dist/man/mmerr.1', manPage(buildProgram(io), manFacts()));
}
