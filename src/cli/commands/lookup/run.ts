import { familyOf, readCode } from '../../../codes/parse.js';
import { type LookupResult, lookup, MAX_TEXT } from '../../../lookup/lookup.js';
import { splitQueries } from '../../../lookup/split-queries.js';
import { countPlaceholders } from '../../../message/template.js';
import { renderEntry, renderReadingNote } from '../../../render/entry.js';
import { tabbed } from '../../../render/list.js';
import { plural } from '../../../render/plural.js';
import { isSuccess } from '../../../response/envelope.js';
import { splitParams } from '../../../response/params.js';
import { CUSTOMER_ADVICE } from '../../../table/entry.js';
import { sectionTitles } from '../../../table/sections.js';
import type { Table } from '../../../table/table.js';
import { joined } from '../../../text/joined.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { CliError, EXIT, UsageError } from '../../errors.js';
import { familyHint } from '../../family-hint.js';
import { fileHint } from '../../io/input.js';
import { readQuery } from '../../io/read-all.js';
import { claimStdin } from '../../io/stdin.js';
import { mention } from '../../mention.js';
import type { LookupOutput } from '../../outputs.js';

export interface LookupOptions {
  /** Values for the placeholders, separated by commas. */
  readonly params?: string;
  readonly brief?: boolean;
  readonly customer?: boolean;
  readonly verbose?: boolean;
  /** At most this many codes per query; only for bare codes, not an option of lookup. */
  readonly limit?: number;
}

/** At most this many consecutive arguments are read as one code that was typed with blanks. */
const MAX_JOINED = 5;

/** Shorter families are the start of many other codes. */
const LEAST_FAMILY = 4;

/** How much of a query is searched for a hint, in characters. */
const MAX_HINT = 4000;

/** More queries would fill the memory. */
const MOST_QUERIES = 1_000_000;

/** Looks up codes and prints their meaning. */
export async function runLookup(
  context: Context,
  args: readonly string[],
  options: LookupOptions = {},
): Promise<number> {
  refuseContradictions(context, options);
  if (args.includes('-')) claimStdin(context.io.stdin, 'input');
  const table = await context.table();
  const queries: string[] = [];
  for (const query of joinWords(table, args)) {
    if (query !== '-') {
      queries.push(query);
      continue;
    }
    const text = await readQuery(context.io.stdin);
    // One by one: the number of arguments of a call is limited.
    for (const piped of splitQueries(table, text)) queries.push(piped);
    if (queries.length > MOST_QUERIES) {
      throw new CliError(
        'standard input has more than a million lines to look up; for the codes in a log: mmerr explain',
      );
    }
  }
  if (queries.length === 0) throw new UsageError('no code in standard input');
  const params = options.params === undefined ? undefined : readParams(options.params);
  const results = queries
    .flatMap((query) => lookup(table, query, params ? { params } : {}))
    .map((result) => ({ ...result, entries: result.entries.slice(0, options.limit) }));

  if (context.options.json) await context.printJson<LookupOutput>(results);
  else if (options.brief) await printBrief(context, results, options);
  else await printResults(context, results, options);
  for (const result of results) await comment(context, table, result);
  const tooLong = queries.find(({ length }) => length > MAX_TEXT);
  if (tooLong !== undefined) {
    await context.warn(`${mention(tooLong)}: only the first 1 MiB was read`);
  }
  return results.every(({ entries }) => entries.length > 0) ? EXIT.found : EXIT.nothing;
}

function refuseContradictions({ options: { json } }: Context, options: LookupOptions): void {
  const { brief, customer, verbose } = options;
  for (const [flag, others] of [
    ['--json', { '--brief': brief, '--customer': customer, '--verbose': verbose }],
    ['--brief', { '--verbose': verbose }],
  ] as const) {
    if (!(flag === '--json' ? json : brief)) continue;
    for (const [other, given] of Object.entries(others)) {
      if (given) throw new UsageError(`${flag} and ${other} cannot be used together`);
    }
  }
}

