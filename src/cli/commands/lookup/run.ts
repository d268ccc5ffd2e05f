import { type LookupOptions, type LookupResult, lookupExact } from '../../../lookup/result.js';
import { countPlaceholders } from '../../../message/template.js';
import { renderEntry, renderReadingNote } from '../../../render/entry.js';
import { tabbed } from '../../../render/list.js';
import { plural } from '../../../render/numbers.js';
import { CUSTOMER_ADVICE } from '../../../table/entry.js';
import { sectionTitles } from '../../../table/sections.js';
import type { Table } from '../../../table/table.js';
import { joined } from '../../../text/joined.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { claimStdin } from '../../io/stdin.js';
import type { LookupOutput } from '../../json-outputs.js';
import { mention } from '../../messages.js';

export interface LookupCommandOptions {
  /** Values for the placeholders, separated by commas. */
  readonly params?: string;
  readonly brief?: boolean;
  readonly customer?: boolean;
  readonly verbose?: boolean;
  /** At most this many codes per query; only for bare codes, not an option of lookup. */
  readonly limit?: number;
}

/** Looks up codes and prints their meaning. */
export async function runLookup(
  context: Context,
  args: readonly string[],
  options: LookupCommandOptions = {},
): Promise<number> {
  refuseContradictions(context, options);
  if (args.includes('-')) claimStdin(context.io.stdin, 'input');
  const table = await context.table();
  const given = options.params === undefined ? {} : { params: await readParams(options.params) };
  const results = (await lookUp(context, table, args, given)).map((result) => ({
    ...result,
    entries: result.entries.slice(0, options.limit),
  }));

  if (context.options.json) await context.printJson<LookupOutput>(results);
  else if (options.brief) await printBrief(context, results, options);
  else await printResults(context, results, options);
  for (const result of results) await comment(context, table, result);
  return results.every(({ entries }) => entries.length > 0) ? EXIT.found : EXIT.nothing;
}

/** @throws {UsageError} For options that cannot be used together. */
export function refuseContradictions(
  { options: { json } }: Context,
  options: LookupCommandOptions,
): void {
  const { brief, customer, verbose } = options;
  const others = json ? { brief, customer, verbose } : brief ? { verbose } : {};
  for (const [other, given] of Object.entries(others)) {
    if (!given) continue;
    throw new UsageError(`${json ? '--json' : '--brief'} and --${other} cannot be used together`);
  }
}

/** Reads the value of `--params`: comma-separated as in a response, or a JSON list. */
async function readParams(value: string): Promise<string[]> {
  const { splitParams } = await import('../../../response/params.js');
  try {
    const list: unknown = JSON.parse(value);
    if (Array.isArray(list)) return splitParams(list);
  } catch {}
  return splitParams(value);
}

/** Looks up the arguments. What reads any but exact codes is only loaded if it is needed. */
async function lookUp(
  context: Context,
  table: Table,
  args: readonly string[],
  options: LookupOptions,
): Promise<readonly LookupResult[]> {
  const exact = args.map((arg) => lookupExact(table, arg, options));
  if (exact.every((result) => result !== undefined)) return exact;
  const { lookUpQueries } = await import('./queries.js');
  return lookUpQueries(context, table, args, options);
}

async function printResults(
  context: Context,
  results: readonly LookupResult[],
  { verbose = false, customer = false }: LookupCommandOptions,
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
  { customer }: LookupCommandOptions,
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
  const { query, entries, params, rendered } = result;
  const [only] = entries;
  if (only === undefined) {
    const { reasonNotFound } = await import('./not-found.js');
    await context.warn(`${mention(query)}: ${reasonNotFound(table, result)}`);
  } else if (params && rendered === undefined) {
    const takes =
      entries.length > 1
        ? 'more than one code matches, so the placeholders were not filled'
        : `the message expects ${plural(countPlaceholders(only.message), 'value')}, got ${params.length}`;
    await context.warn(`${mention(query)}: ${takes}`);
  }
}
