import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodePage } from '../../src/importer/decode.js';
import type { PageInput } from '../../src/importer/formats/detect.js';
import { importPages } from '../../src/importer/import.js';
import { knowledgeOf } from '../../src/importer/knowledge.js';
import type { Entry } from '../../src/table/entry.js';
import { importPage } from '../support/import-page.js';

const page = (name: string) => ({
  name,
  text: decodePage(readFileSync(new URL(`pages/${name}`, import.meta.url)), name).text,
});
const messages = (entries: readonly Entry[]) =>
  Object.fromEntries(entries.map((entry) => [entry.code, entry.message]));
const text = (content: string, name = '-') => importPage({ name, text: content });

describe('a page copied from a browser', () => {
  const imported = importPage(page('browser.txt'));
  const get = (code: string) => imported.entries.find((entry) => entry.code === code);

  test('gives its rows and nothing else', () => {
    expect(imported.format).toBe('lines');
    expect(imported.rows).toBe(17);
    expect(messages(imported.entries)).toEqual({
      ORDSVC500: 'System abnormality',
      ORDSVCE000001: 'Order does not exist',
      ORDSVCE000002: 'The order has been cancelled',
      ORDSVCE000003: 'The price is outside %s and %s',
      ORDSVCE000004: 'The position is closed',
      ORDSVCE000005: 'Insufficient margin, please deposit',
      ORDSVCE000006: 'The order volume is too small',
      ORDSVCE000007: 'Trading is suspended',
      ORDSVCE000008: 'The account is read only',
      ORDSVCE000009: 'The product cannot be sold',
      ORDSVCE000010: 'The product cannot be bought',
      ORDSVCE000011: 'The request was repeated',
      QTQUOTE_001: 'No quote is known for this symbol',
      QTQUOTE_002: 'The quote is stale',
    });
  });

  test('is repaired, and every repair recorded', () => {
    const kinds = imported.entries.flatMap((entry) =>
      (entry.repairs ?? []).map(({ kind, line }) => [entry.code, kind, line]),
    );
    expect(kinds).toEqual([
      ['ORDSVCE000002', 'blank-in-code', 24],
      ['ORDSVCE000004', 'spliced-row', 26],
      ['ORDSVCE000005', 'spliced-row', 26],
      ['ORDSVCE000005', 'cut-code', 26],
      ['ORDSVCE000007', 'tie', 33],
      ['ORDSVCE000011', 'cut-code', 34],
    ]);
    expect(get('ORDSVCE000006')?.alternatives).toEqual([
      { message: 'Order does not exist', lines: [27] },
    ]);
    expect(get('ORDSVCE000007')?.alternatives).toEqual([
      { message: 'The market is closed', lines: [33] },
    ]);
  });

  test('reports the rows it could not read', () => {
    expect(imported.unread).toEqual([
      {
        page: 'browser.txt',
        line: 35,
        raw: 'ORDSVCE00O012=A letter stands in the number',
        why: '"ORDSVCE00O012" is not a code (letters, then a number)',
      },
      {
        page: 'browser.txt',
        line: 36,
        raw: 'ORDSVCE000013=',
        why: 'no message for ORDSVCE000013',
      },
    ]);
  });

  test('teaches families and modules', () => {
    expect(get('ORDSVCE000003')).toEqual({
      code: 'ORDSVCE000003',
      message: 'The price is outside %s and %s',
      placeholders: 2,
      family: 'ORDSVCE',
      module: 'ORDSVC',
      source: { page: 'browser.txt', lines: [25], wording: 'verbatim' },
    });
    expect(get('QTQUOTE_001')).toMatchObject({ family: 'QTQUOTE_', module: 'QTQUOTE' });
  });
});

