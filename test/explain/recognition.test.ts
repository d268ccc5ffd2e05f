import { describe, expect, test } from 'vitest';
import { createScanner } from '../../src/codes/scan.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { createTable, type Table } from '../../src/table/table.js';
import { cutEvery, explainText, findingsOf } from '../support/explain.js';

/** The codes found in a text, an undocumented one with a question mark. */
function found(text: string, table: Table = builtinTable): string[] {
  return findingsOf(text, table).map(({ code, known }) => (known ? code : `${code}?`));
}

/** An entry with nothing but what a finder looks at. */
function entry(code: string, message: string, module = ''): Entry {
  return {
    code,
    message,
    placeholders: message.split('%s').length - 1,
    family: /^(.*?)\d+$/.exec(code)?.[1] ?? '',
    module,
    source: { page: 'own.json', lines: [], wording: 'verbatim' },
  };
}

const C102 = 'USCUSTOMER_API_0000102';
const G005 = 'GGATEWAY_CODE_005';

/** As JSON inside a JSON string, so many times over. */
function nested(json: string, depth: number): string {
  return depth === 0 ? json : nested(JSON.stringify(json), depth - 1);
}

describe('codes with a long family', () => {
  test('every one of the table, wherever it stands', () => {
    const long = builtinTable.entries.filter(({ family }) => family.length > 3);
    expect(long.length).toBeGreaterThanOrEqual(150);
    const families = new Set(long.map(({ family }) => family));
    expect([...families].sort()).toEqual([
      'CATS_ROBOTE',
      'CFDE',
      'CFDWBW',
      'CFDWBWE',
      'GGATEWAY_CODE_',
      'PASS_TO_CREDIT',
      'USCUSTOMER_API_',
    ]);
    for (const { code, message } of long) {
      expect(explainText(`a ${code}, b`)).toBe(`a ${code} [${message}], b`);
      expect(explainText(code)).toBe(`${code} [${message}]`);
    }
  });

  const cases: readonly [text: string, ...codes: string[]][] = [
    [`${C102}`, C102],
    [`${C102}${C102}`],
    [`${C102} ${C102}`, C102, C102],
    [`${C102},${G005}`, C102, G005],
    [`(${C102})`, C102],
    [`"${C102}"`, C102],
    [`${C102}.`, C102],
    [`${C102}:`, C102],
    [`${C102}-1`, C102],
    [`-${C102}`, C102],
    [`/${C102}/`, C102],
    [`é${C102}é`, C102],
    [`错误${C102}错误`, C102],
    [`\0${C102}\0`, C102],
    [`=${C102}\r\n`, C102],
    // A letter, a digit or _ on either side.
    [`X${C102}`],
    [`x${C102}`],
    [`7${C102}`],
    [`_${C102}`],
    [`${C102}X`],
    [`${C102}x`],
    [`${C102}_`],
    [`X${G005}`],
    [`G${G005}`],
    // Digits of any length; those that the table lacks are told.
    ['USCUSTOMER_API_9999999', 'USCUSTOMER_API_9999999?'],
    ['USCUSTOMER_API_1', 'USCUSTOMER_API_1?'],
    [`USCUSTOMER_API_${'1'.repeat(40)}`, `USCUSTOMER_API_${'1'.repeat(40)}?`],
    ['GGATEWAY_CODE_5', 'GGATEWAY_CODE_5?'],
    ['CFDWBW999 CFDWBWE999999', 'CFDWBW999?', 'CFDWBWE999999?'],
    ['USCUSTOMER_API_', ...[]],
    ['USCUSTOMER_API_x1'],
    // The whole code is exact in its case.
    [C102.toLowerCase()],
    ['uscustomer_api_0000102 ggateway_code_005'],
    ['UsCustomer_Api_0000102'],
    // Without the module.
    ['GATEWAY_CODE_005', G005],
    ['CUSTOMER_API_0000102', C102],
    ['GATEWAY_CODE_999', 'GATEWAY_CODE_999?'],
    ['XGATEWAY_CODE_005'],
    ['SCUSTOMER_API_0000102'],
    ['_CUSTOMER_API_0000102'],
    ['_CODE_005 API_0000102 R_API_0000102'],
  ];
  for (const [text, ...codes] of cases) {
    test(JSON.stringify(text), () => {
      expect(found(text)).toEqual(codes);
    });
  }

  test('undocumented ones are said to be so', () => {
    expect(explainText('USCUSTOMER_API_9999999 CUSTOMER_API_9999999')).toBe(
      'USCUSTOMER_API_9999999 [undocumented code] CUSTOMER_API_9999999 [undocumented code]',
    );
  });
});

