import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lookup } from '../../src/lookup/lookup.js';
import { readResponse } from '../../src/lookup/read-response.js';
import { statedSeconds } from '../../src/lookup/stated-time.js';
import { builtinTable } from '../../src/table/builtin.js';
import { explainText, findingsOf } from '../support/explain.js';

interface Recorded {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly module: string;
  readonly documented: string;
}

const recorded = JSON.parse(
  readFileSync(new URL('../response/recorded-answers.json', import.meta.url), 'utf8'),
) as Recorded[];

const read = (body: unknown) => readResponse(builtinTable, body);

describe('recorded responses', () => {
  test.each(recorded)('$module + $code is $documented', ({ answer, module, documented }) => {
    const known = builtinTable.get(documented) !== undefined;
    for (const body of [answer, JSON.stringify(answer)]) {
      expect(read(body)).toMatchObject({ code: documented, failed: true });
      expect(read(body)?.entry?.code).toBe(known ? documented : undefined);
    }
    const line = JSON.stringify(answer);
    for (const text of [line, JSON.stringify(answer, null, 2), JSON.stringify({ log: line })]) {
      const found = findingsOf(text).map((one) => [one.code, one.known]);
      expect(found, text).toEqual(module === '' ? [] : [[documented, known]]);
      expect(lookup(builtinTable, text).flatMap(({ entries }) => entries)).toMatchObject(
        known ? [{ code: documented }] : [],
      );
    }
    if (module === '') expect(explainText(line)).toBe(line);
  });
});

describe('what a response says', () => {
  test('a success is no error, whatever the module', () => {
    for (const body of [{ code: '0' }, { code: 0, bizCode: 'US' }, '{"code":"0","data":1}']) {
      expect(read(body)).toBeUndefined();
    }
  });

  test('only `0` is a success', () => {
    expect(read({ code: '00' })).toEqual({ code: '00', message: '', params: [], failed: true });
    expect(read({ code: '200', msg: 'OK' })).toMatchObject({ code: '200', failed: true });
  });

  test('module and code are read together, never a code by its number', () => {
    expect(read({ code: 603 })).toEqual({ code: '603', message: '', params: [], failed: true });
    expect(read({ code: 603, bizCode: 'US' })?.code).toBe('US603');
    expect(read({ code: '500', bizCode: 'US' })?.entry?.code).toBe('US500');
    expect(read({ code: 'US500, G500' })).not.toHaveProperty('retry');
    expect(read({ code: 'CUSTOMER_API_0000102', bizCode: 'TA' })).toMatchObject({
      code: 'TACUSTOMER_API_0000102',
      failed: true,
    });
    expect(read({ code: 'GATEWAY_CODE_005' })?.entry?.code).toBe('GGATEWAY_CODE_005');
    expect(read({ code: 'USCUSTOMER_API_0000102', bizCode: 'US' })?.entry?.code).toBe(
      'USCUSTOMER_API_0000102',
    );
  });

  test('the message is filled; an undocumented one is the response’s own', () => {
    expect(read({ code: 'GATEWAY_CODE_103', bizCode: 'G', msgParams: 'jpg' })?.message).toContain(
      'jpg',
    );
    expect(read({ code: 'E1', bizCode: 'US', msg: '系统异常' })).toMatchObject({
      code: 'USE1',
      message: '系统异常',
    });
  });

  test('a notice has not failed', () => {
    const notice = builtinTable.entries.find(({ status }) => status === 'OK');
    const own = notice?.code.slice(notice.module.length);
    expect(read({ code: own, bizCode: notice?.module })).toMatchObject({
      failed: false,
      status: 'OK',
      action: 'none',
    });
  });

  test('a retry is told only where the same request may be sent again, with the time stated', () => {
    expect(read({ code: '500', bizCode: 'US' })?.retry).toEqual({});
    expect(read({ code: 'CUSTOMER_API_0000009', bizCode: 'US', msgParams: '15' })?.retry).toEqual({
      afterSeconds: 900,
    });
    expect(
      read({ code: 'CUSTOMER_API_0000134', bizCode: 'US', msgParams: ['5', '24'] })?.retry,
    ).toEqual({ afterSeconds: 86_400 });
    expect(read({ code: '51026', bizCode: 'FS', msgParams: '24 hours' })?.retry).toEqual({
      afterSeconds: 86_400,
    });
    expect(read({ code: 'CUSTOMER_API_0000009', bizCode: 'US' })?.retry).toEqual({});
    for (const body of [
      { code: 'CUSTOMER_API_0000132', bizCode: 'US', msgParams: '5,24' },
      { code: 'GATEWAY_CODE_902', bizCode: 'G' },
      { code: 'E9', bizCode: 'US' },
    ]) {
      expect(read(body)).not.toHaveProperty('retry');
    }
  });

  test('params as the platform and clients write them', () => {
    for (const msgParams of [
      '5,24',
      ['5', '24'],
      '[5, 24]',
      '["5","24"]',
      '5%2C24',
      '5，24',
      [5, 24],
    ]) {
      expect(read({ code: 'CUSTOMER_API_0000132', bizCode: 'US', msgParams })?.params).toEqual([
        '5',
        '24',
      ]);
    }
  });
});

describe('what is no response', () => {
  test.each([
    undefined,
    null,
    7,
    true,
    [],
    {},
    { data: { code: '500' } },
    { code: null },
    { code: '' },
    { code: {} },
    new Uint8Array(3),
    Promise.resolve({ code: '0' }),
    new Response('{"code":"0"}'),
    Object.assign(new Error('x'), { code: 'ECONNRESET' }),
    '7',
    'null',
    '[]',
  ])('%o throws a TypeError', (body) => {
    expect(() => read(body)).toThrow(TypeError);
  });

  test('a text that is not JSON throws a SyntaxError', () => {
    expect(() => read('<html>')).toThrow(SyntaxError);
    expect(() => read('')).toThrow(SyntaxError);
  });
});

test('the time that a message states', () => {
  expect(statedSeconds('again after %s minutes', ['2'])).toBe(120);
  expect(statedSeconds('%s times, then %s hours', ['5', '1.5'])).toBe(5400);
  expect(statedSeconds('for %s', ['30 seconds'])).toBe(30);
  expect(statedSeconds('for %s', ['long'])).toBeUndefined();
  expect(statedSeconds('for %s hours', [])).toBeUndefined();
  expect(statedSeconds('the maximum in 24 hours', [])).toBeUndefined();
});
