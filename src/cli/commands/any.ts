import { editDistance } from '../../distance.js';
import { lookup } from '../../lookup.js';
import { looksLikeCode, readCode } from '../../reader.js';
import { visible } from '../../visible.js';
import type { Context } from '../context.js';
import { EXIT, UsageError } from '../errors.js';
import { COMMANDS } from '../usage.js';
import { runLookup } from './lookup.js';
import { runSearch } from './search.js';

/** `mmerr <code or words…>`: a code is looked up, anything else searched for. */
export async function runAny(
  context: Context,
  args: readonly string[],
  printHelp: () => Promise<void>,
): Promise<number> {
  if (args.length === 0) {
    await printHelp();
    return EXIT.failed;
  }
  const text = args.join(' ');
  if (text.trim() === '') throw new UsageError('nothing to look up: the query is empty');
  if (text === '-') return runLookup(context, args);
  refuseMistypedCommand(args);

  const table = await context.table();
  if (args.every((arg) => readCode(table, arg).length > 0 || looksLikeCode(table, arg))) {
    // A bare number may be a count, an HTTP status, anything.
    if (args.some((arg) => /^\s*\d+\s*$/.test(arg) && table.get(arg) === undefined)) {
      await context.warn(`taken as a code; for the words: mmerr search ${visible(text)}`);
    }
    return runLookup(context, args);
  }
  if (readCode(table, text).length > 0) return runLookup(context, [text]);
  const quotes = lookup(table, text).some(
    ({ entries, suggestions }) => entries.length > 0 || suggestions !== undefined,
  );
  if (quotes) {
    if (!text.trim().startsWith('{')) {
      await context.warn('taken as a text that quotes a code; for its words: mmerr search …');
    }
    return runLookup(context, [text]);
  }
  return runSearch(context, args);
}

/** `mmerr lokup X` is no search for "lokup X". */
function refuseMistypedCommand([first = '']: readonly string[]): void {
  const word = first.toLowerCase();
  const limit = word.length > 5 ? 2 : 1;
  const near = Object.keys(COMMANDS).find(
    (command) => command !== word && editDistance(word, command, limit) <= limit,
  );
  if (near) throw new UsageError(`unknown command '${visible(first)}' (did you mean ${near}?)`);
}
