import { readCode } from '../../../codes/parse.js';
import { lookupCode } from '../../../lookup/code.js';
import { type LookupOptions, type LookupResult, MAX_TEXT } from '../../../lookup/result.js';
import type { Table } from '../../../table/table.js';
import type { Context } from '../../context.js';
import { CliError, UsageError } from '../../errors.js';
import { readQuery } from '../../io/read-all.js';
import { mention } from '../../messages.js';

/** At most this many consecutive arguments are read as one code that was typed with blanks. */
const MAX_JOINED = 5;

/** More queries would fill the memory. */
const MOST_QUERIES = 1_000_000;

/** Looks up arguments in any form; `-` stands for the queries in standard input. */
export async function lookUpQueries(
  context: Context,
  table: Table,
  args: readonly string[],
  options: LookupOptions,
): Promise<readonly LookupResult[]> {
  const queries = joinWords(table, args);
  const codes = queries.map((query) => lookupCode(table, query, options));
  if (codes.every((result) => result !== undefined)) return codes;
  const { lookup } = await import('../../../lookup/lookup.js');
  const texts = args.includes('-') ? await readStdin(context, table, queries) : queries;
  const tooLong = texts.find(({ length }) => length > MAX_TEXT);
  if (tooLong !== undefined) {
    await context.warn(`${mention(tooLong)}: only the first 1 MiB was read`);
  }
  return texts.flatMap((text) => lookup(table, text, options));
}

/** Replaces `-` by the queries in standard input. */
async function readStdin(
  context: Context,
  table: Table,
  queries: readonly string[],
): Promise<string[]> {
  const { splitQueries } = await import('../../../lookup/split-queries.js');
  const texts: string[] = [];
  for (const query of queries) {
    const piped = query === '-' ? splitQueries(table, await readQuery(context.io.stdin)) : [query];
    // One by one: the number of arguments of a call is limited.
    for (const text of piped) texts.push(text);
    if (texts.length > MOST_QUERIES) {
      throw new CliError(
        'standard input has more than a million lines to look up; for the codes in a log: mmerr explain',
      );
    }
  }
  if (texts.length === 0) throw new UsageError('no code in standard input');
  return texts;
}

/** Joins arguments that are a code together: `lookup GGATEWAY CODE 005`. */
function joinWords(table: Table, args: readonly string[]): string[] {
  const isCode = (text: string) => readCode(table, text).length > 0;
  const queries: string[] = [];
  for (let start = 0, end = 0; start < args.length; start = end) {
    const first = args[start] as string;
    const most = first === '-' || isCode(first) ? 1 : Math.min(MAX_JOINED, args.length - start);
    end = start + 1;
    for (let count = 2; count <= most && end === start + 1; count++) {
      if (isCode(args.slice(start, start + count).join(' '))) end = start + count;
    }
    queries.push(args.slice(start, end).join(' '));
  }
  return queries;
}
