import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinTable } from '../../src/table/builtin.js';
import { writeLog } from './logs.js';
import { inTurn, isThere, MMERR, median, quote, ratioOf, shell, wallTime } from './measure.js';
import { type Budget, megabytes, milliseconds, printRows, times, verdict } from './report.js';

const ROUNDS = 9;
const SIZE = 250e6;

/** The same pattern for Perl and ripgrep: families and digits, a word's boundary on either side. */
const FAMILIES =
  'GGATEWAY_CODE_|GATEWAY_CODE_|USCUSTOMER_API_|CUSTOMER_API_|CFDWBWE|CFDWBW|CFDE|CATS_ROBOTE|PASS_TO_CREDIT';
const PERL_PATTERN = `\\b((?:${FAMILIES})[0-9]+)\\b`;
/** Without `(?-u:)` ripgrep's boundaries know all of Unicode, which costs it time. */
const RIPGREP_PATTERN = `(?-u:\\b)((?:${FAMILIES})[0-9]+)(?-u:\\b)`;

/** How much faster than each peer: budgets as the design has them. */
interface Budgets {
  readonly perl: Budget;
  readonly rg: Budget;
}

/** Wall time of a compressed log against the same behind `zcat`, and of its summary against a count. */
function benchCompressed(log: string): void {
  const packed = `${log}.gz`;
  execFileSync('bash', ['-c', `gzip -c ${quote(log)} > ${quote(packed)}`]);
  const file = quote(packed);
  const explain = shell([...MMERR, 'explain']);
  const pairs: [name: string, own: string, peer: string, limit: number][] = [
    ['zcat | mmerr explain', `${explain} ${file}`, `zcat ${file} | ${explain}`, 1],
    [
      'zcat | rg -c',
      `${explain} --summary ${file}`,
      `zcat ${file} | rg -c ${quote(RIPGREP_PATTERN)}`,
      1.5,
    ],
  ];
  for (const [name, own, peer, limit] of pairs) {
    const [ours = [], theirs = []] = inTurn(2, ROUNDS, (index) =>
      wallTime(`${index === 0 ? own : peer} | cat >/dev/null`),
    );
    const ratio = ratioOf(ours, theirs);
    printRows([
      [
        `  gzip: ${name}`,
        milliseconds(median(theirs)),
        `mmerr takes ${times(ratio)} its time   ${verdict(ratio, { at: 'most', limit, unit: '× the peer' })}`,
      ],
    ]);
  }
  rmSync(packed);
}

/** Wall time through pipes against cat, Perl with a hash, and ripgrep. */
export function benchExplain(folder: string): void {
  console.log(`explain: cat LOG | … | cat >/dev/null, wall time, median of ${ROUNDS} runs in turn`);
  console.log(`  pattern of perl: ${PERL_PATTERN}`);
  console.log(`  pattern of rg:   ${RIPGREP_PATTERN}`);
  const codes = join(folder, 'codes.tsv');
  writeFileSync(
    codes,
    builtinTable.entries
      .flatMap(({ code, module, message }) =>
        [code, code.slice(module.length)].map((key) => `${key}\t${message}\n`),
      )
      .join(''),
  );
  const load = `BEGIN { open F, "<", $ENV{CODES}; while (<F>) { chomp; ($c, $m) = split /\\t/, $_, 2; $h{$c} = $m } }`;
  const replace = `s/${PERL_PATTERN}/exists $h{$1} ? "$1 [$h{$1}]" : $1/ge`;
  const all: [name: string, filter: string][] = [
    ['cat', 'cat'],
    ['perl', `perl -pe ${quote(`${load} ${replace}`)}`],
    ['rg', `rg --passthru --color=always ${quote(RIPGREP_PATTERN)}`],
    ['mmerr', shell([...MMERR, 'explain'])],
  ];
  const filters = all.filter(([name]) => {
    const there = name === 'mmerr' || isThere(name);
    if (!there) console.log(`  ${name} is missing on this machine: not measured`);
    return there;
  });
  const logs: [name: string, every: number, budgets: Budgets][] = [
    [
      'sparse, 1 line in 100 with a code',
      100,
      {
        perl: { at: 'least', limit: 6, unit: '× as fast as perl' },
        rg: { at: 'most', limit: 1, unit: '× the time of rg' },
      },
    ],
    [
      'dense, a code and its msgParams in every line',
      1,
      {
        perl: { at: 'least', limit: 3, unit: '× as fast as perl' },
        rg: { at: 'most', limit: 1.5, unit: '× the time of rg' },
      },
    ],
  ];
  for (const [title, every, budgets] of logs) {
    const log = join(folder, 'log');
    writeLog(log, { bytes: SIZE, every, entries: builtinTable.entries });
    console.log(`  ${title} (${megabytes(statSync(log).size)}):`);
    const figures = inTurn(filters.length, ROUNDS, (index) =>
      wallTime(`cat ${quote(log)} | ${filters[index]?.[1]} | cat >/dev/null`, {
        ...process.env,
        CODES: codes,
      }),
    );
    const own = figures.at(-1) ?? [];
    printRows(
      filters.map(([name], index) => {
        const peer = figures[index] ?? [];
        const time = milliseconds(median(peer));
        if (name === 'mmerr') return [`  ${name}`, time, ''];
        const ratio = ratioOf(own, peer);
        const told =
          name === 'perl'
            ? `mmerr is ${(1 / ratio).toFixed(2)} × as fast   ${verdict(1 / ratio, budgets.perl)}`
            : `mmerr takes ${times(ratio)} its time${name === 'rg' ? `   ${verdict(ratio, budgets.rg)}` : ''}`;
        return [`  ${name}`, time, told];
      }),
    );
    if (isThere('zcat') && isThere('rg')) benchCompressed(log);
    rmSync(log);
  }
}
