import { looksLikeCode, readCode } from '../../../codes/parse.js';
import { lookup } from '../../../lookup/lookup.js';
import type { Table } from '../../../table/table.js';
import { editDistance } from '../../../text/edit-distance.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { claimStdin } from '../../io/stdin.js';
import { type LookupOptions, runLookup } from '../lookup/run.js';
import { runSearch, type SearchCommandOptions } from '../search/run.js';

/** What there is of the program besides. */
export interface Program {
  readonly commandNames: readonly string[];
  printHelp(): void;
}

/**
 * `mmerr <code or words…>`: a code is looked up, anything else searched for, with the options of
 * either.
 */
export async function runAny(
  context: Context,
  args: readonly string[],
  options: LookupOptions & SearchCommandOptions,
  program: Program,
): Promise<number> {
  if (args.length === 0) {
    program.printHelp();
    return EXIT.failed;
  }
  const text = args.join(' ');
  if (text.trim() === '') throw new UsageError('nothing to look up: the query is empty');
  if (text !== '-') refuseMistypedCommand(args, program.commandNames);
  else claimStdin(context.io.stdin, 'input');
  const codes = readCodes(await context.table(), args, text);
  if (!codes) {
    if (options.params === undefined) return runSearch(context, args, options);
    throw new UsageError('--params goes with a code, and these are words');
  }
  if (options.limit !== undefined) {
    throw new UsageError('--limit goes with words, and this is taken as a code');
  }
  if (codes.note) await context.warn(codes.note);
  return runLookup(context, codes.queries, options);
}

/** What is to be looked up, and what to say of a reading that may not be meant. */
interface Codes {
  readonly queries: readonly string[];
  readonly note?: string;
}

/** Takes arguments for codes, where they are some or quote some. */
function readCodes(table: Table, args: readonly string[], text: string): Codes | undefined {
  if (text === '-') return { queries: args };
  const isCode = (arg: string) => readCode(table, arg).length > 0 || looksLikeCode(table, arg);
  if (args.every(isCode)) {
    // A bare number may be a count, an HTTP status, anything.
    const open = args.some((arg) => /^\s*\d+\s*$/.test(arg) && table.get(arg) === undefined);
    const note = `taken as a code; for the words: mmerr search ${visible(text)}`;
    return { queries: args, ...(open ? { note } : {}) };
  }
  if (readCode(table, text).length > 0) return { queries: [text] };
  // Beside codes a number is one, too.
  if (args.some(isCode) && args.every((arg) => isCode(arg) || /^\d+$/.test(arg))) {
    return { queries: args };
  }
  const quotes = lookup(table, text).some(
    ({ entries, suggestions }) => entries.length > 0 || suggestions !== undefined,
  );
  if (!quotes) return undefined;
  const note = 'taken as a text that quotes a code; for its words: mmerr search …';
  return { queries: [text], ...(text.trim().startsWith('{') ? {} : { note }) };
}

/** `mmerr lokup X` is no search for "lokup X". */
function refuseMistypedCommand(
  [first = '']: readonly string[],
  commandNames: readonly string[],
): void {
  const word = first.toLowerCase();
  const limit = word.length > 5 ? 2 : 1;
  const near = commandNames.find(
    (command) => command !== word && editDistance(word, command, limit) <= limit,
  );
  if (near) throw new UsageError(`unknown command '${visible(first)}' (did you mean ${near}?)`);
}
