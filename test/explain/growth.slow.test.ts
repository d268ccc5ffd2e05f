import { expect, test } from 'vitest';
import { createExplainer, type ExplainerOptions } from '../../src/explain/explainer.js';
import { lookup } from '../../src/lookup/lookup.js';
import { splitQueries } from '../../src/lookup/split-queries.js';
import { explainStyle } from '../../src/render/style.js';
import { builtinTable } from '../../src/table/builtin.js';

const CHUNK = 16_384;

function explain(options: ExplainerOptions): (text: string) => void {
  return (text) => {
    const explainer = createExplainer(builtinTable, options);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += CHUNK) explainer.push(bytes.subarray(at, at + CHUNK));
    explainer.end();
  };
}

function lookUp(text: string): void {
  for (const query of splitQueries(builtinTable, text)) lookup(builtinTable, query);
}

const repeat = (n: number, piece: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => piece(i)).join('');
const digits = (i: number) => String(i).padStart(7, '0');
const ndjson = explain({ mode: 'ndjson' });
const params = (n: number) => (kinds: number) =>
  repeat(n, (i) => `{"code":"USCUSTOMER_API_0000132","msgParams":"${i % kinds},24"}\n`);

/** A name, what reads the text, a size, and the text of that size. */
const INPUTS: readonly (readonly [
  string,
  (text: string) => void,
  number,
  (n: number) => string,
])[] = [
  [
    'colours that nothing resets',
    explain({ style: explainStyle(1) }),
    5_000,
    (n) => repeat(n, (i) => `\x1b[${i}m\x1b[38;5;${i}m USCUSTOMER_API_0000102`),
  ],
  [
    '--ndjson: undocumented codes on a line',
    ndjson,
    10_000,
    (n) => `{"a":"${repeat(n, (i) => `USCUSTOMER_API_9${digits(i)} `)}"}\n`,
  ],
  [
    '--ndjson: params on a line',
    ndjson,
    4_000,
    (n) =>
      `{"a":[${repeat(n, (i) => `{"code":"USCUSTOMER_API_0000132","msgParams":"${i},24"},`)}0]}\n`,
  ],
  [
    '--ndjson: a long line behind a code',
    ndjson,
    900_000,
    (n) => `{"code":"USCUSTOMER_API_0000102","a":{},"x":"${'x'.repeat(n)}"}\n`,
  ],
  ['params that come again', explain({}), 10_000, (n) => params(n)(900)],
  ['params that hardly come again', explain({}), 10_000, (n) => params(n)(1_100)],
  ['short codes on a line', explain({}), 4_000, (n) => `${repeat(n, () => 'code=US500 ')}\n`],
  [
    'codes on lines that start further and further left',
    explain({}),
    4_000,
    (n) => repeat(n, (i) => `${' '.repeat(200 - (i % 200))}code: 500,\n`),
  ],
  [
    'a response inside of another one, again and again',
    explain({}),
    4_000,
    (n) => repeat(n, (i) => `${' '.repeat(1 + (i % 200))}code: 500,\n`),
  ],
  ['lookup: quotes', lookUp, 50_000, (n) => `{"${'\\"'.repeat(n)}`],
  ['lookup: opening braces', lookUp, 50_000, (n) => '{"'.repeat(n)],
  [
    'lookup: deep objects around codes',
    lookUp,
    1_000,
    (n) => `${'{"a":'.repeat(n)}"USCUSTOMER_API_0000102"${'}'.repeat(n)}`,
  ],
  ['lookup: pieces of codes', lookUp, 2_000, (n) => `x ${'USCUSTOMER_API_00001 02 '.repeat(n)}`],
  ['lookup: words and numbers', lookUp, 5_000, (n) => 'customer gets 0000603 '.repeat(n)],
  ['lookup: codes', lookUp, 5_000, (n) => 'USCUSTOMER_API_0000102\n'.repeat(n)],
];

function cpuOf(read: (text: string) => void, text: string): number {
  const before = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Below this a measurement says nothing, in milliseconds. */
const NOISE = 40;

/** How often the sizes are compared: the collector disturbs one comparison, a square shows in each. */
const ATTEMPTS = 5;

test.each(INPUTS)('time grows with the size, not with its square: %s', (_, read, size, textOf) => {
  cpuOf(read, textOf(size));
  const growths: number[] = [];
  while (growths.length < ATTEMPTS && (growths.at(-1) ?? 6) > 5) {
    const small = cpuOf(read, textOf(size));
    const large = cpuOf(read, textOf(4 * size));
    growths.push(large / Math.max(small, NOISE));
  }
  expect(Math.min(...growths)).toBeLessThanOrEqual(5);
});
