import { describe, expect, test } from 'vitest';
import { TableError } from '../../src/importer/error.js';
import {
  auditTable,
  builtinTable,
  codeForms,
  codePattern,
  createExplainer,
  createTable,
  diffTables,
  type Entry,
  EXPORT_FORMATS,
  exportTable,
  knowledgeOf,
  listEntries,
  lookup,
  search,
} from '../../src/index.js';
import { expectLinear } from '../support/growth.js';
import { importPage } from '../support/import-page.js';

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
    5_000,
    (n) =>
      `<table><tr><th>Code</th><th>Text</th></tr>${lines((i) => `<tr><td>ORD${i}</td><td>Message ${i}</td></tr>`)(n).replaceAll('\n', '')}</table>`,
  ],
  ['<tr', 'x.html', 100_000, (n) => `<td>${'<tr'.repeat(n)}`],
  ['<tr>', 'x.html', 50_000, (n) => `<td>${'<tr>'.repeat(n)}`],
  [
    'Markdown rows',
    'x.md',
    5_000,
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
    5_000,
    (n) => `{${lines((i) => `"ORD${i}":"gone"`)(n).replaceAll('\n', ',')}}`,
  ],
  ['JSON Lines', 'x.jsonl', 5_000, lines((i) => `{"code":"ORD${i}","message":"gone"}`)],
  ['equal rows', 'x.csv', 10_000, (n) => `code,message\n${'ORD001,One\n'.repeat(n)}`],
  [
    'rows that contradict each other',
    'x.csv',
    5_000,
    (n) => `code,message\n${lines((i) => `ORD001,Message ${i}`)(n)}`,
  ],
  ['quotation marks', 'x.csv', 10_000, (n) => `code,message\n${'ORD001,"a" b\n'.repeat(n)}`],
  ['YAML', 'x.yaml', 3_000, lines((i) => `ORD${i}: gone`)],
  ['YAML aliases', 'x.yaml', 3_000, (n) => `x: &a b\n${lines((i) => `ORD${i}: *a`)(n)}`],
  ['stray backslashes', 'x.properties', 5_000, repeated('ORD001=a\\\n')],
  ['continued lines', 'x.properties', 50_000, (n) => `ORD001=a${'\\\nb'.repeat(n)}`],
  ['escapes of .properties', 'x.properties', 100_000, (n) => `ORD001=${'\\u0041'.repeat(n)}`],
  ['colons and dashes', 'x.txt', 10_000, (n) => `Page\n${'ORD001: a - b = c\n'.repeat(n)}`],
  [
    'rows run together',
    'x.txt',
    20_000,
    (n) => `Page\nORD001=a b\nORD002=${'x ORD001='.repeat(n)}`,
  ],
];

function read(name: string, text: string): void {
  try {
    importPage({ name, text });
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
  }
}

test.each(PAGES)('time grows with the size, not with its square: %s', (_, name, size, textOf) => {
  expectLinear((text) => read(name, text), textOf, size);
});

/** What is done with the entries of a table. */
const USES: Readonly<Record<string, (entries: readonly Entry[]) => unknown>> = {
  'a table': (entries) => createTable(entries).entries,
  'a difference': (entries) => diffTables(builtinTable.entries, entries),
  'an audit': (entries) => auditTable(entries),
  knowledge: (entries) => knowledgeOf(entries),
  'forms of codes': (entries) => codeForms(createTable(entries)),
  'a pattern': (entries) => codePattern(createTable(entries), 'anywhere', 're2'),
  'a lookup of each code': (entries) => {
    const table = createTable(entries);
    for (const { code } of entries) lookup(table, code);
  },
  'a lookup of others': (entries) => {
    const table = createTable(entries);
    for (let i = 0; i < 100; i++) lookup(table, `ORDS${'XYZ'[i % 3]}_${i * 77}`);
  },
  'a search': (entries) => search(createTable(entries), 'message nmuber'),
  'a list': (entries) => listEntries(createTable(entries), { prefix: 'ORD' }),
  'an explainer': (entries) => createExplainer(createTable(entries)).push('ORD5 x'),
  ...Object.fromEntries(
    EXPORT_FORMATS.map((format) => [
      `export as ${format}`,
      (entries: readonly Entry[]) => exportTable(entries, format),
    ]),
  ),
};

/** A table as JSON: of one family, of many modules, with one message for all. */
const TABLES: Readonly<Record<string, (index: number) => object>> = {
  'of one family': (i) => ({ code: `ORDX_${i + 1}`, message: `Message ${i}` }),
  'of many families': (i) => ({
    code: `ORD${i.toString(36).replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] as string)}_1`,
    message: 'The message',
    module: `ORD${i % 50}`,
  }),
};

describe.each(Object.entries(TABLES))('a table %s', (_, entry) => {
  test.each(Object.entries(USES))('time grows with its size, not with its square: %s', (_, use) => {
    const entriesOf = (text: string) => JSON.parse(text) as Entry[];
    const textOf = (n: number) => {
      const text = JSON.stringify(Array.from({ length: n }, (_, i) => entry(i)));
      return JSON.stringify(importPage({ name: 'own.json', text }).entries);
    };
    expectLinear((text) => use(entriesOf(text)), textOf, 2_000);
  });
});
