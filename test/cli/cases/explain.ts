import { type Case, FUND_5_24, LOGIN, RESPONSE } from './case.js';

export const EXPLAIN_CASES: readonly Case[] = [
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
      '{"line":2,"column":10,"offset":13,"code":"US500","known":true,"message":"System abnormality","section":"system","status":"INTERNAL","action":"retry"}\n' +
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
    name: 'explain --summary, nothing could be read',
    args: ['explain', '--summary', 'no-such.log'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: no-such.log: no such file\n',
  },
  {
    name: 'explain: a file without a name',
    args: ['explain', ''],
    code: 2,
    stdout: '',
    stderr: "mmerr: '': no such file\n",
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
    stderr: 'mmerr: --below and --ndjson cannot be used together; see mmerr explain --help\n',
  },
  {
    name: 'explain: a code for a file',
    args: ['explain', 'US500'],
    code: 2,
    stdout: '',
    stderr: 'mmerr: US500: no such file; to look up the code: mmerr lookup US500\n',
  },
  ...['-f', '--follow'].map(
    (flag): Case => ({
      name: `explain: ${flag}`,
      args: ['explain', flag, 'logs/app.log'],
      code: 2,
      stdout: '',
      stderr:
        'mmerr: explain reads a file once; to follow it: tail -F logs/app.log | mmerr explain\n',
    }),
  ),
];
