import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodePage } from '../../src/importer/decode.js';
import { plainText } from '../../src/importer/formats/markdown-inline.js';
import { createTable, lookup } from '../../src/index.js';
import { importPage } from '../support/import-page.js';

const page = (name: string) =>
  importPage({
    name,
    text: decodePage(readFileSync(new URL(`pages/${name}`, import.meta.url)), name).text,
  });
const text = (content: string, name = '-') => importPage({ name, text: content });
const facts = ({ entries }: ReturnType<typeof importPage>) =>
  entries.map(({ code, message, source }) => [code, message, source.lines[0]]);
const faults = ({ unread }: ReturnType<typeof importPage>) =>
  unread.map(({ line, why }) => [line, why]);

/** Every row a page has is read or named: its claims and its unread rows add up to it. */
const accounted = (imported: ReturnType<typeof importPage>) => {
  const lines = new Set(imported.unread.map(({ line }) => line));
  for (const { source, alternatives = [] } of imported.entries) {
    for (const where of [source, ...alternatives]) for (const line of where.lines) lines.add(line);
  }
  return lines.size;
};

test('invisible and full-width characters leave a code, on record', () => {
  const imported = page('invisible.txt');
  expect(imported.entries.map(({ code }) => code)).toEqual(
    Array.from({ length: 10 }, (_, i) => `PAYGW0000${String(i + 1).padStart(2, '0')}`),
  );
  const repaired = imported.entries
    .filter((entry) => entry.repairs)
    .map(({ code }) => code.slice(-2));
  expect(repaired).toEqual(['02', '03', '04', '05', '07', '08', '09']);
  expect(imported.entries[1]?.repairs).toEqual([
    {
      line: 2,
      kind: 'blank-in-code',
      was: 'PAYGW\u200b000002',
      why: 'The code contained invisible or full-width characters (U+200B), which were removed.',
    },
  ]);
});

test.each([
  ['a.txt', (code: string) => `${code}=Card declined\n`],
  ['a.csv', (code: string) => `code,message\n${code},Card declined\n`],
  ['a.md', (code: string) => `| Code | Message |\n|--|--|\n| ${code} | Card declined |\n`],
  ['a.properties', (code: string) => `${code}=Card declined\n`],
  ['a.yaml', (code: string) => `${code}: Card declined\n`],
  ['list.json', (code: string) => JSON.stringify([{ code, message: 'Card declined' }])],
  ['object.json', (code: string) => JSON.stringify({ [code]: 'Card declined' })],
  ['a.jsonl', (code: string) => JSON.stringify({ code, message: 'Card declined' })],
])('the same invisible characters leave the codes of %s as those of a query', (name, write) => {
  const code = 'PAYGW000001';
  for (const sign of '\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u202a\u2060\u2066\u3164\ufe0f\ufeff\u{e0041}') {
    const written = `PAY${sign}GW0000${sign}01`;
    const { entries } = text(write(written), name);
    expect(entries).toMatchObject([{ code, repairs: [{ kind: 'blank-in-code', was: written }] }]);
    expect(lookup(createTable(entries), written)[0]?.entries).toMatchObject([{ code }]);
  }
});

test('a row that is written unlike the others is named, but not a mention of a code that has a row', () => {
  const imported = text(`PAYGW000001=Card declined
PAYGW000002 => The bank is offline
PAYGW000003 -Late
PAYGW000004="Too many requests"
* \`PAYGW000005\` (no such card)
"PAYGW000006": "Closed",
PAYGW\u200b000007 | Gone
PAYGW000001 => see above
PAYGW000001 = "Card declined";
`);
  expect(facts(imported)).toEqual([
    ['PAYGW000001', 'Card declined', 1],
    ['PAYGW000007', 'Gone', 7],
  ]);
  expect(faults(imported)).toEqual(
    [2, 3, 4, 5, 6].map((line) => [
      line,
      `expected PAYGW00000${line}=message, without quotation marks; write it like the other rows`,
    ]),
  );
  expect(imported.rows).toBe(7);
});

test('a colon or a dash may separate code and message; prose with them is none', () => {
  const imported = page('colon.txt');
  expect(facts(imported)).toEqual([
    ['PAYGW000001', 'Card declined', 4],
    ['PAYGW000002', 'The bank is offline: call it', 5],
    ['PAYGW000003', 'Try again = later', 6],
  ]);
  expect(faults(imported)).toEqual([]);
});