/** Reads the value of `--params`: comma-separated as in a response, or a JSON list. */
function readParams(value: string): string[] {
  try {
    const list: unknown = JSON.parse(value);
    if (Array.isArray(list)) return splitParams(list);
  } catch {}
  return splitParams(value);
}

/** Joins arguments that are a code together: `lookup GGATEWAY CODE 005`. */
function joinWords(table: Table, args: readonly string[]): string[] {
  const queries: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const first = args[index] as string;
    let joined = first;
    let used = 1;
    if (first !== '-' && readCode(table, first).length === 0) {
      let words = first;
      for (let count = 2; count <= MAX_JOINED && index + count <= args.length; count++) {
        words += ` ${args[index + count - 1]}`;
        if (readCode(table, words).length === 0) continue;
        joined = words;
        used = count;
        break;
      }
    }
    queries.push(joined);
    index += used - 1;
  }
  return queries;
}

async function printResults(
  context: Context,
  results: readonly LookupResult[],
  { verbose = false, customer = false }: LookupOptions,
): Promise<void> {
  const found = results.filter(({ entries }) => entries.length > 0);
  if (found.length === 0) return;
  const screen = await context.screen();
  const titles = sectionTitles();
  const note = renderReadingNote(
    screen,
    found.flatMap(({ entries }) => entries),
  );
  function* parts(): Iterable<string> {
    for (const { entries, rendered } of found) {
      for (const entry of entries) {
        yield renderEntry(screen, entry, {
          sentence: rendered ?? entry.message,
          sectionTitle: entry.section === undefined ? undefined : titles.get(entry.section),
          verbose,
          customer,
        });
      }
    }
    yield* note;
  }
  await context.printPieces(joined(parts(), '\n\n'));
}

/** Prints one line per code: the code, the message and, with `--customer`, the sentence for the end user. */
async function printBrief(
  context: Context,
  results: readonly LookupResult[],
  { customer }: LookupOptions,
): Promise<void> {
  const screen = await context.screen();
  if (results.every(({ entries }) => entries.length === 0)) return;
  function* lines(): Iterable<string> {
    for (const { entries, rendered } of results) {
      for (const { code, message, action } of entries) {
        const line = tabbed(screen, code, visible(rendered ?? message));
        yield customer && action ? `${line}\t${CUSTOMER_ADVICE[action]}` : line;
      }
    }
  }
  await context.printPieces(joined(lines(), '\n'));
}

/** Prints hints and warnings about a result. */
async function comment(context: Context, table: Table, result: LookupResult): Promise<void> {
  const { query, entries, code, params, rendered, suggestions } = result;
  if (entries.length === 0) {
    const hint = suggestions
      ? `; similar codes: ${suggestions.join(', ')}`
      : hintAtFamily(table, query) ||
        familyHint(table, query) ||
        hintAtWord(table, query) ||
        fileHint(query);
    const reason =
      code === undefined || code === query
        ? reasonNotFound(query)
        : `${visible(code)} is not documented`;
    await context.warn(`${mention(query)}: ${reason}${hint}`);
    return;
  }
  if (params && rendered === undefined) {
    const [only] = entries;
    const takes =
      entries.length > 1 || !only
        ? 'more than one code matches, so the placeholders were not filled'
        : `the message expects ${plural(countPlaceholders(only.message), 'value')}, got ${params.length}`;
    await context.warn(`${mention(query)}: ${takes}`);
  }
}

/** A hint at the family of a code whose number is not near any other. */
function hintAtFamily(table: Table, query: string): string {
  const family = familyOf(table, query) ?? '';
  return family.length < LEAST_FAMILY ? '' : `; to list its family: mmerr list ${family}`;
}

/** A hint at a short code among other words, which is not read as a code. */
function hintAtWord(table: Table, query: string): string {
  const words = query.slice(0, MAX_HINT).match(/\w+/g) ?? [];
  const code = words.length > 1 && words.find((word) => table.get(word.toUpperCase()));
  return code ? `; to look up the code: mmerr lookup ${code}` : '';
}

function reasonNotFound(query: string): string {
  return isSuccess(query) ? 'code 0 is success, not an error' : 'not found';
}
