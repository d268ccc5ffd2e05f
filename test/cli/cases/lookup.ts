import { type Case, code, FUND, FUND_5_24, LOGIN, RESPONSE } from './case.js';

export const LOOKUP_CASES: readonly Case[] = [
  ...(
    [
      ['exact', 'USCUSTOMER_API_0000102'],
      ['any case', 'uscustomer_api_0000102'],
      ['quotes and punctuation around it', '"USCUSTOMER_API_0000102",'],
      ['brackets around it', '[USCUSTOMER_API_0000102]'],
      ['a blank inside', 'USCUS TOMER_API_0000102'],
      ['a blank in the number', 'USCUSTOMER_API_00001 02'],
      ['dashes for underscores', 'USCUSTOMER-API-0000102'],
      ['blanks for underscores', 'uscustomer api 0000102'],
      ['typographic dashes', 'USCUSTOMER–API–0000102'],
      ['full-width letters', 'ＵＳＣＵＳＴＯＭＥＲ＿ＡＰＩ＿００００１０２'],
      ['an invisible character inside', 'USCUSTOMER_\u200bAPI_0000102'],
      ['without the module', 'CUSTOMER_API_0000102'],
      ['without the zeros', 'USCUSTOMER_API_102'],
      ['with too few zeros', 'USCUSTOMER_API_00102'],
      ['without module and zeros, in small letters', 'customer-api-102'],
      ['a row of the page', 'USCUSTOMER_API_0000102=Account or password is incorrect'],
      ['inside other words', 'ERROR USCUSTOMER_API_0000102 while logging in'],
      ['as a field', 'code=USCUSTOMER_API_0000102'],
      ['as a response', '{"code":"USCUSTOMER_API_0000102","msg":"","msgParams":null}'],
      ['letters for digits', 'USCUSTOMER_API_OOOO1O2'],
    ] as const
  ).map(
    ([name, query]): Case => ({
      name: `lookup: ${name}`,
      args: ['lookup', '--json', query],
      code: 0,
      json: [{ query, entries: [{ code: 'USCUSTOMER_API_0000102', message: LOGIN }] }],
      stderr: '',
    }),
  ),
  {
    name: 'lookup: a person is told everything, and whose reading status and action are',
    args: ['lookup', 'USCUSTOMER_API_0000102'],
    code: 0,
    stdout:
      /^USCUSTOMER_API_0000102 {2}Account or password is incorrect\n\n {2}status +UNAUTHENTICATED \(HTTP 401\)\n {2}action +ask-user: .*\n {2}section +account: .*\n {2}source +client-api\/access\/error-code, line 195\n\n {2}\(.*not the vendor’s\)\n$/,
    stderr: '',
  },
  {
    name: 'lookup: the number alone finds every code with it',
    args: ['lookup', '--json', '102'],
    code: 0,
    json: [{ query: '102', entries: code('GGATEWAY_CODE_102', 'USCUSTOMER_API_0000102') }],
  },
  {
    name: 'lookup: an exact code wins over its number',
    args: ['lookup', '--json', '00012005'],
    code: 0,
    json: [{ query: '00012005', entries: code('00012005') }],
  },
  {
    name: 'lookup: a short code',
    args: ['lookup', '--json', 'us500'],
    code: 0,
    json: [{ query: 'us500', entries: code('US500') }],
  },
  {
    name: 'lookup: several codes, in order',
    args: ['lookup', '--json', 'G500', 'GGATEWAY_CODE_902'],
    code: 0,
    json: [
      { query: 'G500', entries: code('G500') },
      { query: 'GGATEWAY_CODE_902', entries: code('GGATEWAY_CODE_902') },
    ],
  },
  {
    name: 'lookup: a code typed with blanks and without quotes',
    args: ['lookup', '--json', 'GGATEWAY', 'CODE', '005'],
    code: 0,
    json: [{ query: 'GGATEWAY CODE 005', entries: code('GGATEWAY_CODE_005') }],
  },
  {
    name: 'lookup: several codes in one text',
    args: ['lookup', '--json', 'GGATEWAY_CODE_005, then GGATEWAY_CODE_006'],
    code: 0,
    json: [
      { query: 'GGATEWAY_CODE_005', entries: code('GGATEWAY_CODE_005') },
      { query: 'GGATEWAY_CODE_006', entries: code('GGATEWAY_CODE_006') },
    ],
  },
  {
    name: 'lookup: nothing but codes, short ones too',
    args: ['lookup', '--json', 'GGATEWAY_CODE_005, us500 GGATEWAY_CODE_005'],
    code: 0,
    json: [
      { query: 'GGATEWAY_CODE_005', entries: code('GGATEWAY_CODE_005') },
      { query: 'us500', entries: code('US500') },
    ],
  },
  {
    name: 'lookup: a short code among words is one of them, and that is said',
    args: ['lookup', 'bought US500 today'],
    code: 1,
    stdout: '',
    stderr: "mmerr: 'bought US500 today': not found; if the code is meant: mmerr lookup US500\n",
  },
  {
    name: 'lookup: a response with a number for a code, without its module, is no code for sure',
    args: ['lookup', '--json', '{"code":500,"msg":"…"}'],
    code: 1,
    json: [{ entries: [], suggestions: ['CFDWBW500', 'FS500', 'G500'] }],
  },
  {
    name: 'lookup: in a response a code counts only as written; others are suggested',
    args: ['lookup', '--json', '{"code":"customer-api-132","msgParams":"5,24"}'],
    code: 1,
    json: [{ entries: [], suggestions: ['USCUSTOMER_API_0000132'] }],
  },
  {
    name: 'lookup: params of a response that do not fit are told',
    args: ['lookup', '{"code":"GGATEWAY_CODE_103","msgParams":"jpg,png"}'],
    code: 0,
    stdout: /in %s format/,
    stderr: /: the message takes 1 value, not 2\n$/,
  },
  ...['0', '{"code":"0"}', '{"code":0}'].map(
    (query): Case => ({
      name: `lookup: success is no error: ${query}`,
      args: ['lookup', query],
      code: 1,
      stdout: '',
      stderr: `mmerr: '${query}': code 0 is success, not an error\n`,
    }),
  ),
  {
    name: 'lookup: --params fills the placeholders',
    args: ['lookup', '--json', 'USCUSTOMER_API_0000132', '--params', '5,24'],
    code: 0,
    json: [{ params: ['5', '24'], rendered: FUND_5_24, entries: [{ message: FUND }] }],
  },
  {
    name: 'lookup: --params as a list in JSON',
    args: ['lookup', '--json', 'USCUSTOMER_API_0000132', '--params', '["5", 24]'],
    code: 0,
    json: [{ params: ['5', '24'], rendered: FUND_5_24 }],
  },
  {
    name: 'lookup: params that do not fit leave the template',
    args: ['lookup', 'USCUSTOMER_API_0000132', '--params', '5'],
    code: 0,
    stdout: /within %s hours/,
    stderr: "mmerr: 'USCUSTOMER_API_0000132': the message takes 2 values, not 1\n",
  },
  {
    name: 'lookup: a response renders its message',
    args: ['lookup', RESPONSE],
    code: 0,
    stdout: new RegExp(`^USCUSTOMER_API_0000132 {2}${FUND_5_24}\n`),
  },
  {
    name: 'lookup -: a response, pretty-printed, its headers before it',
    args: ['lookup', '--json', '-'],
    stdin: `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(JSON.parse(RESPONSE), null, 2)}\n`,
    code: 0,
    json: [{ params: ['5', '24'], rendered: FUND_5_24, entries: code('USCUSTOMER_API_0000132') }],
    stderr: '',
  },
  {
    name: 'lookup -: an escaped response inside a log line',
    args: ['lookup', '--json', '-'],
    stdin: `${JSON.stringify({ level: 'error', body: RESPONSE })}\n`,
    code: 0,
    json: [{ rendered: FUND_5_24 }],
  },
  {
    name: 'lookup -: codes, one a line',
    args: ['lookup', '--json', '-'],
    stdin: 'G500\r\n\r\n  GGATEWAY_CODE_902=Service timeout\n',
    code: 0,
    json: [{ query: 'G500' }, { entries: code('GGATEWAY_CODE_902') }],
  },
  {
    name: 'lookup -: nothing piped in',
    args: ['lookup', '-'],
    stdin: '\n',
    code: 2,
    stdout: '',
    stderr: 'mmerr: standard input holds no code; see mmerr lookup --help\n',
  },
  {
    name: 'lookup: a code that no page documents says where it was seen',
    args: ['lookup', 'PASS_TO_CREDIT1002'],
    code: 0,
    stdout: /\n {2}source {3}openapi\/recorded-answers \(observed in responses, not documented\)\n/,
  },
  {
    name: 'lookup: not found, near numbers suggested',
    args: ['lookup', 'USCUSTOMER_API_0000129'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: 'USCUSTOMER_API_0000129': not found; similar codes: USCUSTOMER_API_0000128, USCUSTOMER_API_0000127, USCUSTOMER_API_0000131\n",
  },
  {
    name: 'lookup: not found, the family misspelt',
    args: ['lookup', '--json', 'USCUSTMER_API_0000102'],
    code: 1,
    json: [
      { query: 'USCUSTMER_API_0000102', entries: [], suggestions: ['USCUSTOMER_API_0000102'] },
    ],
  },
  {
    name: 'lookup: one of several not found',
    args: ['lookup', '--json', 'G500', 'NOPE_1'],
    code: 1,
    json: [{ entries: code('G500') }, { query: 'NOPE_1', entries: [] }],
    stderr: "mmerr: 'NOPE_1': not found\n",
  },
  {
    name: 'lookup: nothing near is suggested for nonsense',
    args: ['lookup', 'QWERTY_9'],
    code: 1,
    stderr: "mmerr: 'QWERTY_9': not found\n",
  },
  ...['__proto__', 'constructor', 'toString', '', '   ', '\x1b[31mred', '%s', '🙂'].map(
    (query): Case => ({
      name: `lookup: ${JSON.stringify(query)} is simply not found`,
      args: ['lookup', '--json', query],
      code: 1,
      json: [{ query, entries: [] }],
      stderr: /^mmerr: [^\x1b\n]*not found\n$/,
    }),
  ),
  {
    name: 'lookup: success is no error',
    args: ['lookup', '{"code":"0","msg":"ok"}'],
    code: 1,
    stderr: /code 0 is success, not an error\n$/,
  },
  ...(
    [
      ['Error 102', ['GGATEWAY_CODE_102', 'USCUSTOMER_API_0000102']],
      ['I got error 603 again', ['USCUSTOMER_API_0000603']],
      ['error code 1029', ['USCUSTOMER_API_0001029']],
      ['errcode=1029', ['USCUSTOMER_API_0001029']],
      ['ERROR US500', ['US500']],
      ['G500=System abnormality', ['G500']],
      ['gateway 17', ['GGATEWAY_CODE_017']],
      ['USCUSTOMER102', ['USCUSTOMER_API_0000102']],
    ] as const
  ).map(
    ([query, codes]): Case => ({
      name: `lookup: what people say before a code: ${query}`,
      args: ['lookup', '--json', query],
      code: 0,
      json: [{ query, entries: code(...codes) }],
    }),
  ),
  ...[
    'symbol=US500 spread widened',
    'order on US500 rejected',
    'verification code 3 times',
    '{"code":"0","data":{"symbol":"US500"}}',
    'line 102',
  ].map(
    (query): Case => ({
      name: `lookup: no code is quoted in ${query}`,
      args: ['lookup', '--json', query],
      code: 1,
      json: [{ query, entries: [] }],
    }),
  ),
  {
    name: 'lookup: a code with nothing near it has a family still',
    args: ['lookup', 'gateway-code-999'],
    code: 1,
    stdout: '',
    stderr: "mmerr: 'gateway-code-999': not found; its family: mmerr list GGATEWAY_CODE_\n",
  },
  {
    name: 'lookup: the name of a file',
    args: ['lookup', 'package.json'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: 'package.json': not found; for the codes in the file: mmerr explain package.json\n",
  },
];