describe('control sequences are boundaries', () => {
  const before = [
    '\x1b[31m',
    '\x1b[0m',
    '\x1b[m',
    '\x1b[1;38;5;9m',
    '\x1b[38;2;255;100;0m',
    '\x1b[4:3m',
    '\x1b[K',
    '\x1b[2K',
    '\x1b[1G',
    '\x1b[?25h',
    'x\x1b[31m',
    '_\x1b[1m\x1b[31m',
    '\\u001b[31m',
    '\\u001B[1;31m',
    '\\\\u001b[31m',
    '\\x1b[31m',
    '\\033[31m',
    '\\e[31m',
  ];
  const after = ['\x1b[0m', '\x1b[K', '\x1b[0mX', '\\u001b[0mX', '\x1b[m_'];
  for (const open of before) {
    test(JSON.stringify(open), () => {
      for (const close of after) {
        const text = `${open}${C102}${close}`;
        const message = builtinTable.get(C102)?.message;
        expect(explainText(text)).toBe(`${open}${C102} [${message}]${close}`);
        expect(explainText(cutEvery(Buffer.from(text), 1))).toBe(explainText(text));
      }
      expect(found(`${open}CUSTOMER_API_0000102`)).toEqual([C102]);
    });
  }

  for (const near of [
    '[31x',
    '31m',
    '\x1b31m',
    '\x1b[31mm',
    '\x1b[31mX',
    '\x1b[31',
    '\x1b[3 1m7',
  ]) {
    test(`but not ${JSON.stringify(near)}`, () => {
      expect(found(`${near}${C102}`)).toEqual([]);
    });
  }

  for (const [text, code] of [
    ['\x1b[36mcode\x1b[0m=\x1b[31mUS500\x1b[0m', 'US500'],
    ['\x1b[34;1m"code"\x1b[0m\x1b[1;39m:\x1b[0m\x1b[0;32m"US500"\x1b[0m', 'US500'],
    ['"\x1b[34mcode\x1b[0m": "\x1b[32mG500\x1b[0m"', 'G500'],
    ['code=\x1b[31mUS500\x1b[0m0', 'US500'],
  ] as const) {
    test(`around a field's key and value: ${JSON.stringify(text)}`, () => {
      expect(found(text)).toEqual([code]);
    });
  }
  test('the letter that ends a sequence is no part of a key, other letters are', () => {
    expect(found('zip\x1b[1mcode=US500')).toEqual(['US500']);
    // The ESC of a sequence may have been lost on the way.
    expect(found('zip[1mcode=US500')).toEqual(['US500']);
    expect(found('zip[1xcode=US500')).toEqual([]);
  });
});

