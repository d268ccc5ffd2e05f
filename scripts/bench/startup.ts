import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuTime, inTurn, isThere, MMERR, median, ratioOf, shell } from './measure.js';
import { type Budget, milliseconds, printRows, times, verdict } from './report.js';

const ROUNDS = 15;
const RUNS = 5;

/** CPU time of short runs against a file that prints one line. */
export function benchStartup(folder: string): void {
  console.log(`startup: CPU time (user + sys), median of ${ROUNDS} rounds of ${RUNS} runs in turn`);
  if (!isThere('bash')) {
    console.log('  not available: bash, which tells the CPU time, is missing');
    return;
  }
  const hello = join(folder, 'hello.cjs');
  writeFileSync(hello, "console.log('hello');\n");
  const budget = (limit: number): Budget => ({ at: 'most', limit, unit: '× the peer' });
  const commands: [name: string, command: readonly string[], budget?: Budget][] = [
    ['peer: node, one console.log', [process.execPath, hello]],
    ['lookup CODE', [...MMERR, 'lookup', 'USCUSTOMER_API_0000132'], budget(1.15)],
    ['CODE', [...MMERR, 'USCUSTOMER_API_0000132']],
    ['lookup --json CODE', [...MMERR, 'lookup', '--json', 'USCUSTOMER_API_0000132']],
    ['search words', [...MMERR, 'search', 'fund', 'password', 'incorrect'], budget(1.5)],
    ['search, misspelt', [...MMERR, 'search', 'fnud', 'pasword', 'incorect'], budget(1.5)],
    [
      'search, described',
      [...MMERR, 'search', "got a new phone, now I can't cash out"],
      budget(1.5),
    ],
    ['list', [...MMERR, 'list'], budget(1.15)],
  ];
  const figures = inTurn(commands.length, ROUNDS, (index) =>
    cpuTime(shell(commands[index]?.[1] ?? []), RUNS),
  );
  const peer = figures[0] ?? [];
  printRows(
    commands.map(([name, , limit], index) => {
      const own = figures[index] ?? [];
      const ratio = ratioOf(own, peer);
      return [name, milliseconds(median(own)), times(ratio), limit ? verdict(ratio, limit) : ''];
    }),
  );
}
