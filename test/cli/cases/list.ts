import { type Case, code } from './case.js';

export const LIST_CASES: readonly Case[] = [
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
    stderr: "mmerr: invalid --section 'acount'; did you mean account?; see mmerr list --help\n",
  },
  {
    name: 'list: a status there is not',
    args: ['list', '--status', 'teapot'],
    code: 2,
    stderr: /^mmerr: invalid --status 'teapot'; expected one of OK, .*\n$/,
  },
  {
    name: 'list: nothing fits',
    args: ['list', 'ZZZ'],
    code: 1,
    stdout: '',
    stderr: "mmerr: no code fits 'ZZZ'\n",
  },
  {
    name: 'list: a section taken for a prefix',
    args: ['list', 'kyc'],
    code: 1,
    stderr: "mmerr: no code fits 'kyc'; for the section: mmerr list --section kyc\n",
  },
];