test('GitBook Markdown: fenced properties, escaped lines, no rows from code', () => {
  const { entries, format, unread } = importPage(page('gitbook.md'));
  expect(format).toBe('markdown');
  expect(unread).toEqual([]);
  expect(messages(entries)).toEqual({
    ORDSVC500: 'System abnormality',
    ORDSVCE000001: 'Order does not exist',
    ORDSVCE000002: 'The order_id must be numeric',
    QT_QUOTE_001: 'No quote is known for [%s]',
    QT_QUOTE_002: 'The quote is stale',
    QT_QUOTE_003: 'Too many subscriptions',
  });
});

test('tables of Markdown and HTML, several on a page, columns in any order', () => {
  const { entries, format, rows, unread } = importPage(page('table.md'));
  expect({ format, rows, unread }).toEqual({ format: 'markdown', rows: 10, unread: [] });
  expect(messages(entries)).toEqual({
    HT_API_001: 'Not <found>, try later',
    HT_API_002: 'Closed',
    ORDSVCE000001: 'Order does not exist',
    ORDSVCE_000002: 'Choose buy | sell, *not* both',
    ORDSVCE000003: 'Failed & cancelled by %s',
    ORDSVCE000004: 'A stray blank',
    QT001: 'The first message',
    QT002: 'The second message',
    WB_API_01: 'The wallet is empty',
    WB_API_02: 'The wallet is locked',
  });
  const sections = entries.filter((entry) => entry.section).map((e) => [e.code, e.section]);
  expect(sections).toEqual([
    ['ORDSVCE000001', 'order-type'],
    ['ORDSVCE000004', 'quote'],
    ['ORDSVCE_000002', 'order-type'],
  ]);
});

test('a table copied from a browser has tabs', () => {
  const { entries } = importPage(page('tabs.txt'));
  expect(entries.map(({ code, message, section }) => [code, message, section])).toEqual([
    ['ORDSVC500', 'System abnormality', 'system'],
    ['ORDSVCE000001', 'Order "A" = B does not exist', 'order'],
    ['ORDSVCE000002', 'X1=5 is no price', 'order'],
  ]);
});

test('tabs far below the navigation', () => {
  const nav = Array.from({ length: 300 }, (_, i) => `  • Page ${i}, and so on`).join('\n');
  const { entries, format } = text(`${nav}\n${page('tabs.txt').text}`);
  expect(format).toBe('lines');
  expect(entries.map((entry) => entry.source.lines)).toEqual([[304], [305], [306]]);
});

test('properties by the rules of Java', () => {
  const { entries, format } = importPage(page('codes.properties'));
  expect(format).toBe('properties');
  expect(messages(entries)).toEqual({
    ORDSVCE000001: 'Order does not exist',
    ORDSVCE000002: 'Colons separate, too',
    ORDSVCE000003: 'White space separates',
    ORDSVCE000004: 'A long sentence goes on here',
    ORDSVCE000005: '订单 = 1:2 #3 C:\\temp',
    ORDSVCE000006: '  leading and trailing  ',
    ORDSVCE000007: 'plain trailing',
    ORDSVCE000008: 'A stray blank',
    ORDSVCE000009: 'Spliced',
    ORDSVCE000010: 'at the seam',
  });
});

test('properties without a name that says so', () => {
  const { entries, format } = text('# ours\nORD001=a \\= b\nORD002:  \\u00e9 \\\n   c\n');
  expect(format).toBe('properties');
  expect(messages(entries)).toEqual({ ORD001: 'a = b', ORD002: 'é c' });
});

