import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookup } from '../../src/lookup/lookup.js';
import { search } from '../../src/search/search.js';
import { builtinTable } from '../../src/table/builtin.js';
import { runs } from '../support/runs.js';

const API = 'USCUSTOMER_API_';

/** The codes that a text is answered with. */
const answered = (text: string) =>
  lookup(builtinTable, text).flatMap(({ entries }) => entries.map(({ code }) => code));

/** The codes that search is sure of. */
const sure = (text: string) =>
  search(builtinTable, text).flatMap(({ entry, score }) => (score === 1 ? [entry.code] : []));

describe('a code in a sentence, damaged or not', () => {
  test.each<[text: string, ...codes: string[]]>([
    ['Error: USCUSTOMER_API_OOOO102 pls help', `${API}0000102`],
    ['code: USCUSTOMER _ API _ 0000 102', `${API}0000102`],
    ['Error: USCUSTOMER_API_00001 02 pls', `${API}0000102`],
    ['user sees GATEWAY CODE O05', 'GGATEWAY_CODE_005'],
    ['we saw FS 51015 yesterday', 'FS51015'],
    ['CFDWBW-E-000011 in ticket 12', 'CFDWBWE000011'],
    // A padded number alone, where somebody is said to get it.
    ['customer gets 0000603', `${API}0000603`],
    ['0000603 pls', `${API}0000603`],
    ['(0000603)', `${API}0000603`],
    ['what is 0000603?', `${API}0000603`],
    ['what does 0000603 mean', `${API}0000603`],
    ['our customer has 0001050 since today', `${API}0001050`],
    ['I keep getting "0000603" on withdrawal', `${API}0000603`],
    ['login fails with 0000102', `${API}0000102`],
    ['err 0000703 wallet', `${API}0000703`],
    ['客户看到提示0000603', `${API}0000603`],
    ['报错 0000603 怎么办', `${API}0000603`],
    ['コード0000603です', `${API}0000603`],
    ['コードUSCUSTOMER_API_00006 03です', `${API}0000603`],
    ['错误USCUSTOMER_API_００００６０３', `${API}0000603`],
    ['00012OO5 from the open API', '00012005'],
    ['gets 0000603 and 0000102', `${API}0000603`, `${API}0000102`],
    // An exact code wins over looser readings beside it.
    [`${API}0000102 pls, and GATEWAY CODE O05`, `${API}0000102`],
    [`${API}0000102, customer gets 0000603`, `${API}0000102`],
  ])('%j', (text, ...codes) => {
    expect(answered(text)).toEqual(codes);
    expect(sure(text).slice(0, codes.length)).toEqual(codes);
  });

  test.each<[text: string, ...codes: string[]]>([
    ['error 102', 'GGATEWAY_CODE_102', `${API}0000102`],
    ['ERROR US 500', 'US500'],
    ['error US500 again', 'US500'],
    ['G500=System abnormality', 'G500'],
    ["error '102'", 'GGATEWAY_CODE_102', `${API}0000102`],
    ['code=-51015', 'FS51015'],
    [
      'error 3 times, error 102, then 0000603',
      'GGATEWAY_CODE_102',
      `${API}0000102`,
      `${API}0000603`,
    ],
  ])('that the word before announces: %j', (text, ...codes) => {
    expect(answered(text)).toEqual(codes);
  });

  test('a word that is one by itself is not taken for a piece of a longer one', () => {
    expect(answered('GGATEWAY_CODE_010 2 times')).toEqual(['GGATEWAY_CODE_010']);
    expect(lookup(builtinTable, `see ${API}9999999 5 times`)).toMatchObject([
      { code: `${API}9999999`, entries: [] },
    ]);
  });

  test('every code of a long family, in every sentence', () => {
    const codes = builtinTable.entries.filter(
      ({ family }) => family.replace(/[^A-Z]/g, '').length >= 4,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.constantFrom('Error: * pls help', 'customer gets * today', '为什么 *？', '*', 'a (*).'),
        fc.constantFrom(
          (code: string) => code,
          (code: string) => code.toLowerCase(),
          (code: string) => code.replace(/_/g, ' _ '),
          (code: string) => code.replace(/_/g, '-'),
          (code: string) => code.replace(/0/g, 'O'),
          (code: string) => code.replace(/(\d\d)$/, ' $1'),
        ),
        ({ code }, sentence, damage) => {
          // Without any digit left it is a word.
          fc.pre(/[2-9]/.test(code) || damage(code).includes('0'));
          const words = damage(code);
          // An exact code wins.
          fc.pre(words === code || builtinTable.get(words.split(' ')[0] as string) === undefined);
          expect(answered(sentence.replace('*', words))).toEqual([code]);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe('an ordinary sentence is answered with no code', () => {
  const sentences = [
    'transfer 0000603 dollars',
    'customer gets 0000603 dollars',
    'she has 0000603 shares',
    'paid 00012005 yen',
    'order 0000603 was rejected',
    'order no. 0000603',
    'order number: 0000603',
    'my order number is 0000603',
    '0000603 is my order number',
    'invoice INV-0000603',
    'ticket #0000603',
    'phone 0000603',
    'id=0000603',
    'account 0000603 has no money',
    'verification code 0000603',
    'zip code 00102',
    '2026-0000603',
    '0x0000603',
    '订单0000603',
    '订单号 0000603',
    '1.0.1',
    '10.0.0.1',
    'code 1.0.1',
    'v1.0.102 is out',
    '192.168.0.102 returned error 1.0.1',
    'error 1.102 happened',
    'price 10,000.102',
    '1,000,102',
    '01-02',
    '10:01:02',
    'call me at 000-0102-555',
    '+49 170 0000603',
    'I got error 3 times',
    'gateway code 3 times',
    'please pass to credit 1002 dollars',
    'transfer 500 to account 102',
    'the gateway. Code 17 is mine',
    'room 102 please',
    'US500 fell 3 points',
    'order on US500 rejected',
  ];
  test.each(sentences)('%j', (text) => {
    expect(answered(text)).toEqual([]);
    expect(sure(text)).toEqual([]);
  });

  const digits = (least: number, most: number) =>
    fc
      .array(fc.constantFrom(...'0001234567895'), { minLength: least, maxLength: most })
      .map((all) => all.join(''));
  const dotted = fc
    .array(digits(1, 5), { minLength: 2, maxLength: 5 })
    .map((parts) => parts.join('.'));
  const dated = fc
    .tuple(fc.constantFrom('-', '/', ':'), fc.array(digits(2, 4), { minLength: 3, maxLength: 3 }))
    .map(([sign, parts]) => parts.join(sign));
  const padded = fc.constantFrom(
    ...builtinTable.entries.flatMap(({ code }) => /0{3}\d{3,}$/.exec(code)?.[0] ?? []),
  );

  test('with versions, addresses, dates, times and phone numbers', () => {
    fc.assert(
      fc.property(
        fc.oneof(dotted, dated),
        fc.constantFrom('*', 'version *', 'error * happened', 'it failed at *', 'gets * now'),
        (number, sentence) => {
          const text = sentence.replace('*', number);
          expect(answered(text), text).toEqual([]);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('with the number of a code as the number of something else', () => {
    fc.assert(
      fc.property(
        padded,
        fc.constantFrom(
          'order * was rejected',
          'our invoice *',
          'account * is blocked',
          'ref: *',
          'transfer * USDT',
          'pay * dollars now',
          'sold * shares',
          'a-*',
          '#*, please',
          'parcel *',
          'tel. *',
          'PO-* is late',
        ),
        (number, sentence) => {
          const text = `the ${sentence.replace('*', number)}`;
          expect(answered(text), text).toEqual([]);
          expect(sure(text), text).toEqual([]);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
