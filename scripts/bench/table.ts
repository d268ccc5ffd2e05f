import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { writeLog } from './logs.js';
import { cpuTime, inTurn, isThere, MMERR, median, quote, ratioOf, shell } from './measure.js';
import { type Budget, milliseconds, printRows, times, verdict } from './report.js';

const CODES = 100_000;
/** So many that the noise of the two figures that are subtracted weighs little. */
const QUERIES = 20_000;
const LOG = 50e6;
const ROUNDS = 5;

/** As fast as with the built-in table: with room for the noise of a difference of two figures. */
const BUDGET: Budget = { at: 'most', limit: 1.2, unit: '× the built-in table' };

/** Makes entries of ten families. */
function makeEntries(): Entry[] {
  return Array.from({ length: CODES }, (_, index): Entry => {
    const module = 'ABCDEFGHIJ'[index % 10] as string;
    const family = `${module}BENCH_API_`;
    return {
      code: family + String(index).padStart(7, '0'),
      message: index % 20 === 0 ? `Only %s of ${index} are left` : `What code ${index} means`,
      placeholders: index % 20 === 0 ? 1 : 0,
      family,
      module,
      source: { page: 'bench', lines: [index + 1], wording: 'verbatim' },
    };
  });
}

/** What a large table costs: to load it, and then for each lookup and each line. */
export function benchTable(folder: string): void {
  console.log(
    `table: ${CODES} codes laid over the built-in ones, CPU time, median of ${ROUNDS} rounds`,
  );
  if (!isThere('bash')) {
    console.log('  not available: bash, which tells the CPU time, is missing');
    return;
  }
  const path = (name: string) => join(folder, name);
  const entries = makeEntries();
  writeFileSync(path('table.json'), JSON.stringify(entries));
  const option = ['--table', path('table.json')];
  const code = entries[CODES / 2]?.code ?? '';
  const [node, ...mmerr] = MMERR;
  const probe = spawnSync(node, [...mmerr, 'lookup', ...option, code], { encoding: 'utf8' });
  if (probe.status !== 0) {
    console.log(`  not available: --table does not work here: ${probe.stderr.trim()}`);
    return;
  }

  const known = builtinTable.entries.filter((entry) => entry.code.includes('_'));
  const queries = Array.from({ length: QUERIES }, (_, index) => known[index % known.length]?.code);
  writeFileSync(path('queries'), `${queries.join('\n')}\n`);
  writeFileSync(path('query'), `${queries[0]}\n`);
  writeFileSync(path('nothing'), '');
  const lines = writeLog(path('log'), { bytes: LOG, every: 1, entries: known });
  const allLines = writeLog(path('all.log'), { bytes: LOG, every: 1, entries });

  const run = (args: readonly string[], input: string) =>
    `${shell([...MMERR, ...args])} <${quote(path(input))}`;
  const commands = [
    run(['lookup', '-'], 'query'),
    run(['lookup', ...option, '-'], 'query'),
    run(['lookup', '-'], 'queries'),
    run(['lookup', ...option, '-'], 'queries'),
    run(['explain'], 'nothing'),
    run(['explain', ...option], 'nothing'),
    run(['explain'], 'log'),
    run(['explain', ...option], 'log'),
    run(['explain', ...option], 'all.log'),
  ];
  const figures = inTurn(commands.length, ROUNDS, (index) => cpuTime(commands[index] ?? '', 1));
  /** What the second run takes longer than the first, by so many steps, in microseconds. */
  const each = (first: number, second: number, steps: number) =>
    (figures[second] ?? []).map(
      (time, round) => ((time - (figures[first]?.[round] ?? 0)) * 1000) / (steps || 1),
    );
  const lookups = each(0, 2, QUERIES - 1);
  const lookupsLarge = each(1, 3, QUERIES - 1);
  const explains = each(4, 6, lines);
  const explainsLarge = each(5, 7, lines);
  const explainsAll = each(5, 8, allLines);
  const row = (name: string, own: readonly number[], peer: readonly number[], budget?: Budget) => {
    const ratio = ratioOf(own, peer);
    const told = budget ? verdict(ratio, budget) : '';
    return [name, `${median(own).toFixed(2)} µs`, times(ratio), told];
  };
  printRows([
    ['loading it', milliseconds(median(each(0, 1, 1000))), '', ''],
    row('a further lookup, built-in table', lookups, lookups),
    row('a further lookup, large table', lookupsLarge, lookups, BUDGET),
    row('a line explained, built-in table', explains, explains),
    row('a line explained, large table', explainsLarge, explains, BUDGET),
    row('the same, each of its codes as frequent', explainsAll, explains),
  ]);
}