describe('CSV', () => {
  test('with a header, quotes, line breaks and columns of its own', () => {
    const { entries, format, unread, rows } = importPage(page('header.csv'));
    expect(format).toBe('csv');
    expect(rows).toBe(6);
    expect(entries.map((e) => [e.message, e.section, e.status, e.action, e.source.lines])).toEqual([
      ['Order "A", or B, does not exist', 'order-type', 'NOT_FOUND', 'fix-request', [2]],
      ['Two lines', undefined, undefined, undefined, [3]],
      ['padded', 'quote', undefined, undefined, [5]],
      ['  kept  ', undefined, 'INTERNAL', 'retry', [6]],
      // A cell is no line that could have run into another.
      ['a=b ... ORDSVCE000009=c', undefined, undefined, undefined, [8]],
    ]);
    expect(unread.map(({ line, why }) => [line, why])).toEqual([
      [7, '"n/a" is not a code (letters, then a number)'],
    ]);
  });

  test.each([
    ['headerless.csv', ['Order does not exist', 'Price, or volume, wrong']],
    ['excel.csv', ['Order does not exist', 'Choose; buy or sell']],
    [
      'plain.csv',
      [
        'System abnormality',
        'The order does not exist',
        'The price is out of range; choose another',
      ],
    ],
  ])('%s', (name, expected) => {
    const { entries, format } = importPage(page(name));
    expect(format).toBe('csv');
    expect(entries.map((entry) => entry.message)).toEqual(expected);
  });

  test('a record with too many cells is not guessed at', () => {
    const { unread } = text('code,message,section\nORD001,Fine,a\nORD002,Sorry, retry,b\n');
    expect(unread).toMatchObject([
      { line: 3, why: expect.stringContaining('4 cells, expected 3') },
    ]);
  });

  test('prose with commas is none', () => {
    expect(() => text('US500, NAS100 and others\nare traded, as always\nfrom 8, on\n')).toThrow(
      'contains no codes',
    );
  });
});

describe('JSON', () => {
  test('minimal', () => {
    const { entries, format } = importPage(page('minimal.json'));
    expect(format).toBe('json');
    expect(entries).toEqual([
      {
        code: 'G500',
        message: 'Own words for it',
        placeholders: 0,
        family: 'G',
        module: 'G',
        source: { page: 'minimal.json', lines: [], wording: 'verbatim' },
      },
      {
        code: 'ORDSVCE000001',
        message: 'Order does not exist',
        placeholders: 0,
        family: 'ORDSVCE',
        module: 'ORDSVCE',
        source: { page: 'minimal.json', lines: [], wording: 'verbatim' },
      },
    ]);
  });

  test('an object of codes and messages', () => {
    expect(messages(importPage(page('object.json')).entries)).toEqual({
      ORDSVCE000001: 'Order does not exist',
      ORDSVCE000002: 'Price %s is out of range',
    });
  });

  test('control characters stay, line breaks become blanks', () => {
    const { entries } = text(
      JSON.stringify([{ code: 'A1', message: 'a\u001b[31m\r\nb\nc\u2028d' }]),
    );
    expect(entries[0]?.message).toBe('a\u001b[31m b c d');
  });
});

describe('what is no row', () => {
  test.each([
    'See https://example.com/?code=ORD001&a1=2 for more',
    'ORD001 == response.code',
    'ORD001 => cancelled',
    'ORD001 = "Order not found";',
    'export A1=http://localhost',
    'SHA256=0b7f2a91c4',
    'x1=5',
    '<a href="x" data-a1=b>',
    'const ORD001 = 5',
    'US500 | An index of shares',
    '```js\nORD003=not a row at all\n```',
  ])('%s', (line) => {
    const { entries, unread } = text(`ORD001=First message\nORD002=Second message\n\n${line}\n`);
    expect(messages(entries)).toEqual({ ORD001: 'First message', ORD002: 'Second message' });
    expect(unread).toEqual([]);
  });

  test('a code sample of several like assignments', () => {
    expect(() => text('x1=5\nx2=7\nx3=9\nprose about it\n')).toThrow(
      'cannot tell whether "x1" is a code',
    );
    expect(() => text('H1="a"\nH2="b"\nH3="c"\nprose about it\n')).toThrow('contains no codes');
  });
});

