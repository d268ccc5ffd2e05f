import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchFragment } from '../../src/message/fragment.js';
import { render } from '../../src/message/template.js';
import { search } from '../../src/search/search.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';

const RESET = builtinTable.get('USCUSTOMER_API_0000009') as Entry;
const FUND = builtinTable.get('USCUSTOMER_API_0000132') as Entry;

describe('a piece of a sentence', () => {
  test.each([
    [RESET, 'try again after 30 minutes', ['30']],
    [RESET, '…Please try AGAIN after 30 minutes…', ['30']],
    [
      RESET,
      'Resetting demo account, please try again after about 2 hours, 30 minutes or',
      ['about 2 hours, 30'],
    ],
    [
      FUND,
      'wrong password 3 times in a row, you cannot withdraw cash within 24 hours',
      ['3', '24'],
    ],
  ])('gives its values: %#', (entry, text, params) => {
    expect(matchFragment(entry, text)).toEqual(params);
  });

  test.each([
    [RESET, 'try again after'],
    [RESET, 'try again after 30'],
    [RESET, '30 minutes'],
    [RESET, 'after 30 minutes'],
    [RESET, 'please try again later after 30 minutes'],
    [FUND, 'If you enter the wrong password 3 times in a row'],
    [builtinTable.get('GGATEWAY_CODE_014') as Entry, 'Request expired'],
    [RESET, ''],
  ])('that lacks a value or says something else gives none: %#', (entry, text) => {
    expect(matchFragment(entry, text)).toBeUndefined();
  });

  test('of any rendered sentence is recognised, cut at any words outside the values', () => {
    const value = fc.stringMatching(/^[a-z0-9]{1,8}$/).map((text) => `v${text}`);
    fc.assert(
      fc.property(value, value, fc.nat(10), (first, second, skip) => {
        const sentence = render(FUND.message, [first, second]) as string;
        const words = sentence.split(' ');
        const piece = words.slice(skip).join(' ');
        expect(matchFragment(FUND, piece)).toEqual([first, second]);
      }),
    );
  });

  test('shows its values in a search', () => {
    const [hit] = search(builtinTable, 'try again after 30 minutes');
    expect(hit?.entry.code).toBe(RESET.code);
    expect(hit?.params).toEqual(['30']);
  });
});
