import { styleText } from 'node:util';
import { readExactCode } from '../../../codes/exact.js';
import type { Table } from '../../../table/table.js';
import { editDistance } from '../../../text/edit-distance.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import type { Cli } from '../../definition.js';
import { CliError, EXIT, UsageError } from '../../errors.js';
import type { Io } from '../../io/io.js';
import { claimStdin, isFed } from '../../io/stdin.js';
import type { LookupCommandOptions } from '../lookup/run.js';
import type { SearchCommandOptions } from '../search/run.js';
import type { Codes } from './codes.js';

/** The parts of the program that this command needs. */
type Surroundings = Pick<Cli, 'commandNames' | 'program'>;

/** Options that say how an entry is printed: those of lookup that the picker takes as well. */
const PRINT_OPTIONS = ['brief', 'customer', 'verbose'] as const;

/** Options of lookup that search does not have. */
const LOOKUP_ONLY = ['params', ...PRINT_OPTIONS] as const;

/** Names that people try, and the call that does what they want. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sections: 'mmerr list --help',
  statuses: 'mmerr list --help',
  actions: 'mmerr list --help',
  codes: 'mmerr list',
};

/**
 * `mmerr <code or words…>`: looks up codes and searches for anything else, with the options of both.
 * Without arguments: the picker on a terminal, explain after a pipe.
 */
export async function runAny(
  context: Context,
  args: readonly string[],
  options: LookupCommandOptions & SearchCommandOptions,
  { commandNames, program }: Surroundings,
): Promise<number> {
  if (args.length === 0)
    return runBare(context, options, () => program().outputHelp({ error: true }));
  const text = args.join(' ');
  if (text.trim() === '') throw new UsageError('nothing to look up: the query is empty');
  if (text === 'version') {
    await context.print(program().version() ?? '');
    return EXIT.found;
  }
  if (text !== '-') refuseMistypedCommand(args, commandNames);
  else claimStdin(context.io.stdin, 'input');
  const table = await context.table();
  const codes = await readCodes(table, args, text);
  if (codes) {
    if (codes.note) await context.warn(codes.note);
    const { runLookup } = await import('../lookup/run.js');
    return runLookup(context, codes.queries, options);
  }
  for (const option of LOOKUP_ONLY) {
    if (options[option] === undefined) continue;
    throw new UsageError(`--${option} only applies to a code, and '${visible(text)}' is not one`);
  }
  const { isFile } = await import('../../hints.js');
  if (args.every(isFile)) {
    const files = visible(args.join(' '));
    throw new CliError(`'${files}': not a code; to explain the file: mmerr explain ${files}`);
  }
  const { runSearch } = await import('../search/run.js');
  return runSearch(context, args, options);
}

/** Whether the picker can run. Its prompt needs `styleText`, which Node.js has from 20.12 on. */
function isTerminal({ stdin, stdout, env }: Io): boolean {
  return (
    stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb' && styleText !== undefined
  );
}

/** `mmerr` without arguments. */
async function runBare(
  context: Context,
  options: LookupCommandOptions & SearchCommandOptions,
  printHelp: () => void,
): Promise<number> {
  const { io } = context;
  const canPick = isTerminal(io);
  const allowed: readonly string[] = canPick ? PRINT_OPTIONS : [];
  const option = Object.keys(options).find((name) => !allowed.includes(name));
  if (option !== undefined) throw new UsageError(`--${option} needs a code or words`);
  if (isFed(io.stdin)) {
    const { runExplain } = await import('../explain/run.js');
    return runExplain(context, []);
  }
  if (canPick) {
    const { runPicker } = await import('./picker.js');
    return runPicker(context, options);
  }
  printHelp();
  return EXIT.failed;
}

/** Reads arguments as codes, if they are codes or quote some. */
async function readCodes(
  table: Table,
  args: readonly string[],
  text: string,
): Promise<Codes | undefined> {
  if (text === '-' || args.every((arg) => readExactCode(table, arg))) return { queries: args };
  const { readAnyCodes } = await import('./codes.js');
  return readAnyCodes(table, args, text);
}

/** Rejects what is probably a mistyped command: `mmerr lokup X`, `mmerr sections`. */
function refuseMistypedCommand(args: readonly string[], commandNames: readonly string[]): void {
  const [first = ''] = args;
  const word = first.toLowerCase();
  const other = args.length === 1 && Object.hasOwn(OTHER_NAMES, word) && OTHER_NAMES[word];
  if (other) {
    throw new CliError(`'${word}' is not a command; for the ${word}: ${other}`);
  }
  const limit = word.length > 5 ? 2 : 1;
  const near = commandNames.find(
    (command) => command !== word && editDistance(word, command, limit) <= limit,
  );
  if (near) throw new UsageError(`unknown command '${visible(first)}' (did you mean ${near}?)`);
}