describe('YAML', () => {
  test('a mapping of codes to messages; a repeated key is a conflict', () => {
    const imported = page('codes.yaml');
    expect(imported.format).toBe('yaml');
    expect(facts(imported)).toEqual([
      ['00012005', 'Too many requests', 7],
      ['PAYGW000001', 'Card declined', 2],
      ['PAYGW000002', 'The bank: offline', 3],
      ['PAYGW000003', 'Two lines', 4],
    ]);
    expect(imported.entries[1]?.alternatives).toEqual([
      { message: 'The card is declined', lines: [8] },
    ]);
  });

  test('items and fields in groups; what cannot be read is named', () => {
    const imported = page('fields.yaml');
    expect(imported.entries).toMatchObject([
      { code: 'PAYGW000001', message: 'Card declined', action: 'ask-user', source: { lines: [3] } },
      { code: 'PAYGW000003', message: "It's late", section: 'bank-hours' },
      { code: 'PAYGW000004', message: 'No such card', status: 'NOT_FOUND' },
    ]);
    expect(faults(imported)).toEqual([
      [7, 'no message for PAYGW000002'],
      [12, 'no message for PAYGW000005'],
    ]);
    expect(imported.notes.map(({ line, what }) => [line, what])).toEqual(
      [
        [
          3,
          expect.stringMatching(
            /^unknown status "402" ignored \(expected a gRPC name such as NOT_FOUND, or 200, 400, .*504\)$/,
          ),
        ],
        [1, '"service" is not a code (letters, then a number); skipped'],
      ].sort(([a], [b]) => Number(a) - Number(b)),
    );
  });

  test('is known without a name, and text that only looks like it is read as text', () => {
    expect(text('ORD001: "gone: for good"\nORD002: slow\n')).toMatchObject({
      format: 'yaml',
      entries: [{ message: 'gone: for good' }, { message: 'slow' }],
    });
    expect(text('ORD001: gone\nORD002: slow\n').format).toBe('lines');
    expect(
      text('---\ntitle: Codes\n---\n\nORD001=Gone away\nORD002=Too slow\n').entries,
    ).toHaveLength(2);
  });

  test.each([
    ['ORD001: "open\n', 'a.yaml:2: invalid YAML here'],
    [`a: ${'['.repeat(20_000)}`, 'a.yaml: is YAML nested too deeply'],
    ['title: Shop\n', 'a.yaml: contains no codes'],
  ])('broken: %j', (content, message) => {
    expect(() => text(content, 'a.yaml')).toThrow(message);
  });

  test('many aliases take no more than linear time', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `ORD${i + 1}: *text`);
    expect(text(`x: &text gone\n${lines.join('\n')}`, 'a.yaml').entries).toHaveLength(20_000);
  });
});

test('Markdown: marks leave messages, surplus cells and bars in code stay, no row vanishes', () => {
  const imported = page('marks.md');
  expect(facts(imported)).toEqual([
    ['PAYGW000001', 'The card was declined, see reason', 3],
    ['PAYGW000002', 'Choose a | b', 4],
    ['PAYGW000003', 'Use x|y — it can’t fail', 5],
    ['PAYGW000004', '5 * 3 * 2 and snake_case_name *literal*', 6],
    ['PAYGW000005', 'Quoted ‘so’ and on', 10],
    ['PAYGW000006', 'A stray slash', 11],
    ['PAYGW000007', 'The next row', 12],
  ]);
  expect(faults(imported)).toEqual([[7, 'the message has no code']]);
  expect(accounted(imported)).toBe(imported.rows);
});

test('Markdown: a backtick that nothing closes is text, a bar in another column is named', () => {
  const HEAD = '| Code | Message | Module |\n|--|--|--|\n';
  const three = text(`${HEAD}| PAYGW000001 | a \`x|y\` | PAY |\n| PAYGW000002 | a | b | PAY |\n`);
  expect(facts(three)).toEqual([['PAYGW000001', 'a x|y', 3]]);
  expect(faults(three)).toEqual([[4, '4 cells, expected 3; write \\| for a | in a cell']]);
  const two = text(
    '| Code | Message |\n|--|--|\n| PAYGW000001 | a `b | c |\n| ~~PAYGW000002~~ | Gone |\n',
  );
  expect(facts(two)).toEqual([
    ['PAYGW000001', 'a `b | c', 3],
    ['PAYGW000002', 'Gone', 4],
  ]);
});

test('a fenced block of properties is decoded before its rows are judged', () => {
  const imported = text(
    '# Errors\n\n```properties\nPAYGW000001=It\\u2019s\\nlate\nPAYGW000002=Card \\\n  declined\n```\n',
  );
  expect(facts(imported)).toEqual([
    ['PAYGW000001', 'It’s late', 4],
    ['PAYGW000002', 'Card declined', 5],
  ]);
});

test('.properties: a stray backslash swallows no row whose code is damaged, or of another family', () => {
  const lines = ['PAYGW000001=a', 'PAYGW\u200b000002=b', 'PAYGW 000003=c', 'PAYGW000004＝d'];
  const others = 'PAYGW000001=a\\\nGATE_CODE_002=b\\\nOTHER_000003=c\n';
  const modules = new Map([['GATE_CODE_', 'GATE']]);
  expect(facts(importPage({ name: 'a.properties', text: others }, { modules }))).toEqual([
    ['GATE_CODE_002', 'bOTHER_000003=c', 2],
    ['PAYGW000001', 'a', 1],
  ]);
  expect(facts(text(lines.join('\\\n'), 'a.properties'))).toEqual([
    ['PAYGW000001', 'a', 1],
    ['PAYGW000002', 'b', 2],
    ['PAYGW000003', 'c', 3],
    ['PAYGW000004', 'd', 4],
  ]);
});

