import { type Case, code } from './case.js';

export const TABLE_CASES: readonly Case[] = [
  {
    name: 'table audit: the rows add up',
    args: ['table', 'audit'],
    code: 0,
    stdout:
      /\n {2}167 rows = 150 defining \+ 4 duplicate \+ 14 conflicting − 1 merged with another\n {2}391 codes = 150 from these rows \+ 241 without line numbers\n/,
    stderr: '',
  },
  {
    name: 'table audit --json --strict: nothing is left open',
    args: ['table', 'audit', '--json', '--strict'],
    code: 0,
    json: {
      totals: { rows: 167, codes: 391, documented: 150, unresolved: 0 },
      unresolved: { ties: [], unread: [] },
    },
  },
  {
    name: 'table audit: a tie is told, and fails where that is asked for',
    args: ['table', 'audit', '--strict', '-'],
    stdin: 'ABCD_001=One thing\nABCD_001=Another thing\nABCD_002=Something else\n',
    code: 1,
    stdout:
      /\n {2}ABCD_001 {2}unresolved\n {4}kept {6}One thing \(line 1\)\n {4}rejected {2}Another thing \(line 2\)\n/,
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
      /^mmerr: standard input:3: skipped: only one row has the prefix of "PAY13": .*\nmmerr: 2 rows, 1 code, 1 unresolved\n$/,
  },
  {
    name: 'table audit: repairs and unreadable rows',
    args: ['table', 'audit', '-'],
    stdin:
      'Home\nORDSVCE000001=Unknown\nORDS VCE000002=It is filled\nORDSVCE000003=It has expired\nORDSVCE000004\tno sign\nORDSVCE000005=\n',
    code: 0,
    stdout:
      /\n {2}line 3 {2}ORDSVCE000002 {2}blank-in-code\n {4}before {4}ORDS VCE000002\n {4}reason {4}The code contained a stray blank, which was removed\.\n\nUnreadable rows \(1\)\n {2}standard input, line 6\n {4}line {6}ORDSVCE000005=\n {4}reason {4}no message for ORDSVCE000005\n$/,
  },
  {
    name: 'table diff: no differences',
    args: ['table', 'diff', 'data/pages/client-api-error-code.txt'],
    code: 0,
    stdout: 'no differences\n',
  },
  {
    name: 'table diff: the page that the table is made from',
    args: ['table', 'diff', '--json', 'data/pages/client-api-error-code.txt'],
    code: 0,
    json: { added: [], removed: [], changed: [] },
    stderr:
      /^mmerr: compared with the error-code page; left out 241 built-in codes from other pages\n$/,
  },
  {
    name: 'table diff: a changed wording',
    args: ['table', 'diff', '-'],
    stdin: 'GGATEWAY_CODE_014=Request has expired\nGGATEWAY_CODE_555=Brand new here\n',
    code: 0,
    stdout:
      /^Added \(1\)\n {2}\+ GGATEWAY_CODE_555 {2}Brand new here\n\nChanged \(1\)\n {2}GGATEWAY_CODE_014\n {4}- Request expired\n {4}\+ Request has expired\n\nRemoved \(149\)\n/,
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
    stderr: /^mmerr: invalid --format 'xml'; .*\n$/,
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
    stderr:
      /^mmerr: \.\/data\/table\.json is both input and output; write to another file; see mmerr table import --help\n$/,
  },
  {
    name: 'table import: an output file without a name',
    args: ['table', 'import', 'data/pages/client-api-error-code.txt', '-o', ''],
    code: 2,
    stdout: '',
    stderr: /(?:^|\n)mmerr: '': the output file has no name\n$/,
  },
  {
    name: 'table export: two formats at once',
    args: ['table', 'export', '--json', '--format', 'csv'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: --json and --format csv cannot be used together; see .*\n$/,
  },
  {
    name: 'table export: a byte order mark for Excel',
    args: ['table', 'export', '--format', 'csv', '--bom'],
    code: 0,
    stdout: /^\ufeffcode,message,section,status,action\n/,
  },
  {
    name: 'table export: a byte order mark is for CSV alone',
    args: ['table', 'export', '--bom'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: --bom only applies to --format csv; see mmerr table export --help\n',
  },
  {
    name: 'table import: YAML from standard input',
    args: ['table', 'import', '-'],
    stdin: 'PAYGW000001: "Card: declined"\nPAYGW000002: Bank offline\n',
    code: 0,
    json: [{ message: 'Card: declined' }, { message: 'Bank offline' }],
    stderr: 'mmerr: 2 rows, 2 codes\n',
  },
  {
    name: 'table import: a number that a spreadsheet made of a known code',
    args: ['table', 'import', '-'],
    stdin: 'code;message\n12005;Too often\n',
    code: 0,
    json: [{ code: '00012005', repairs: [{ kind: 'lost-zeros', was: '12005' }] }],
  },
  {
    name: 'table import: standard input twice',
    args: ['table', 'import', '-', '-'],
    stdin: 'PAYGW000001=Card declined\n',
    code: 2,
    stdout: '',
    stderr: /^mmerr: standard input cannot be two tables; save one of them to a file; .*\n$/,
  },
  ...[['explain', '-'], ['explain'], ['lookup', '-'], ['search', '-'], ['-']].map((args) => ({
    name: `--table - ${args.join(' ')}: standard input promised twice`,
    args: ['--table', '-', ...args],
    stdin: 'PAYGW000001=Card declined\n',
    code: 2,
    stdout: '',
    stderr: /^mmerr: standard input cannot be both a table and the input; save one .*\n$/,
  })),
  {
    name: 'control characters of a table are escaped in JSON',
    args: ['lookup', '--table', '-', '--json', 'EVL001'],
    stdin: JSON.stringify([{ code: 'EVL001', message: 'a\x1b[31mb\u009b31mc\x7fd\u202ee\u061cf' }]),
    code: 0,
    stdout: /"a\\u001b\[31mb\\u009b31mc\\u007fd\\u202ee\\u061cf"/,
    json: [{ entries: [{ message: 'a\x1b[31mb\u009b31mc\x7fd\u202ee\u061cf' }] }],
  },
  {
    name: 'control characters of a section are made visible in an error',
    args: ['list', '--table', '-', '--section', 'nope'],
    stdin: JSON.stringify([{ code: 'EVL001', message: 'a', section: 'x\x1b]0;pwn\x07' }]),
    code: 2,
    stderr: /x\\x1b\]0;pwn\\x07; see /,
  },
  {
    name: 'table export --forms: a code with and without its module',
    args: ['table', 'export', '--forms', '--format', 'csv'],
    code: 0,
    stdout:
      /^form,message,code,module,own_code,section,status,action\n[\s\S]*^GGATEWAY_CODE_014,Request expired,GGATEWAY_CODE_014,G,GATEWAY_CODE_014,gateway,[A-Z_]+,[a-z-]+\nGATEWAY_CODE_014,Request expired,GGATEWAY_CODE_014,G,GATEWAY_CODE_014,/m,
    stderr: '',
  },
  {
    name: "table export --forms: one's own codes, too",
    args: ['table', 'export', '--forms', '--table', '-'],
    stdin: '[{"code":"ORD_SVC_1","message":"A","module":"ORD"}]',
    code: 0,
    stdout: /^\{"form":"ORD_SVC_1","message":"A","code":"ORD_SVC_1","module":"ORD",/m,
    stderr: '',
  },
  {
    name: 'table export --forms: a format of documents',
    args: ['table', 'export', '--forms', '--format', 'markdown'],
    code: 2,
    stdout: '',
    stderr:
      'mmerr: --forms cannot be written as markdown; use --format json or csv; see mmerr table export --help\n',
  },
  {
    name: 'table pattern: one expression on one line',
    args: ['table', 'pattern'],
    code: 0,
    stdout: /^\(\?:\^\|[^\n]+GGATEWAY_CODE_\|[^\n]+\n$/,
    stderr: '',
  },
  {
    name: 'table pattern: a dialect',
    args: ['table', 'pattern', 'FIELD', '--dialect', 'Posix'],
    code: 0,
    stdout: /^(?!.*\(\?:)[^\n]+\|US\|[^\n]+\n$/,
    stderr: '',
  },
  {
    name: 'table pattern --json: both, with the group that holds the code',
    args: ['table', 'pattern', '--json', '--dialect', 'postgres'],
    code: 0,
    json: { dialect: 'postgres', anywhere: { group: 1 }, field: { group: 1 } },
    stderr: '',
  },
  {
    name: 'table pattern: an unknown one',
    args: ['table', 'pattern', 'everywhere'],
    code: 2,
    stdout: '',
    stderr:
      "mmerr: unknown pattern 'everywhere'; expected anywhere or field; see mmerr table pattern --help\n",
  },
  {
    name: 'table pattern: an unknown dialect',
    args: ['table', 'pattern', '--dialect', 'perl'],
    code: 2,
    stdout: '',
    stderr:
      /^mmerr: .*--dialect.*'perl'; .*re2, postgres, posix; see mmerr table pattern --help\n$/,
  },
];
