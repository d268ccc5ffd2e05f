import { familyOf, readCode } from '../../../codes/parse.js';
import { type LookupResult, lookup } from '../../../lookup/lookup.js';
import { splitQueries } from '../../../lookup/split-queries.js';
import { countPlaceholders } from '../../../message/template.js';
import { renderEntry, renderReadingNote } from '../../../render/entry.js';
import { plural } from '../../../render/plural.js';
import { isSuccess } from '../../../response/envelope.js';
import { splitParams } from '../../../response/params.js';
import { sectionTitles } from '../../../table/sections.js';
import type { Table } from '../../../table/table.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { familyHint } from '../../family-hint.js';
import { fileHint, readAllText } from '../../io/input.js';
import { claimStdin } from '../../io/stdin.js';

export interface LookupOptions {
  /** Values for the placeholders, separated by commas. */
  readonly params?: string;
}

/** So many arguments in a row may be one code that was typed with blanks and without quotes. */
const MAX_JOINED = 5;

/** A shorter family begins most other codes, too. */
const LEAST_FAMILY = 4;

/** So far a query is searched for a word to hint at, in characters. */
const MAX_HINT = 4000;

/** Longer queries are cut where they are only mentioned, in characters. */
const MAX_MENTION = 60;

/** Looks codes up and prints what they mean. */
export async function runLookup(
  context: Context,
  args: readonly string[],
  options: LookupOptions = {},
): Promise<number> {
  if (args.includes('-')) claimStdin(context.io.stdin, 'input');
  const table = await context.table();
  const queries: string[] = [];
  for (const query of joinWords(table, args)) {
    if (query === '-') queries.push(...splitQueries(table, await readAllText(context.io.stdin)));
    else queries.push(query);
  }
  if (queries.length === 0) throw new UsageError('standard input holds no code');
  const params = options.params === undefined ? undefined : readParams(options.params);
  const results = queries.flatMap((query) => lookup(table, query, params ? { params } : {}));

  if (context.options.json) await context.printJson(results);
  else await printResults(context, results);
  for (const result of results) await comment(context, table, result);
  return results.every(({ entries }) => entries.length > 0) ? EXIT.found : EXIT.nothing;
}

/** Reads the value of `--params`: comma-separated as a response has it, or a list in JSON. */
function readParams(value: string): string[] {
  try {
    const list: unknown = JSON.parse(value);
    if (Array.isArray(list)) return splitParams(list);
  } catch {}
  return splitParams(value);
}

/** Joins arguments that only together are a code: `lookup GGATEWAY CODE 005`. */
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

async function printResults(context: Context, results: readonly LookupResult[]): Promise<void> {
  const found = results.filter(({ entries }) => entries.length > 0);
  if (found.length === 0) return;
  const screen = await context.screen();
  const titles = sectionTitles();
  const shown = found.flatMap(({ entries, rendered }) =>
    entries.map((entry) =>
      renderEntry(
        screen,
        entry,
        rendered ?? entry.message,
        entry.section === undefined ? undefined : titles.get(entry.section),
      ),
    ),
  );
  const note = renderReadingNote(
    screen,
    found.flatMap(({ entries }) => entries),
  );
  await context.print([...shown, ...note].join('\n\n'));
}

/** Says on standard error what the results alone do not. */
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
        ? 'more than one code fits, so the params were not filled in'
        : `the message takes ${plural(countPlaceholders(only.message), 'value')}, not ${params.length}`;
    await context.warn(`${mention(query)}: ${takes}`);
  }
}

/** A number far from all others may still be read in its family. */
function hintAtFamily(table: Table, query: string): string {
  const family = familyOf(table, query) ?? '';
  return family.length < LEAST_FAMILY ? '' : `; its family: mmerr list ${family}`;
}

/** A short code among other words is taken for one of them. */
function hintAtWord(table: Table, query: string): string {
  const words = query.slice(0, MAX_HINT).match(/\w+/g) ?? [];
  const code = words.length > 1 && words.find((word) => table.get(word.toUpperCase()));
  return code ? `; if the code is meant: mmerr lookup ${code}` : '';
}

function reasonNotFound(query: string): string {
  if (query.trim() === '') return 'an empty code is not found';
  return isSuccess(query) ? 'code 0 is success, not an error' : 'not found';
}

function mention(query: string): string {
  const text = visible(query.trim().replace(/\s+/g, ' '));
  return text.length > MAX_MENTION ? `'${text.slice(0, MAX_MENTION)}…'` : `'${text}'`;
}