test('.properties: a stray backslash swallows no row, a broken escape costs only its own', () => {
  const imported = page('stray.properties');
  expect(facts(imported)).toEqual([
    ['00012005', 'A number with a prefix', 7],
    ['PAYGW000001', 'One thing', 1],
    ['PAYGW000002', 'Another', 2],
    ['PAYGW000003', 'It goes on here', 3],
    ['PAYGW000005', 'With a prefix', 6],
  ]);
  expect(imported.entries[1]?.repairs).toMatchObject([{ line: 1, kind: 'spliced-row' }]);
  expect(faults(imported)).toEqual([
    [5, '"\\u12G" is not an escape; write \\uXXXX, or \\\\u for the characters'],
  ]);
});

test('spreadsheets: marks of text and lost zeros', () => {
  const imported = page('spreadsheet.csv');
  expect(imported.entries.map(({ code, message }) => [code, message])).toEqual([
    ['00012005', 'Its zeros are lost'],
    ['PAYGW000001', 'Card declined'],
    ['PAYGW000002', 'A formula that is text'],
    ['PAYGW000003', 'An apostrophe'],
    ['PAYGW000004', 'Brackets'],
    ['PAYGW000005', '=SUM(1)'],
  ]);
  expect(imported.entries[0]).toMatchObject({
    alternatives: [{ message: 'Its zeros are kept', lines: [7] }],
    repairs: [{ line: 6, kind: 'lost-zeros', was: '12005' }, { kind: 'tie' }],
  });
  expect(faults(imported)).toEqual([
    [9, 'the message has no code'],
    [10, 'no message for PAYGW000006'],
    [11, '"PAYGW000007 / PAYGW000008" cannot be repaired to a code'],
  ]);
  expect(accounted(imported)).toBe(imported.rows);
});

test('a number is left alone where it is a code itself, or two padded ones fit', () => {
  const codes = (content: string) => text(content, 'a.csv').entries.map(({ code }) => code);
  expect(codes('code,message\n12005,One\n12006,Two\n')).toEqual(['12005', '12006']);
  expect(codes('code,message\n012005,One\n0012005,Two\n12005,Three\n')).toEqual(
    expect.arrayContaining(['012005', '0012005', '12005']),
  );
});

describe('JSON', () => {
  test('a repeated key is a conflict, with its lines', () => {
    const imported = page('repeated.json');
    expect(facts(imported)).toEqual([
      ['PAYGW000001', 'Card declined', 2],
      ['PAYGW000002', 'Bank offline', 3],
    ]);
    expect(imported.entries[0]?.alternatives).toEqual([
      { message: 'The card is declined', lines: [4] },
    ]);
    expect(accounted(imported)).toBe(imported.rows);
  });

  test('JSON Lines', () => {
    expect(page('lines.jsonl').entries).toMatchObject([
      { code: 'PAYGW000001', status: 'NOT_FOUND', source: { lines: [1] } },
      { code: 'PAYGW000002', message: 'Bank offline', source: { lines: [3] } },
    ]);
    expect(() => text('{"code":"A1","message":"x"}\n{"code":"A2"}\n')).toThrow(
      '-:2: A2 has no message',
    );
  });

  test('NUL and halves of surrogate pairs become their escapes', () => {
    const [entry] = text('[{"code":"A1","message":"a\\u0000b\\ud83dc"}]').entries;
    expect(entry?.message).toBe('a\\u0000b\\ud83dc');
  });
});

test('a lone CR ends a line in every format', () => {
  const html =
    '<p>Codes</p>\r\r<table><tr><th>Code</th><th>Text</th></tr>\r<tr><td>ORD001</td><td>One</td></tr></table>';
  expect(facts(text(html))).toEqual([['ORD001', 'One', 4]]);
  expect(() => text('[\r{"code":"A1","message":"x"},\r{"code":]', 'a.json')).toThrow('a.json:3: ');
});

test.each([
  [
    '**Order** is [gone](http://x/y "t"), see `symbol` &amp; *retry*',
    'Order is gone, see symbol & retry',
  ],
  ['5 * 3 * 2, *a, a_b_c', '5 * 3 * 2, *a, a_b_c'],
  ['__x__ ***y*** ~~old~~ ~new~ ~~~z~~~', 'x y old new ~~~z~~~'],
  ['\\*a\\* \\[x](y) `a*b*` `` c`d `` `e', '*a* [x](y) a*b* c`d `e'],
  ['![alt](i.png) [a](b(c)d) [e]( f ) [`x` **y**](z) [%s]', 'alt a e x y [%s]'],
  ['<b>x</b> <symbol> <br/>y <https://a.b/c>', 'x <symbol>  y https://a.b/c'],
  ['can&rsquo;t &mdash; &nope; &#8217;', 'can’t — &nope; ’'],
])('Markdown as a page shows it: %s', (markdown, shown) => {
  expect(plainText(markdown)).toBe(shown);
});