describe('short and numeric codes as the value of a code field', () => {
  const KNOWN = ['G500', 'US500', '00012005'];
  const fields: readonly ((code: string) => string)[] = [
    (code) => `code=${code}`,
    (code) => `code = ${code}`,
    (code) => `code: ${code}`,
    (code) => `code:${code}`,
    (code) => `Code: ${code}`,
    (code) => `CODE=${code}`,
    (code) => `code=>${code}`,
    (code) => `code='${code}'`,
    (code) => `code="${code}"`,
    (code) => `code==${code}`,
    (code) => `{'code': '${code}'}`,
    (code) => `{ code: '${code}' }`,
    (code) => `"code":"${code}"`,
    (code) => `"code" : "${code}"`,
    (code) => `"code":\t"${code}"`,
    (code) => `"errorCode":"${code}"`,
    (code) => `errorCode: ${code}`,
    (code) => `error_code=${code}`,
    (code) => `ERROR_CODE=${code}`,
    (code) => `errCode=${code}`,
    (code) => `err_code=${code}`,
    (code) => `ErrorCode=${code}`,
    (code) => `x-error-code: ${code}`,
    (code) => `X-Error-Code: ${code}`,
    (code) => `error-code: ${code}`,
    (code) => `error.code=${code}`,
    (code) => `error.code: ${code}`,
    (code) => `response.data.code=${code}`,
    (code) => `apiResponse.code=${code}`,
    (code) => `error_response.code: ${code}`,
    (code) => `failed to decode: code=${code}`,
    (code) => `zipcode="code":"${code}"`,
    (code) => `bizCode= code=${code}`,
    (code) => `{BizCode: Code:${code}}`,
    (code) => `statusCode=${code}`,
    (code) => `bizCode=${code}`,
    (code) => `resCode=${code}`,
    (code) => `retCode=${code}`,
    (code) => `api_error_code=${code}`,
    (code) => `?code=${code}&x=1`,
    (code) => `error code: ${code}`,
    (code) => `<code>${code}</code>`,
    (code) => `<errorCode>${code}</errorCode>`,
    (code) => `错误code=${code}，`,
    ...[1, 2, 3].map((depth) => (code: string) => nested(`{"code":"${code}","a":1}`, depth)),
    ...[1, 2, 3].map((depth) => (code: string) => nested(`{"error_code" : "${code}"}`, depth)),
  ];
  for (const field of fields) {
    test(field('US500'), () => {
      for (const code of KNOWN) {
        expect(found(field(code)), code).toEqual([code]);
        expect(found(`12 ${field(code)}\n`), code).toEqual([code]);
      }
      // Of a short family only its module tells that a code is meant.
      expect(found(field('G501'))).toEqual([]);
      expect(found(field('00012999'))).toEqual([]);
    });
  }

  const others = [
    'US500',
    'US500 rose',
    'G500 and 00012005',
    'symbol=US500',
    '"symbol":"US500"',
    '{"code":"0","symbol":"US500"}',
    'zipcode=US500',
    'zipCode=US500',
    'zip_code=00012005',
    'zip-code: 00012005',
    'barcode: 00012005',
    'barCode=00012005',
    '"barcode":"00012005"',
    'postcode=00012005',
    'countryCode=US500',
    '"countryCode":"US500"',
    'country_code=US500',
    'encode(US500)',
    'encode=US500',
    'decode: US500',
    'unicode=G500',
    'mode=G500',
    'node: US500',
    'currencyCode=US500',
    'symbolCode=US500',
    'product.code=US500',
    'C:\\NerrorCode=US500',
    'code US500',
    'code, US500',
    'code;US500',
    'code\nUS500',
    'code=\nUS500',
    'code=XUS500',
    'code=US500X',
    'code=US500_',
    'code=us500',
    'code=g500',
    'code=US',
    'codes=US500',
    'code2=US500',
    '{"code":"0"}',
    '{"code":0}',
    'code=200',
    'code=0001200',
    'code=000120055',
    'code=12345678',
    'code=X00012005',
    '"code":{"US500":1}',
  ];
  for (const text of others) {
    test(`not in ${JSON.stringify(text)}`, () => {
      expect(found(text)).toEqual([]);
      expect(explainText(text)).toBe(text);
    });
  }

  test('a field beside others', () => {
    expect(found('zipcode=US500 code=US500 symbol=US500')).toEqual(['US500']);
    expect(findingsOf('symbol=US500 code=US500')[0]?.offset).toBe('symbol=US500 code='.length);
    expect(found('code=code=US500')).toEqual(['US500']);
    expect(found('code=barcode=US500')).toEqual([]);
    expect(found('{"code":"US500","codes":["US500"],"inner":{"code":"G500"}}')).toEqual([
      'US500',
      'G500',
    ]);
  });

  test('no key takes longer than its length to judge', () => {
    // Refused in time linear in its length, or this test does not end.
    for (const part of ['ex', 'e', 'x', 'err', 'error_', 'errorexception', 'api.', 'resresp']) {
      expect(found(`${part.repeat(400)}qcode=US500`)).toEqual([]);
      expect(found(`q${part.repeat(400 / part.length / 8)}code=US500`)).toEqual([]);
      expect(found(`q${part.repeat(28)}code=US500`)).toEqual([]);
    }
    expect(found('exCode=US500')).toEqual(['US500']);
  });
});

