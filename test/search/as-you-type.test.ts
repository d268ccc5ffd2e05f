import { describe, expect, test } from 'vitest';
import { searchAsYouType } from '../../src/search/as-you-type.js';
import { builtinTable } from '../../src/table/builtin.js';

const found = (text: string, limit = 20) =>
  searchAsYouType(builtinTable, text, limit).map(({ code }) => code);

describe('what is found while somebody types', () => {
  test.each([
    ['GGATEWAY_CODE_01', /^GGATEWAY_CODE_001$/],
    ['ggateway_code_014', /^GGATEWAY_CODE_014$/],
    ['gateway code 14', /^GGATEWAY_CODE_014$/],
    ['us500', /^US500$/],
    ['CFDWBWE', /^CFDWBWE/],
    ['debts', /^USCUSTOMER_API_0000127$/],
    ['余额', /^CFDE000031$/],
    ['Resetting demo account, please try again after 15 minutes', /^USCUSTOMER_API_0000009$/],
  ])('%s: the best first', (text, best) => {
    expect(found(text)[0]).toMatch(best);
  });

  test('nothing for nothing, no code twice, at most as many as wanted', () => {
    expect(found('')).toEqual([]);
    expect(found('  ')).toEqual([]);
    expect(found('xqzvkw')).toEqual([]);
    for (const text of ['G', 'us', 'password', '5', 'GGATEWAY_CODE_005']) {
      const codes = found(text, 7);
      expect(codes.length).toBeLessThanOrEqual(7);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  test('every beginning of a code finds that code', () => {
    for (const { code } of builtinTable.entries.filter((_, index) => index % 40 === 0)) {
      expect(found(code)[0]).toBe(code);
      expect(found(code.slice(0, -1), 1000)).toContain(code);
    }
  });
});
