/** One call of the program and what must come of it. */
export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly code: number;
  /** Standard output: the whole of it, or what it must look like. */
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
  /** What the JSON on standard output must hold. */
  readonly json?: unknown;
}

const LOGIN = 'Account or password is incorrect';
const FUND =
  'The fund password is incorrect. If you enter the wrong password %s times in a row, you cannot withdraw cash within %s hours';
const FUND_5_24 = FUND.replace('%s', '5').replace('%s', '24');
const RESPONSE = `{"code":"USCUSTOMER_API_0000132","msg":"…","bizCode":"US","tm":12,"trace":"x","msgParams":"5,24","data":null}`;

/** Codes of a lookup's or a list's JSON, to compare. */
const code = (...codes: string[]) => codes.map((each) => ({ code: each }));

export const CASES: readonly Case[] = [
  // lookup: the forms in which people quote a code
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
    name: 'lookup: a response with a number for a code',
    args: ['lookup', '--json', '{"code":500,"msg":"…"}'],
    code: 0,
    json: [{ entries: code('CFDWBW500', 'G500', 'US500') }],
  },
  {
    name: 'lookup: a response with a code in another form, and its params',
    args: ['lookup', '--json', '{"code":"customer-api-132","msgParams":"5,24"}'],
    code: 0,
    json: [{ rendered: FUND_5_24, entries: code('USCUSTOMER_API_0000132') }],
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
    name: 'lookup: not found, near numbers suggested',
    args: ['lookup', 'USCUSTOMER_API_0000128'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: 'USCUSTOMER_API_0000128': not found; near it: USCUSTOMER_API_0000127, USCUSTOMER_API_0000126, USCUSTOMER_API_0000125\n",
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

  // search
  {
    name: 'search: a keyword, into a pipe',
    args: ['search', 'debt'],
    code: 0,
    stdout: /^USCUSTOMER_API_0000127\tThe customer has debts and cannot close the account\n/,
    stderr: '',
  },
  {
    name: 'search: a pasted sentence comes with its values',
    args: [
      'search',
      '--json',
      'Resetting demo account, please try again after 15 minutes or contact customer service',
    ],
    code: 0,
    json: [{ code: 'USCUSTOMER_API_0000009', params: ['15'] }],
  },
  {
    name: 'search: --limit',
    args: ['search', '--limit', '2', 'password'],
    code: 0,
    stdout: /^(?:.*\n){2}$/,
  },
  ...['0', '-1', 'x', '1.5', ''].map(
    (limit): Case => ({
      name: `search: --limit ${JSON.stringify(limit)}`,
      args: ['search', `--limit=${limit}`, 'password'],
      code: 2,
      stdout: '',
      stderr: /^mmerr: .*--limit.*\n$/,
    }),
  ),
  {
    name: 'search: nonsense finds nothing',
    args: ['search', 'xyzzy', 'qwrtplk'],
    code: 1,
    stdout: '',
    stderr: "mmerr: nothing found for 'xyzzy qwrtplk'; try fewer or other words\n",
  },
  {
    name: 'search: nonsense as JSON is an empty list',
    args: ['search', '--json', 'xyzzy'],
    code: 1,
    json: [],
  },
  ...['', ' \t '].map(
    (query): Case => ({
      name: `search: ${JSON.stringify(query)}`,
      args: ['search', query],
      code: 2,
      stdout: '',
      stderr: 'mmerr: nothing to search for: the query is empty; see mmerr search --help\n',
    }),
  ),
  ...['!!! ??? ...', '\x07\x1b[31m\x00'.replace('\x00', ''), '__proto__', 'constructor'].map(
    (query): Case => ({
      name: `search: ${JSON.stringify(query)} finds nothing`,
      args: ['search', query],
      code: 1,
      stdout: '',
      stderr: /^mmerr: nothing found for '[^\x07\x1b\n]*'; try fewer or other words\n$/,
    }),
  ),
  {
    name: 'search: 100 kB of text',
    args: ['search', '-'],
    stdin: 'lorem ipsum '.repeat(9000),
    code: 1,
    stdout: '',
  },

  // list
  {
    name: 'list: a prefix in any case, into a pipe',
    args: ['list', 'us5'],
    code: 0,
    stdout: 'US500\tSystem abnormality\n',
    stderr: '',
  },
  {
    name: 'list: a letter',
    args: ['list', '--json', 'ggateway-code-90'],
    code: 0,
    json: code('GGATEWAY_CODE_902'),
  },
  {
    name: 'list: without the module',
    args: ['list', '--json', 'gateway code 9'],
    code: 0,
    json: code('GGATEWAY_CODE_902'),
  },
  {
    name: 'list: narrowed',
    args: ['list', '--json', '--section', 'payment', '--status', 'resource-exhausted'],
    code: 0,
    json: code('USCUSTOMER_API_0000702'),
  },
  {
    name: 'list: by action',
    args: ['list', 'G', '--action', 'sign-in'],
    code: 0,
    stdout: /^(?:GGATEWAY_CODE_0(?:01|05|17)\t.*\n){3}$/,
  },
  {
    name: 'list: all statuses with an HTTP number',
    args: ['list', '--json', 'USCUSTOMER_API_00007', '--status', '429'],
    code: 0,
    json: code('USCUSTOMER_API_0000702'),
  },
  {
    name: 'list: a section by its title',
    args: ['list', '--json', '--section', 'identity checks (kyc)', 'USCUSTOMER_API_000060'],
    code: 0,
    stdout: /"section": "kyc"/,
  },
  {
    name: 'list: colours into a pipe, if asked for',
    args: ['list', 'GGATEWAY_CODE_014', '--color', 'always'],
    code: 0,
    stdout: /^\x1b\[[\d;]+mGGATEWAY_CODE_014\x1b\[[\d;]+m\tRequest expired\n$/,
  },
  {
    name: 'list: a section there is not',
    args: ['list', '--section', 'acount'],
    code: 2,
    stderr:
      "mmerr: --section does not know 'acount'; did you mean account?; see mmerr list --help\n",
  },
  {
    name: 'list: a status there is not',
    args: ['list', '--status', 'teapot'],
    code: 2,
    stderr: /^mmerr: --status does not know 'teapot'; it takes OK, .*\n$/,
  },
  {
    name: 'list: nothing fits',
    args: ['list', 'ZZZ'],
    code: 1,
    stdout: '',
    stderr: "mmerr: no code fits 'ZZZ'\n",
  },

  // explain
  {
    name: 'explain: every byte, plus one insertion',
    args: ['explain'],
    stdin: Buffer.from('x USCUSTOMER_API_0000102\r\n\xff', 'latin1'),
    code: 0,
    stdout: Buffer.from(`x USCUSTOMER_API_0000102 [${LOGIN}]\r\n\xff`, 'latin1').toString('latin1'),
    stderr: '',
  },
  {
    name: 'explain: msgParams fill the message',
    args: ['explain', '-'],
    stdin: `${RESPONSE.replace('…', '')}\n`,
    code: 0,
    stdout: `${RESPONSE.replace('…', '').replace('_0000132', `_0000132 [${FUND_5_24}]`)}\n`,
  },
  {
    name: 'explain: nothing in, nothing out',
    args: ['explain'],
    code: 0,
    stdout: '',
    stderr: '',
  },
  {
    name: 'explain --below',
    args: ['explain', '--below'],
    stdin: 'a G500 b GGATEWAY_CODE_014\nc\n',
    code: 0,
    stdout: 'a G500 b GGATEWAY_CODE_014\n    GGATEWAY_CODE_014: Request expired\nc\n',
  },
  {
    name: 'explain --only-matching',
    args: ['explain', '--only-matching'],
    stdin: 'one\ntwo GGATEWAY_CODE_014\nthree\n',
    code: 0,
    stdout: 'two GGATEWAY_CODE_014 [Request expired]\n',
  },
  {
    name: 'explain --json',
    args: ['explain', '--json'],
    stdin: 'one\ntwo code=US500 USCUSTOMER_API_9999999\n',
    code: 0,
    stdout:
      '{"line":2,"column":10,"offset":13,"code":"US500","known":true,"message":"System abnormality","status":"INTERNAL","action":"retry"}\n' +
      '{"line":2,"column":16,"offset":19,"code":"USCUSTOMER_API_9999999","known":false}\n',
  },
  {
    name: 'explain --ndjson',
    args: ['explain', '--ndjson'],
    stdin: 'GGATEWAY_CODE_014\n{"code":"GGATEWAY_CODE_014" }\n{"a":1}\n',
    code: 0,
    stdout:
      'GGATEWAY_CODE_014\n{"code":"GGATEWAY_CODE_014" ,"mmerr":[{"code":"GGATEWAY_CODE_014","known":true,"message":"Request expired","status":"INVALID_ARGUMENT","action":"fix-request"}]}\n{"a":1}\n',
  },
  {
    name: 'explain --summary --json',
    args: ['explain', '--summary', '--json'],
    stdin: 'GGATEWAY_CODE_014\n\nGGATEWAY_CODE_014 GGATEWAY_CODE_777',
    code: 0,
    json: {
      lines: 3,
      occurrences: 3,
      codes: [{ code: 'GGATEWAY_CODE_014', count: 2, firstLine: 1, lastLine: 3 }],
      undocumented: [{ code: 'GGATEWAY_CODE_777', count: 1, firstLine: 3, lastLine: 3 }],
    },
  },
  {
    name: 'explain --quiet, found',
    args: ['explain', '--quiet'],
    stdin: 'GGATEWAY_CODE_014',
    code: 0,
    stdout: '',
    stderr: '',
  },
  {
    name: 'explain --quiet, nothing found',
    args: ['explain', '-q'],
    stdin: 'nothing',
    code: 1,
    stdout: '',
    stderr: '',
  },
  {
    name: 'explain: a file that is not there',
    args: ['explain', 'no-such.log', '-'],
    stdin: 'GGATEWAY_CODE_014\n',
    code: 2,
    stdout: 'GGATEWAY_CODE_014 [Request expired]\n',
    stderr: 'mmerr: no-such.log: no such file\n',
  },
  {
    name: 'explain: a folder',
    args: ['explain', 'src'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: src: is a directory\n',
  },
  {
    name: 'explain: options that contradict each other',
    args: ['explain', '--below', '--ndjson'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: --below and --ndjson exclude each other; see mmerr explain --help\n',
  },

  // table
  {
    name: 'table audit: the rows add up',
    args: ['table', 'audit'],
    code: 0,
    stdout:
      /\n {2}167 rows = 150 first [^\n]*\n {2}166 codes = 150 from these rows \+ 16 without a line\n/,
    stderr: '',
  },
  {
    name: 'table audit --json --strict: nothing is left open',
    args: ['table', 'audit', '--json', '--strict'],
    code: 0,
    json: {
      totals: { rows: 167, codes: 166, documented: 150, unresolved: 0 },
      unresolved: { ties: [], unread: [] },
    },
  },
  {
    name: 'table audit: a tie is told, and fails where that is asked for',
    args: ['table', 'audit', '--strict', '-'],
    stdin: 'ABCD_001=One thing\nABCD_001=Another thing\nABCD_002=Something else\n',
    code: 1,
    stdout: /ABCD_001 {2}undecided\n/,
    stderr: 'mmerr: 1 unresolved case\n',
  },
  {
    name: 'table import: a page of another family, from a pipe',
    args: ['table', 'import', '-'],
    stdin:
      'Home\nORDSVCE000001=The order is unknown\nORDS VCE000002=It is filled\nhttps://x.y/?a=b\nORDSVCE000003=It has expired\n',
    code: 0,
    json: [
      { code: 'ORDSVCE000001', message: 'The order is unknown', family: 'ORDSVCE' },
      { code: 'ORDSVCE000002', repairs: [{ line: 3, kind: 'blank-in-code' }] },
      { code: 'ORDSVCE000003' },
    ],
    stderr: 'mmerr: 3 rows, 3 codes, 1 repair\n',
  },
  {
    name: 'table import: a row that may be one is not passed over in silence',
    args: ['table', 'import', '-'],
    stdin: 'PAY-12=First message\nBADKEY=no digits here\nPAY13=Other\n',
    code: 0,
    json: code('PAY-12'),
    stderr:
      /^mmerr: standard input:3: left out: "PAY13" .*\nmmerr: 2 rows, 1 code, 1 unresolved\n$/,
  },
  {
    name: 'table diff: the page that the table is made from',
    args: ['table', 'diff', '--json', 'data/pages/client-api-error-code.txt'],
    code: 0,
    json: { added: [], removed: [], changed: [] },
    stderr: /^mmerr: 16 codes .* not compared\n$/,
  },
  {
    name: 'table diff: a changed wording',
    args: ['table', 'diff', '-'],
    stdin: 'GGATEWAY_CODE_014=Request has expired\nGGATEWAY_CODE_555=Brand new here\n',
    code: 0,
    stdout:
      /^New \(1\)\n {2}\+ GGATEWAY_CODE_555 {2}Brand new here\n\nChanged \(1\)\n {2}GGATEWAY_CODE_014\n {4}- Request expired\n {4}\+ Request has expired\n\nGone \(149\)\n/,
  },
  {
    name: 'table export',
    args: ['table', 'export', '--format', 'properties'],
    code: 0,
    stdout: /^GGATEWAY_CODE_014=Request expired$/m,
    stderr: '',
  },
  {
    name: 'table export: a format there is not',
    args: ['table', 'export', '--format', 'xml'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: --format does not know 'xml'; .*\n$/,
  },
  {
    name: '--table lays a table over the built-in one',
    args: [
      '--table',
      'data/pages/client-api-error-code.txt',
      'lookup',
      '--json',
      'GGATEWAY_CODE_014',
    ],
    code: 0,
    json: [
      { entries: [{ source: { page: 'data/pages/client-api-error-code.txt', lines: [172] } }] },
    ],
  },
  {
    name: 'MMERR_TABLE does too',
    args: ['lookup', '--json', 'GGATEWAY_CODE_014'],
    env: { MMERR_TABLE: 'data/table.json' },
    code: 0,
    json: [{ entries: code('GGATEWAY_CODE_014') }],
  },
  {
    name: '--table: a file that is not there',
    args: ['list', '--table', 'no-such.json'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: no-such.json: no such file\n',
  },
  {
    name: '--table: a file that is no table',
    args: ['list', '--table', 'LICENSE'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: LICENSE: holds no codes; .*\n$/,
  },
  {
    name: 'table import: JSON that breaks off',
    args: ['table', 'import', '-'],
    stdin: '[\n{"code":"ABCD_001",\n',
    code: 2,
    stdout: '',
    stderr: /^mmerr: standard input:\d+: .*\n$/,
  },
  {
    name: 'table import: a code that is none',
    args: ['table', 'import', '-'],
    stdin: '[{"code":"__proto__","message":"x"}]',
    code: 2,
    stdout: '',
    stderr: /^mmerr: standard input:1: .*__proto__.*\n$/,
  },
  {
    name: 'table without a subcommand: its help',
    args: ['table'],
    code: 2,
    stdout: '',
    stderr: /^Usage: mmerr table /,
  },

  {
    name: 'table import: a page is not written over itself',
    args: ['table', 'import', 'data/table.json', '-o', './data/table.json'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: \.\/data\/table\.json is the page itself; .* see mmerr table import --help\n$/,
  },
  {
    name: 'list: a section taken for a prefix',
    args: ['list', 'kyc'],
    code: 1,
    stderr: "mmerr: no code fits 'kyc'; for the section: mmerr list --section kyc\n",
  },

  // mmerr <anything>
  {
    name: 'a code is looked up',
    args: ['GGATEWAY_CODE_014'],
    code: 0,
    stdout: /^GGATEWAY_CODE_014 {2}Request expired\n/,
    stderr: '',
  },
  {
    name: 'an unknown code is looked up too',
    args: ['GGATEWAY_CODE_777'],
    code: 1,
    stdout: '',
    stderr: /^mmerr: 'GGATEWAY_CODE_777': not found/,
  },
  {
    name: 'a number is taken as a code, and that is said',
    args: ['500'],
    code: 0,
    stdout: /^CFDWBW500 /,
    stderr: 'mmerr: taken as a code; for the words: mmerr search 500\n',
  },
  {
    name: 'a number that no code has is searched for',
    args: ['--json', '404'],
    code: 0,
    stdout: /"status": "NOT_FOUND"/,
  },
  {
    name: 'words are searched for',
    args: ['has', 'debts'],
    code: 0,
    stdout: /^USCUSTOMER_API_0000127\t/,
    stderr: '',
  },
  {
    name: 'a response is looked up',
    args: [RESPONSE],
    code: 0,
    stdout: /5 times in a row/,
    stderr: '',
  },
  {
    name: 'a bare code takes what lookup takes',
    args: ['--json', 'USCUSTOMER_API_0000132', '--params', '5,24'],
    code: 0,
    json: [{ params: ['5', '24'], rendered: FUND_5_24, entries: [{ message: FUND }] }],
  },
  {
    name: 'bare words take what search takes',
    args: ['--limit', '2', 'password'],
    code: 0,
    stdout: /^(?:\S+\t.*\n){2}$/,
    stderr: '',
  },
  {
    name: 'bare words with params',
    args: ['password', '--params', '5'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: --params goes with a code, and these are words; see mmerr --help\n',
  },
  {
    name: 'a bare code with a limit',
    args: ['102', '--limit', '1'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: --limit goes with words, and this is taken as a code; see mmerr --help\n',
  },
  {
    name: 'an option that neither takes',
    args: ['G500', '--parms', '5'],
    code: 2,
    stdout: '',
    stderr: "mmerr: unknown option '--parms' (did you mean --params?); see mmerr --help\n",
  },
  {
    name: 'the options of a bare code are not those of other commands',
    args: ['list', '--params', '5'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: unknown option '--params'/,
  },
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
  {
    name: 'the name of a file',
    args: ['tsconfig.json'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: nothing found for 'tsconfig.json'; for the codes in the file: mmerr explain tsconfig.json\n",
  },
  {
    name: 'a code and a number are two codes',
    args: ['customer-api-102', '99999'],
    code: 1,
    stdout: /^USCUSTOMER_API_0000102 /,
    stderr: "mmerr: '99999': not found\n",
  },
  {
    name: 'a mistyped command',
    args: ['lokup', 'G500'],
    code: 2,
    stdout: '',
    stderr: "mmerr: unknown command 'lokup' (did you mean lookup?); see mmerr --help\n",
  },
  {
    name: 'nothing at all: help',
    args: [],
    code: 2,
    stdout: '',
    stderr: /^Usage: mmerr /,
  },
  {
    name: 'an empty argument',
    args: [''],
    code: 2,
    stdout: '',
    stderr: 'mmerr: nothing to look up: the query is empty; see mmerr --help\n',
  },

  // usage
  {
    name: 'an unknown option',
    args: ['lookup', '--jsno', 'G500'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: unknown option '--jsno' \(did you mean --json\?\); see mmerr .*--help\n$/,
  },
  {
    name: 'a short option that is written large',
    args: ['-v'],
    code: 2,
    stdout: '',
    stderr: "mmerr: unknown option '-v' (did you mean -V?); see mmerr --help\n",
  },
  {
    name: 'table export: two formats at once',
    args: ['table', 'export', '--json', '--format', 'csv'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: --json and --format csv exclude each other; see .*\n$/,
  },
  {
    name: 'a missing argument',
    args: ['lookup'],
    code: 2,
    stdout: '',
    stderr:
      /^mmerr: missing required argument 'code' \(- reads standard input\); see mmerr .*--help\n$/,
  },
  {
    name: 'a colour that is none',
    args: ['--color=sometimes', 'list'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: .*--color.*auto, always or never.*\n$/,
  },
  {
    name: '--help',
    args: ['--help'],
    code: 0,
    stdout: /^Usage: mmerr [\s\S]*Examples:/,
    stderr: '',
  },
  { name: '--version', args: ['--version'], code: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: '' },
  ...['lookup', 'search', 'list', 'explain'].map(
    (command): Case => ({
      name: `${command} --help shows examples`,
      args: [command, '--help'],
      code: 0,
      stdout: /Examples:\n {2}\S/,
      stderr: '',
    }),
  ),

  // colour
  {
    name: 'colours in a pipe only when asked for',
    args: ['--color', 'always', 'explain'],
    stdin: 'GGATEWAY_CODE_014\n',
    code: 0,
    stdout: /^\x1b\[1mGGATEWAY_CODE_014\x1b\[22m.*\[Request expired\].*\n$/,
  },
  {
    name: 'FORCE_COLOR',
    args: ['lookup', 'GGATEWAY_CODE_014'],
    env: { FORCE_COLOR: '1' },
    code: 0,
    stdout: /^\x1b\[1mGGATEWAY_CODE_014\x1b\[22m/,
  },
  {
    name: 'NO_COLOR wins over FORCE_COLOR',
    args: ['lookup', 'GGATEWAY_CODE_014'],
    env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    code: 0,
    stdout: /^GGATEWAY_CODE_014 {2}/,
  },
  {
    name: 'an empty NO_COLOR is none',
    args: ['lookup', 'GGATEWAY_CODE_014'],
    env: { CLICOLOR_FORCE: '1', NO_COLOR: '' },
    code: 0,
    stdout: /^\x1b\[1mGGATEWAY_CODE_014/,
  },
  {
    name: 'the flag wins over NO_COLOR',
    args: ['lookup', '--color=always', 'GGATEWAY_CODE_014'],
    env: { NO_COLOR: '1' },
    code: 0,
    stdout: /^\x1b\[1mGGATEWAY_CODE_014/,
  },
];