describe("a table of one's own", () => {
  const own = createTable([
    entry('ORDSVCE000001', 'order refused', 'ORDSVC'),
    entry('ORD.X-7', 'dotted', 'ORD'),
    entry('AB1', 'short', 'AB'),
    entry('PAY_API_1', 'pay %s', 'PAY'),
    entry('PAY_API_X_2', 'longer family', 'PAY'),
    entry('XPAY_CODE_9', 'with a module', 'X'),
    entry('123456', 'numeric', ''),
  ]);

  const cases: readonly [text: string, ...codes: string[]][] = [
    ['ORDSVCE000001', 'ORDSVCE000001'],
    ['(ORDSVCE000002)', 'ORDSVCE000002?'],
    ['XORDSVCE000001'],
    ['E000001'],
    ['a ORD.X-7.', 'ORD.X-7'],
    ['ORDAX-7'],
    ['AB1', ...[]],
    ['code=AB1', 'AB1'],
    ['PAY_API_1 PAY_API_X_2 PAY_API_X_3', 'PAY_API_1', 'PAY_API_X_2', 'PAY_API_X_3?'],
    ['PAY_CODE_9', 'XPAY_CODE_9'],
    ['code=123456 123456', '123456'],
    // Another number of so many digits is no code: nothing tells it from any number.
    ['code=654321'],
    [C102],
  ];
  for (const [text, ...codes] of cases) {
    test(JSON.stringify(text), () => {
      expect(found(text, own)).toEqual(codes);
    });
  }

  test('a word that is refused may hold another one', () => {
    const table = createTable([entry('A.ORDER-1', 'a', 'A'), entry('ORDER-1', 'b', 'ORDER')]);
    expect(found('xA.ORDER-1', table)).toEqual(['ORDER-1']);
  });

  test('laid over the built-in one', () => {
    const both = createTable(builtinTable.entries, own.entries);
    expect(found(`ORDSVCE000001 ${C102} code=US500`, both)).toEqual([
      'ORDSVCE000001',
      C102,
      'US500',
    ]);
  });

  test('an empty one finds nothing and changes nothing', () => {
    const empty = createTable([]);
    expect(empty.families).toEqual([]);
    expect(createScanner(empty).next(`${C102} code=US500`, 0)).toBeUndefined();
    expect(explainText(`${C102}\r\n`, {}, empty)).toBe(`${C102}\r\n`);
  });

  test('messages with any characters are written as UTF-8, control characters shown', () => {
    const table = createTable([entry('PAY_API_1', 'é中😀 \x1b[31m\n', 'PAY')]);
    expect(explainText('é PAY_API_1 中', {}, table)).toBe('é PAY_API_1 [é中😀 \\x1b[31m\\n] 中');
  });
});

test('a code that the text names without its module is told by its whole name, its place as it is', () => {
  expect(findingsOf('x GATEWAY_CODE_005\n')).toMatchObject([
    { code: G005, line: 1, column: 3, offset: 2, known: true },
  ]);
});