describe('several pages', () => {
  const first = {
    name: 'a.txt',
    text: 'Page\nORD001=One\nORD002=Same\nORD003=Same\nORD004=Old words',
  };
  const second = { name: 'b.txt', text: 'Page\n\nORD001=One\nORD002=Rare words\nORD004=New words' };
  const { entries, pages } = importPages([first, second]);

  test('agree, decide by rarity, or tie; each entry names its page', () => {
    expect(entries).toMatchObject([
      {
        code: 'ORD001',
        source: { page: 'a.txt', lines: [2], also: [{ page: 'b.txt', lines: [3] }] },
      },
      {
        code: 'ORD002',
        message: 'Rare words',
        source: { page: 'b.txt', lines: [4] },
        alternatives: [{ message: 'Same', lines: [3], page: 'a.txt' }],
      },
      { code: 'ORD003', source: { page: 'a.txt' } },
      {
        code: 'ORD004',
        message: 'Old words',
        alternatives: [{ message: 'New words', lines: [5], page: 'b.txt' }],
        repairs: [{ kind: 'tie', line: 5, was: 'New words', page: 'b.txt' }],
      },
    ]);
    expect(pages).toEqual([
      { name: 'a.txt', format: 'lines', rows: 4 },
      { name: 'b.txt', format: 'lines', rows: 3 },
    ]);
  });

  test('a table made of pages can be merged with a further page', () => {
    const table = { name: 't.json', text: JSON.stringify(importPages([first]).entries) };
    const [one, two] = [importPages([table, second]).entries, entries];
    expect(one).toEqual(two);
  });

  test('families of one help to mend the other', () => {
    const whole = {
      name: 'a.csv',
      text: 'code,message\nORDSVC_API_1,One\nORDSVC_API_2,Two\n',
    };
    const cut = { name: 'b.txt', text: 'Page\nSVC_API_3=The front is missing\n' };
    expect(importPages([whole, cut]).entries.map((entry) => entry.code)).toEqual([
      'ORDSVC_API_1',
      'ORDSVC_API_2',
      'ORDSVC_API_3',
    ]);
  });

  test('a paraphrase gives way to a page', () => {
    const paraphrase = {
      code: 'ORD001',
      message: 'In other words',
      source: { page: 'p', lines: [], wording: 'paraphrase' },
    };
    const table = { name: 't.json', text: JSON.stringify([paraphrase]) };
    expect(importPages([table, first]).entries[0]).toMatchObject({
      message: 'One',
      source: { page: 'a.txt', wording: 'verbatim' },
      alternatives: [{ message: 'In other words', lines: [], page: 'p' }],
    });
  });

  test('what was only observed gives way to a paraphrase, in either order', () => {
    const [observed, paraphrase] = (['observed', 'paraphrase'] as const).map((wording) => ({
      name: `${wording}.json`,
      text: JSON.stringify([
        { code: 'ORD001', message: wording, source: { page: wording, lines: [], wording } },
      ]),
    })) as [PageInput, PageInput];
    for (const pages of [
      [observed, paraphrase],
      [paraphrase, observed],
    ]) {
      expect(importPages(pages).entries).toEqual([
        expect.objectContaining({
          message: 'paraphrase',
          source: { page: 'paraphrase', lines: [], wording: 'paraphrase' },
          alternatives: [{ message: 'observed', lines: [], page: 'observed' }],
        }),
      ]);
    }
    const alone = importPages([observed]).entries;
    expect(alone[0]?.source.wording).toBe('observed');
    expect(alone[0]).not.toHaveProperty('repairs');
  });
});

test('knowledge: guidance for known codes, corrections only of the very sentence', () => {
  const known = importPage({ name: 'p', text: 'ORD001=It failed Same\nORD002=It failed, too\n' });
  const [one] = known.entries as [Entry];
  const knowledge = knowledgeOf([
    {
      ...one,
      message: 'It failed',
      published: 'It failed Same',
      module: 'OR',
      status: 'INTERNAL',
      action: 'retry',
      section: 'order',
      repairs: [{ line: 1, kind: 'leftover-word', was: 'It failed Same', why: 'left over' }],
    },
  ]);
  const renewed = importPage(
    { name: 'q', text: 'Page\n\nORD001=It failed Same\nORD002=New' },
    knowledge,
  );
  expect(renewed.entries[0]).toMatchObject({
    message: 'It failed',
    published: 'It failed Same',
    module: 'OR',
    section: 'order',
    status: 'INTERNAL',
    action: 'retry',
    repairs: [{ line: 3, kind: 'leftover-word' }],
  });
  const other = importPage(
    { name: 'r.csv', text: 'code,message,status\nORD001,It failed the same,ABORTED\n' },
    knowledge,
  );
  expect(other.entries[0]).toMatchObject({ message: 'It failed the same', status: 'ABORTED' });
  expect(other.entries[0]?.published).toBeUndefined();
});

