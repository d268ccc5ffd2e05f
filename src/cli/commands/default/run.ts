import { styleText } from 'node:util';
import { looksLikeCode, readCode } from '../../../codes/parse.js';
import { lookup } from '../../../lookup/lookup.js';
import type { Table } from '../../../table/table.js';
import { editDistance } from '../../../text/edit-distance.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import type { Cli } from '../../definition.js';
import { CliError, EXIT, UsageError } from '../../errors.js';
import { isFile } from '../../hints.js';
import { isFed } from '../../io/fed.js';
import { claimStdin } from '../../io/stdin.js';
import { type LookupOptions, runLookup } from '../lookup/run.js';
import { runSearch, type SearchCommandOptions } from '../search/run.js';

/** The parts of the program that this command needs. */
type Surroundings = Pick<Cli, 'commandNames' | 'program'>;

/** Options of lookup that search does not have. */
const LOOKUP_ONLY = ['params', 'brief', 'customer', 'verbose'] as const;

/** Names that people try, and the call that does what they want. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sections: 'mmerr list --help',
  statuses: 'mmerr list --help',
  actions: 'mmerr list --help',
  codes: 'mmerr list',
};

/**
 * `mmerr <code or words…>`: looks up codes and searches for anything else, with the options of both.
 * Without arguments: the picker on a terminal, explain behind a pipe.
 */
export async function runAny(
  context: Context,
  args: readonly string[],
  options: LookupOptions & SearchCommandOptions,
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
  const codes = readCodes(table, args, text);
  if (codes) {
    if (codes.note) await context.warn(codes.note);
    return runLookup(context, codes.queries, options);
  }
  for (const option of LOOKUP_ONLY) {
    if (options[option] === undefined) continue;
    throw new UsageError(`--${option} only applies to a code, and '${visible(text)}' is not one`);
  }
  if (args.every(isFile)) {
    const files = visible(args.join(' '));
    throw new CliError(`'${files}': not a code; to explain the file: mmerr explain ${files}`);
  }
  return runSearch(context, args, options);
}

/** `mmerr` without arguments. */
async function runBare(
  context: Context,
  options: LookupOptions & SearchCommandOptions,
  printHelp: () => void,
): Promise<number> {
  const { io } = context;
  const [option] = Object.keys(options);
  if (option !== undefined) throw new UsageError(`--${option} needs a code or words`);
  if (isFed(io.stdin)) {
    const { runExplain } = await import('../explain/run.js');
    return runExplain(context, []);
  }
  // The prompt needs `styleText`, which Node.js has from 20.12 on.
  if (io.stdin.isTTY && io.stdout.isTTY && io.env.TERM !== 'dumb' && styleText !== undefined) {
    const { runPicker } = await import('./picker.js');
    return runPicker(context);
  }
  printHelp();
  return EXIT.failed;
}

/** Queries to look up, and a note if the user may have meant something else. */
interface Codes {
  readonly queries: readonly string[];
  readonly note?: string;
}

/** Reads arguments as codes, if they are codes or quote some. */
function readCodes(table: Table, args: readonly string[], text: string): Codes | undefined {
  if (text === '-') return { queries: args };
  const isCode = (arg: string) => readCode(table, arg).length > 0 || looksLikeCode(table, arg);
  if (args.every(isCode)) {
    // A bare number may also be a count or an HTTP status.
    const open = args.some((arg) => /^\s*\d+\s*$/.test(arg) && table.get(arg) === undefined);
    const note = `interpreted as a code; to search for the text instead: mmerr search ${visible(text)}`;
    return { queries: args, ...(open ? { note } : {}) };
  }
  if (readCode(table, text).length > 0) return { queries: [text] };
  // A number next to codes is a code as well.
  if (args.some(isCode) && args.every((arg) => isCode(arg) || /^\d+$/.test(arg))) {
    return { queries: args };
  }
  const quotes = lookup(table, text).some(
    // The code is named for an undocumented response.
    ({ entries, suggestions, code }) => entries.length > 0 || suggestions || code !== undefined,
  );
  if (!quotes) return undefined;
  const note = "found a code in this text; to search for the words instead: mmerr search 'TEXT'";
  return { queries: [text], ...(text.trim().startsWith('{') ? {} : { note }) };
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
