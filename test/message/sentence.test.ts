import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSentence } from '../../src/message/sentence.js';
import { parseTemplate, render } from '../../src/message/template.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { createTable } from '../../src/table/table.js';

const API = 'USCUSTOMER_API_';

function entry(code: string, message: string): Entry {
  const { placeholders } = parseTemplate(message);
  return {
    code,
    message,
    placeholders,
    family: 'X',
    module: 'X',
    source: { page: 'x', lines: [], wording: 'verbatim' },
  };
}

function found(text: string, table = builtinTable): [string, readonly string[]][] {
  return findSentence(table, text).map(({ entry, params }) => [entry.code, params]);
}

describe('the built-in table', () => {
  const filled = builtinTable.entries.map((entry) => {
    const params = Array.from({ length: entry.placeholders }, (_, i) => String(30 + i));
    return { entry, params, sentence: render(entry.message, params) as string };
  });

  test.each(filled)('$entry.code is found alone, in a log line and in a response', (one) => {
    const { entry, params, sentence } = one;
    const places = [
      sentence,
      sentence.toUpperCase(),
      sentence.replaceAll(' ', '\n   '),
      `2024-05-01 10:00:00 ERROR [main] msg=${sentence}`,
      `{"code":"?","msg":"${sentence}","data":null}`,
    ];
    for (const text of places) {
      const hit = findSentence(builtinTable, text).find((hit) => hit.entry === entry);
      expect(hit?.params, text).toEqual(params);
      const stretch = text.slice(hit?.start, hit?.end).replaceAll(/\W+/g, ' ').trim().toLowerCase();
      expect(sentence.replaceAll(/\W+/g, ' ').trim().toLowerCase()).toContain(stretch);
    }
  });

  test.each([
    [
      'Login information has expired, please log in again',
      ['GGATEWAY_CODE_005', 'GGATEWAY_CODE_017'],
    ],
    ['Account or password is incorrect', [`${API}0000102`, `${API}0000112`]],
    ['The account or password is incorrect', [`${API}0000112`, `${API}0000102`]],
    ['KYC has been submitted and is under review. Please wait', [`${API}0000601`, `${API}0000605`]],
    ['System abnormality', ['G500', 'US500']],
    ['System abnormality, interface has been abandoned', [`${API}0000002`]],
    ['New email verification code is incorrect', [`${API}0000515`]],
    [
      'The mobile phone number already exists. The email already exists',
      [`${API}0000106`, `${API}0000107`],
    ],
  ])('%j', (text, codes) => {
    expect(found(text).map(([code]) => code)).toEqual(codes);
  });

  test('values come in order, as they were written', () => {
    const text =
      'warn: The fund password has been entered incorrectly 5 times in a row. Please try again after 24 hours or contact customer service!';
    expect(found(text)).toEqual([[`${API}0000134`, ['5', '24']]]);
    const submitted = 'The submitted type is not supported; use';
    expect(found(`${submitted}\n  PASSPORT`)).toEqual([[`${API}0000145`, ['PASSPORT']]]);
    expect(found(`${submitted}\n\nThe next paragraph`)).toEqual([]);
    expect(
      found(
        'the current upload file format is not supported, please upload a file in JPG, PNG or (PDF) format',
      ),
    ).toEqual([['GGATEWAY_CODE_103', ['JPG, PNG or (PDF)']]]);
  });

  test.each([
    '',
    '   ',
    'nothing of the kind',
    'the mobile phone number already existsnt',
    'the emailx already exists',
    'your request expired yesterday',
    'Resetting demo account, please try again after a\nlong time of many minutes or contact customer service',
    `Resetting demo account, please try again after ${'9'.repeat(300)} minutes or contact customer service`,
    '__proto__',
  ])('nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('other tables', () => {
  const table = createTable([
    entry('X1', 'Symbol (%s) at %s, %s'),
    entry('X2', 'Unknown symbol %s'),
    entry('X3', '%s is not tradable'),
    entry('X4', 'OK'),
    entry('X5', '%s'),
    entry('X6', ''),
    entry('X7', '错误：余额不足'),
  ]);

  test.each([
    ['Symbol (EURUSD) at 1.1, 2', [['X1', ['EURUSD', '1.1', '2']]]],
    ['{"msg":"Unknown symbol EUR/USD", "x": 1}', [['X2', ['EUR/USD']]]],
    ['ERROR: EUR/USD is not tradable now', [['X3', ['EUR/USD']]]],
    ['ok', [['X4', []]]],
    ['that is ok with me', []],
    ['msg=错误：余额不足', [['X7', []]]],
  ])('%j', (text, expected) => {
    expect(found(text, table)).toEqual(expected);
  });
});

test('any text at all is answered, and what is found stands in it', () => {
  const words = fc.constantFrom(
    ...new Set(builtinTable.entries.flatMap(({ message }) => message.split(' '))),
  );
  const text = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 5 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const whole = parts.join(' ');
      for (const { start, end, entry, params } of findSentence(builtinTable, whole)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(whole.length);
        expect(params).toHaveLength(entry.placeholders);
      }
    }),
  );
});

test('text made to be slow is answered all the same', () => {
  const opening = 'The fund password is incorrect. If you enter the wrong password ';
  const text = `${opening.repeat(1500)} times in a row, you cannot withdraw cash within hours`;
  expect(text.length).toBeGreaterThan(90_000);
  expect(found(text).map(([code]) => code)).not.toContain('GGATEWAY_CODE_005');
  expect(found('a '.repeat(50_000))).toEqual([]);
});
