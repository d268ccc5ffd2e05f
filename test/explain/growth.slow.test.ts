import { test } from 'vitest';
import { Counts } from '../../src/explain/counts.js';
import { createExplainer, type ExplainerOptions } from '../../src/explain/explainer.js';
import { readSummary } from '../../src/explain/read-summary.js';
import { summarize } from '../../src/explain/summary.js';
import { lookup } from '../../src/lookup/lookup.js';
import { splitQueries } from '../../src/lookup/split-queries.js';
import { explainStyle } from '../../src/render/style.js';
import { builtinTable } from '../../src/table/builtin.js';
import { countsOf, summaryOf } from '../support/explain.js';
import { expectLinear } from '../support/growth.js';

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

/** A summary of each line by itself, all of them merged. */
function merge(text: string): void {
  const total = new Counts();
  for (const [index, line] of text.trim().split('\n').entries()) {
    const part = summarize(countsOf(line, `${index}.log`));
    total.add(readSummary(JSON.parse(JSON.stringify(part)), builtinTable));
  }
  summarize(total);
}

const repeat = (n: number, piece: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => piece(i)).join('');
const digits = (i: number) => String(i).padStart(7, '0');
const timedLine = (i: number) =>
  `${new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString()} USCUSTOMER_API_0000102\n`;
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
  [
    'lookup: objects around many codes',
    lookUp,
    1_000,
    (n) => `${repeat(n, (i) => `{"c${i}":"USCUSTOMER_API_0000102","a":`)}1${'}'.repeat(n)}`,
  ],
  ['lookup: codes that are not found', lookUp, 1_000, (n) => repeat(n, (i) => `ORDX${i}\n`)],
  [
    'lookup: codes of a misspelt family',
    lookUp,
    1_000,
    (n) => repeat(n, (i) => `USCUSTMER_API_${i}\n`),
  ],
  [
    'summary: undocumented codes of 150 digits',
    summaryOf,
    4_000,
    (n) => repeat(n, (i) => `USCUSTOMER_API_${String(i).padStart(150, '7')}\n`),
  ],
  ['summary: lines with times', summaryOf, 5_000, (n) => repeat(n, timedLine)],
  [
    'summary: times out of order',
    summaryOf,
    5_000,
    (n) => repeat(n, (i) => timedLine((i * 7919) % n)),
  ],
  ['summaries to merge', merge, 500, (n) => repeat(n, timedLine)],
  ['lookup: codes', lookUp, 5_000, (n) => 'USCUSTOMER_API_0000102\n'.repeat(n)],
];

test.each(INPUTS)('time grows with the size, not with its square: %s', (_, read, size, textOf) => {
  expectLinear(read, textOf, size);
});
