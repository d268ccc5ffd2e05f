import { expect, test } from 'vitest';
import { TableError } from '../../src/importer/error.js';
import { importPage } from '../../src/importer/import.js';

const repeated = (piece: string) => (n: number) => piece.repeat(n);
const lines = (line: (i: number) => string) => (n: number) =>
  Array.from({ length: n }, (_, i) => line(i)).join('\n');
const HEAD = '| Code | Message |\n|--|--|\n';
const table = (cell: (n: number) => string) => (n: number) => `${HEAD}| ORD001 | a${cell(n)} |\n`;

/** Pages that a careless reader takes too long for: a name, a size, and the text of that size. */
const PAGES: readonly (readonly [string, string, number, (n: number) => string])[] = [
  [
    'HTML without line ends',
    'x.html',
    10_000,
    (n) =>
      `<table><tr><th>Code</th><th>Text</th></tr>${lines((i) => `<tr><td>ORD${i}</td><td>Message ${i}</td></tr>`)(n).replaceAll('\n', '')}</table>`,
  ],
  ['<tr', 'x.html', 100_000, (n) => `<td>${'<tr'.repeat(n)}`],
  ['<tr>', 'x.html', 100_000, (n) => `<td>${'<tr>'.repeat(n)}`],
  [
    'Markdown rows',
    'x.md',
    10_000,
    (n) => HEAD + lines((i) => `| ORD${i} | *Message* number ${i} |`)(n),
  ],
  ['escapes in a cell', 'x.md', 100_000, table(repeated('\\|'))],
  ['entities in a cell', 'x.md', 40_000, table(repeated('&amp;'))],
  ['bars in a row', 'x.md', 200_000, table(repeated('|'))],
  ['emphasis', 'x.md', 50_000, table(repeated('*a_ '))],
  ['emphasis of many', 'x.md', 50_000, table((n) => '*'.repeat(n) + 'a* '.repeat(n))],
  ['brackets', 'x.md', 50_000, table(repeated('[a]('))],
  ['backticks', 'x.md', 50_000, table(repeated('``a` '))],
  [
    'a JSON string that breaks off',
    'x.json',
    200_000,
    (n) => `[{"code":"A1","message":"${'\\n'.repeat(n)}`,
  ],
  ['JSON lists that break off', 'x.json', 100_000, repeated('[')],
  [
    'a JSON object',
    'x.json',
    10_000,
    (n) => `{${lines((i) => `"ORD${i}":"gone"`)(n).replaceAll('\n', ',')}}`,
  ],
  ['JSON Lines', 'x.jsonl', 10_000, lines((i) => `{"code":"ORD${i}","message":"gone"}`)],
  ['equal rows', 'x.csv', 50_000, (n) => `code,message\n${'ORD001,One\n'.repeat(n)}`],
  [
    'rows that contradict each other',
    'x.csv',
    20_000,
    (n) => `code,message\n${lines((i) => `ORD001,Message ${i}`)(n)}`,
  ],
  ['quotation marks', 'x.csv', 50_000, (n) => `code,message\n${'ORD001,"a" b\n'.repeat(n)}`],
  ['YAML', 'x.yaml', 5_000, lines((i) => `ORD${i}: gone`)],
  ['YAML aliases', 'x.yaml', 5_000, (n) => `x: &a b\n${lines((i) => `ORD${i}: *a`)(n)}`],
  ['stray backslashes', 'x.properties', 20_000, repeated('ORD001=a\\\n')],
  ['continued lines', 'x.properties', 50_000, (n) => `ORD001=a${'\\\nb'.repeat(n)}`],
  ['escapes of .properties', 'x.properties', 100_000, (n) => `ORD001=${'\\u0041'.repeat(n)}`],
  ['colons and dashes', 'x.txt', 20_000, (n) => `Page\n${'ORD001: a - b = c\n'.repeat(n)}`],
  [
    'rows run together',
    'x.txt',
    20_000,
    (n) => `Page\nORD001=a b\nORD002=${'x ORD001='.repeat(n)}`,
  ],
];

function cpuOf(name: string, text: string): number {
  const before = process.cpuUsage();
  try {
    importPage({ name, text });
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Below this a measurement says nothing, in milliseconds. */
const NOISE = 40;

/** How often the sizes are compared: the collector disturbs one comparison, a square shows in each. */
const ATTEMPTS = 5;

test.each(PAGES)('time grows with the size, not with its square: %s', (_, name, size, textOf) => {
  cpuOf(name, textOf(size));
  const growths: number[] = [];
  while (growths.length < ATTEMPTS && (growths.at(-1) ?? 6) > 5) {
    const small = cpuOf(name, textOf(size));
    growths.push(cpuOf(name, textOf(4 * size)) / Math.max(small, NOISE));
  }
  expect(Math.min(...growths)).toBeLessThanOrEqual(5);
});

test('a large file that is no table', () => {
  const line = '2024-05-01 12:00:00 INFO request=17 took 30 ms, status=200 | done\n';
  const text = line.repeat((20 * 2 ** 20) / line.length);
  expect(() => importPage({ name: 'app.log', text })).toThrow('contains no codes');
  const log = 'ORD001|12:00:00|The order was placed\n'.repeat(1_000_100);
  expect(() => importPage({ name: 'b.log', text: log })).toThrow('more than a million rows');
  expect(() => importPage({ name: 'x.json', text: `[${'{"a":"b"},'.repeat(2e6)}{}]` })).toThrow(
    'JSON, but not a table',
  );
});
