import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLongCodes } from '../../src/codes/quoted.js';
import { builtinTable } from '../../src/table/builtin.js';

const API = 'USCUSTOMER_API_';

/** What was read, each with its codes. */
function read(text: string): string[][] {
  return findLongCodes(builtinTable, text).map(({ start, end, entries }) => [
    text.slice(start, end),
    ...entries.map(({ code }) => code),
  ]);
}

describe('a damaged code', () => {
  test.each([
    ['Error: USCUSTOMER_API_OOOO102 pls help', 'USCUSTOMER_API_OOOO102', `${API}0000102`],
    ['code: USCUSTOMER _ API _ 0000 102', 'USCUSTOMER _ API _ 0000 102', `${API}0000102`],
    ['customer gets 0000603', '0000603', `${API}0000603`],
    ['the app shows customer_api_OOO0603 now', 'customer_api_OOO0603', `${API}0000603`],
    ['USCUSTORNER_AP1_0000703', 'USCUSTORNER_AP1_0000703', `${API}0000703`],
    ['what is USCUST0MER-API-703?', 'USCUST0MER-API-703', `${API}0000703`],
    ['USСUSTOMER_АPI_0000102 (Cyrillic)', 'USСUSTOMER_АPI_0000102', `${API}0000102`],
    ['USCUSTOMER\u200b_API_\u00ad0000102', 'USCUSTOMER\u200b_API_\u00ad0000102', `${API}0000102`],
    ['USCUSTOMER.API.0000102', 'USCUSTOMER.API.0000102', `${API}0000102`],
    ['got GGATEWAY-CODE-O05 at login', 'GGATEWAY-CODE-O05', 'GGATEWAY_CODE_005'],
    ['G GATEWAY_CODE _ 902', 'G GATEWAY_CODE _ 902', 'GGATEWAY_CODE_902'],
    ['gateway code 17 again', 'gateway code 17', 'GGATEWAY_CODE_017'],
    ['CFDWBW E000 O29 on order', 'CFDWBW E000 O29', 'CFDWBWE000029'],
    ['we saw FS 5l015 twice', 'FS 5l015', 'FS51015'],
    ['F S 5 1 0 1 5', 'F S 5 1 0 1 5', 'FS51015'],
    ['00012OO5 from the open API', '00012OO5', '00012005'],
  ])('%j', (text, words, code) => {
    expect(read(text)).toEqual([[words, code]]);
  });

  test('is read beside others', () => {
    expect(read('USCUSTOMER_API_OOOO102, then GATEWAY_CODE_0O5; 0000603')).toEqual([
      ['USCUSTOMER_API_OOOO102', `${API}0000102`],
      ['GATEWAY_CODE_0O5', 'GGATEWAY_CODE_005'],
      ['0000603', `${API}0000603`],
    ]);
  });

  test.each([
    '1.0.1',
    '10.0.0.1',
    'version 1.0001',
    'the price is 10,000',
    '12:00:01',
    '500',
    '12345',
    '10001 apples',
    'US500 fell',
    'US 500 index',
    'US 50 000 people',
    'C10000',
    'gateway code is down',
    'OOOOOO',
    'no code at all',
    '',
  ])('is none: %j', (text) => {
    expect(read(text)).toEqual([]);
  });
});

test('every code of a long family is read with letters for its digits and blanks inside', () => {
  const codes = builtinTable.entries
    .filter(({ family }) => family.replace(/[^A-Z]/g, '').length >= 4)
    .map(({ code }) => code)
    .filter((code) => /[2-9]/.test(code));
  expect(codes.length).toBeGreaterThan(150);
  for (const code of codes) {
    const damaged = code.replace(/0/g, 'O').replace(/_/g, ' _ ').replace(/1/g, 'l');
    expect(read(`see ${damaged}!`), damaged).toEqual([[damaged, code]]);
  }
});

test('what is read lies in the text, in order and apart', () => {
  const piece = fc.constantFrom('USCUSTOMER', '_', 'API', ' ', '0000', '102', 'O', '.', 'GATEWAY');
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))), (pieces) => {
      const text = pieces.join('');
      let before = 0;
      for (const { start, end, entries } of findLongCodes(builtinTable, text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(entries.length).toBeGreaterThan(0);
        before = end;
      }
    }),
  );
});
