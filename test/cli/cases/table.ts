import { type Case, code } from './case.js';

export const TABLE_CASES: readonly Case[] = [
  {
    name: 'table audit: the rows add up',
    args: ['table', 'audit'],
    code: 0,
    stdout:
      /\n {2}167 rows = 150 first [^\n]*\n {2}391 codes = 150 from these rows \+ 241 without a line\n/,
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
      /^mmerr: standard input:3: skipped: "PAY13" .*\nmmerr: 2 rows, 1 code, 1 unresolved\n$/,
  },
  {
    name: 'table diff: the page that the table is made from',
    args: ['table', 'diff', '--json', 'data/pages/client-api-error-code.txt'],
    code: 0,
    json: { added: [], removed: [], changed: [] },
    stderr: /^mmerr: 241 codes .* not compared\n$/,
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
    name: 'table export: two formats at once',
    args: ['table', 'export', '--json', '--format', 'csv'],
    code: 2,
    stdout: '',
    stderr: /^mmerr: --json and --format csv exclude each other; see .*\n$/,
  },
];
