import { describe, expect, test } from 'vitest';
import { lookup } from '../../src/lookup/lookup.js';
import { readResponse } from '../../src/lookup/read-response.js';
import { builtinTable } from '../../src/table/builtin.js';
import { cutEvery, findingsOf } from '../support/explain.js';

const found = (text: string) => {
  const codes = findingsOf(text).map(({ code }) => code);
  expect(findingsOf(cutEvery(Buffer.from(text), 1)).map(({ code }) => code)).toEqual(codes);
  return codes;
};

const answered = (text: string) =>
  lookup(builtinTable, text).flatMap(({ entries }) => entries.map(({ code }) => code));

describe('the code of market data is an instrument', () => {
  test.each([
    '{"ret":200,"code":"US500"}',
    '{"code":"US500","ret":0}',
    '{"ret":"200","code":"US500","msg":"ok"}',
    '{"code":"US500","tick_time":"1732529000","seq":"7","price":"5000.1"}',
    '{"cmd_id":22998,"data":{"code":"US500","seq":"7","tick_time":"1732529000"}}',
    '{"ret":200,"msg":"ok","data":{"kline_list":[],"code":"US500","kline_type":1}}',
    "{ ret: 200, code: 'US500' }",
    'ret=200 code=US500',
    '{"log":"{\\"ret\\":200,\\"code\\":\\"US500\\"}"}',
    '{\n  "ret": 200,\n  "code": "US500",\n  "x": 1\n}',
    '{\n  "code": "US500",\n  "tick_time": "1"\n}',
    'Array\n(\n    [code] => US500\n    [tick_time] => 1\n)\n',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
    expect(answered(text)).toEqual([]);
    if (!text.startsWith('{"')) return;
    if (!/data|log/.test(text)) {
      expect(() => readResponse(builtinTable, text)).toThrow(TypeError);
    }
  });

  test.each<[text: string, code: string]>([
    ['{"code":"US500"}', 'US500'],
    ['{"code":"US500","msg":"x","data":null}', 'US500'],
    // It did not succeed, or is another object's.
    ['{"ret":500,"code":"US500"}', 'US500'],
    ['{"ret":2001,"code":"US500"}', 'US500'],
    ['{"return":200,"code":"US500"}', 'US500'],
    ['{"code":"US500","data":{"ret":200}}', 'US500'],
    ['[{"code":"US500"},{"ret":200}]', 'US500'],
    ['{"code":"US500","msg":"no tick_time here"}', 'US500'],
    // With its module, or by its family, it is an error whatever stands beside it.
    ['{"ret":200,"code":"500","bizCode":"US"}', 'US500'],
    ['{"ret":200,"code":"US500","bizCode":"US"}', 'US500'],
    ['{"ret":200,"code":"GATEWAY_CODE_005"}', 'GGATEWAY_CODE_005'],
    ['{\n  "ret": 200,\n  "code": "500",\n  "bizCode": "US"\n}', 'US500'],
    ['{\n  "code": "US500",\n  "data": {\n    "ret": 200\n  }\n}', 'US500'],
  ])('but not that of %j', (text, code) => {
    expect(found(text)).toEqual([code]);
    expect(answered(text)).toEqual([code]);
    if (text.startsWith('{')) expect(readResponse(builtinTable, text)?.code).toBe(code);
  });

  test('a success is one whatever stands beside it', () => {
    expect(readResponse(builtinTable, { ret: 200, code: '0' })).toBeUndefined();
  });
});
