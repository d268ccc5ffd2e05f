import { describe, expect, test } from 'vitest';
import { decodePage } from '../../src/importer/decode.js';
import { TableError } from '../../src/importer/error.js';
import { importPage } from '../support/import-page.js';

function failure(run: () => unknown): TableError {
  try {
    run();
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

const good = '{"code":"ORD001","message":"x"}';

describe('a page that cannot be read is named in one line', () => {
  test.each<[string, string, string, number | undefined, string]>([
    ['empty', 'a.txt', '', undefined, 'a.txt: is empty'],
    ['blank', 'a.txt', ' \r\n\t\n', undefined, 'a.txt: is empty'],
    ['prose', 'a.md', 'Just some prose.\n', undefined, 'a.md: contains no codes'],
    ['properties of another kind', 'a.properties', 'title=Hello\n', undefined, 'contains no codes'],
    ['a header alone', 'a.csv', 'code,message\n', undefined, 'contains no codes'],
    ['an empty list', 'a.json', '[]', undefined, 'contains no codes'],
    ['no JSON in .json', 'a.json', 'ORD001=x', 1, 'a.json:1: invalid JSON'],
    ['truncated', 'a.json', `[\n${good},\n{"code":"ORD0`, 3, 'a.json:3: unexpected end of JSON'],
    ['truncated at once', '-', '[', 1, 'unexpected end of JSON'],
    ['truncated after a comma', 'a.json', `[\n${good},\n`, 2, 'unexpected end of JSON'],
    ['a stray comma', 'a.json', `[\n${good},\n]`, 3, 'invalid JSON'],
    ['a missing comma', 'a.json', `[\n${good}\n${good}]`, 3, 'invalid JSON'],
    ['JSON lines that break off', '-', `${good}\n{"code":\n`, 2, 'invalid JSON'],
    [
      'a field twice',
      'a.json',
      '[\n{"code":"A1","message":"x",\n"message":"y"}]',
      3,
      'an entry has two fields "message"',
    ],
    ['a string with a line break', 'a.json', '[\n{"code":"A\n1"}]', 2, 'invalid JSON'],
    ['numbers', 'a.json', '[1, 2]', undefined, 'JSON, but not a table'],
    ['a number', 'a.json', '12', undefined, 'JSON, but not a table'],
    ['a package', '-', '{"name":"x","version":"1"}', undefined, 'JSON, but not a table'],
    ['a response', '-', '{"code":"ORD001","message":"x"}', undefined, 'JSON, but not a table'],
    ['objects of another kind', 'a.json', '[{"a":1}]', undefined, 'JSON, but not a table'],
    [
      'no message',
      'a.json',
      `[\n${good},\n{"code":"ORD002"}]`,
      3,
      'entry 2 (ORD002) has no message',
    ],
    [
      'an empty message',
      'a.json',
      '[{"code":"A1","message":" "}]',
      1,
      'entry 1 (A1) has no message',
    ],
    ['a message that is a number', 'a.json', '[{"code":"A1","message":1}]', 1, 'is not a string'],
    ['no code', 'a.json', `[${good},\n{"message":"x"}]`, 2, 'entry 2 has no code'],
    [
      '__proto__',
      'a.json',
      '[{"code":"__proto__","message":"x"}]',
      1,
      '"__proto__", which is not one',
    ],
    ['a key __proto__', '-', '{"ORD001":"x","__proto__":"y"}', 1, '"__proto__" is not a code'],
    ['a null among the entries', 'a.json', `[${good},\nnull]`, 2, 'entry 2 is not an object'],
    [
      'an unknown status',
      'a.json',
      '[{"code":"A1","message":"x","status":"BAD"}]',
      1,
      'status "BAD"',
    ],
    [
      'an unknown action',
      'a.json',
      '[{"code":"A1","message":"x","action":"go"}]',
      1,
      'action "go"',
    ],
    [
      'lines that are none',
      'a.json',
      '[{"code":"A1","message":"x","source":{"page":"p","lines":["1"]}}]',
      1,
      'lines are not line numbers',
    ],
    ['an open quotation mark', 'a.csv', 'code,message\nA1,x\nA2,"y\nA3,z\n', 3, 'never closed'],
    [
      'rows without messages',
      'a.csv',
      'code,message\nORD001,\nORD002,\n',
      2,
      'no row can be read: ',
    ],
  ])('%s', (_, name, text, line, message) => {
    const error = failure(() => importPage({ name, text }));
    expect(error.message).toContain(message);
    expect(error.page).toBe(name);
    expect(error.line).toBe(line);
    expect(error.message).not.toContain('\n');
  });
});

describe('bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('binary is rejected', () => {
    expect(
      failure(() => decodePage(new Uint8Array([80, 75, 3, 4, 0, 0]), 'a.zip')).message,
    ).toContain('a.zip: is a binary file');
    const noise = Uint8Array.from({ length: 1000 }, (_, i) => 128 + (i % 64));
    expect(() => decodePage(noise, 'a')).toThrow(TableError);
  });

  test('byte order marks', () => {
    expect(decodePage(bytes('\ufeffA1=é'), 'a')).toEqual({ text: 'A1=é' });
    expect(decodePage(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x3d, 0]), 'a').text).toBe('A=');
    expect(decodePage(new Uint8Array([0xfe, 0xff, 0, 0x41, 0, 0x3d]), 'a').text).toBe('A=');
    expect(importPage({ name: 'a.json', text: `\ufeff[${good}]` }).entries).toHaveLength(1);
  });

  test('what is not UTF-8 is decoded as a whole or not at all', () => {
    const latin1 = new Uint8Array([...bytes('ORD001=Caf'), 0xe9, 0x20, 0x78]);
    expect(decodePage(latin1, 'a.properties')).toEqual({
      text: 'ORD001=Café x',
      guess: 'ISO-8859-1',
    });
    const chinese = new Uint8Array([...bytes('ORD001='), 0xb6, 0xa9, 0xb5, 0xa5, 0x0a]);
    expect(decodePage(chinese, 'a.txt')).toEqual({ text: 'ORD001=订单\n', guess: 'GB18030' });
    const neither = new Uint8Array([...bytes('A1=b\nORD001=caf'), 0xe9, 0x0a]);
    expect(failure(() => decodePage(neither, 'a.txt')).message).toMatch(
      /^a\.txt:2: is not valid UTF-8 /,
    );
    const half = new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]);
    expect(() => decodePage(half, 'a.txt')).toThrow(
      'starts with a UTF-16 byte order mark but is not valid UTF-16',
    );
  });
});

describe('hostile pages take no more than linear time', () => {
  const million = 1_000_000;
  test.each([
    ' ',
    '=',
    'a',
    '1',
    '|',
    '\t',
    '"',
    '\\',
    '`',
    '*',
    'A1=',
    'A1 =',
    '&#x20;',
    '<tr',
    '[',
  ])('a line of %j', (piece) => {
    const line = piece.repeat(million / piece.length);
    const page = `| Code | Message |\n|--|--|\n| ORD001 | F ${line} x |\nORD002=F ${line}x\n${line}`;
    for (const name of ['-', 'a.properties', 'a.csv']) {
      try {
        expect(importPage({ name, text: page }).entries.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(TableError);
      }
    }
  });
});