describe('a page of nothing but rows', () => {
  test('is believed, whatever its families look like', () => {
    expect(messages(text('PAY-1=Card declined\nPAY-2=Bank offline\n').entries)).toEqual({
      'PAY-1': 'Card declined',
      'PAY-2': 'Bank offline',
    });
    expect(messages(text('ORDSVCE000001=Late\n').entries)).toEqual({ ORDSVCE000001: 'Late' });
  });

  test('still has its cut-off codes completed', () => {
    const rows = ['GATE_CODE_001=First thing', 'GATE_CODE_002=Second thing', 'E_CODE_003=Third'];
    expect(Object.keys(messages(text(rows.join('\n')).entries))).toEqual([
      'GATE_CODE_001',
      'GATE_CODE_002',
      'GATE_CODE_003',
    ]);
  });

  test('is none when its values are no words', () => {
    expect(() => text('x1=5\nx2=7\n')).toThrow('cannot tell whether "x1" is a code');
  });
});

describe('what is left out is told', () => {
  test('a row that nothing parts from its message, in prose and in a table', () => {
    const prose = text('Codes\nORD001=First one\nORD002=Second one\nORD003 third one\nUS30 rose\n');
    expect(prose.entries).toHaveLength(2);
    expect(prose.unread).toMatchObject([{ line: 4, raw: 'ORD003 third one' }]);
    const table = text('Code\tDescription\nORD001\tFirst one\nORD002  Second one ORD003  Third\n');
    expect(table.entries).toHaveLength(1);
    expect(table.unread).toMatchObject([{ line: 3 }]);
  });

  test('a status and an action that there are not', () => {
    const { entries, notes } = text('code,message,status,action\nX-1,One,LATE,none\nX-2,Two,,\n');
    expect(entries).toMatchObject([{ code: 'X-1', action: 'none' }, { code: 'X-2' }]);
    expect(notes).toEqual([
      {
        page: '-',
        line: 2,
        what: expect.stringMatching(
          /^unknown status "LATE" ignored \(expected a gRPC name such as NOT_FOUND, or 200, 400, .*504\)$/,
        ),
      },
    ]);
  });

  test('why a page has no codes for sure', () => {
    expect(() => text('# a\ntitle=Shop\nPAY-1=Card declined\n', 'a.properties')).toThrow(
      'a.properties:3: cannot tell whether "PAY-1" is a code',
    );
  });

  test('a status may be an HTTP number', () => {
    const { entries } = text('code,message,HTTP status\nX-1,One,404\nX-2,Two,500\nX-3,Three,400\n');
    expect(entries.map(({ status }) => status)).toEqual([
      'NOT_FOUND',
      'INTERNAL',
      'INVALID_ARGUMENT',
    ]);
  });

  test('two codes of a family are enough among other keys', () => {
    const page = 'timeout=30\nPAY-1=The card is declined\nPAY-2=The card has expired\n';
    expect(Object.keys(messages(text(page, 'a.properties').entries))).toEqual(['PAY-1', 'PAY-2']);
  });

  test('keys of a properties file that are no codes, in one note', () => {
    const { entries, notes } = text(
      '# a\nORD001=First one\ntitle=Shop\nmenu=Menu\nORD002=Two b\n',
      'a.properties',
    );
    expect(entries).toHaveLength(2);
    expect(notes).toEqual([
      {
        page: 'a.properties',
        line: 3,
        what: '"title" and 1 more are not codes (letters, then a number); skipped',
      },
    ]);
  });
});
