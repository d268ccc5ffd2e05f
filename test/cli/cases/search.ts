import type { Case } from './case.js';

export const SEARCH_CASES: readonly Case[] = [
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
    name: 'search: ten results into a pipe',
    args: ['search', 'account'],
    code: 0,
    stdout: /^(?:.*\n){10}$/,
    stderr: '',
  },
  {
    name: 'search: says which words it read as others',
    args: ['search', 'fnud', 'passw0rd'],
    code: 0,
    stdout: /^.*[Ff]und password/,
    stderr: "mmerr: read 'fnud' as 'fund', 'passw0rd' as 'password'\n",
  },
  {
    name: 'search: a sentence that text recognition damaged',
    args: ['search', 'Acc0unt or passw0rd is inc0rrect'],
    code: 0,
    stdout: /^USCUSTOMER_API_0000102\tAccount or password is incorrect\n/,
    stderr:
      "mmerr: read 'acc0unt' as 'account', 'passw0rd' as 'password', 'inc0rrect' as 'incorrect'\n",
  },
  {
    name: 'search: a damaged code inside a sentence has score 1',
    args: ['search', '--json', '--limit', '1', 'customer', 'gets', '0000603'],
    code: 0,
    json: [{ code: 'USCUSTOMER_API_0000603', score: 1 }],
  },
  {
    name: 'search: URL encoding, colours',
    args: ['search', '\x1b[31mInvalid%20eCard\x1b[0m'],
    code: 0,
    stdout: /^FS530103\tInvalid eCard\n/,
    stderr: '',
  },
  {
    name: 'search: a language that it does not read',
    args: ['search', 'ошибка'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: nothing found for 'ошибка'; try fewer or other words\n" +
      'mmerr: search only understands English and Chinese\n',
  },
  {
    name: 'search: what codes begin with is no word',
    args: ['CFDWBWE'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: nothing found for 'CFDWBWE'; to see the codes that begin with it: mmerr list CFDWBWE\n",
  },
  {
    name: 'lookup: what codes begin with is no code',
    args: ['lookup', 'GGATEWAY'],
    code: 1,
    stdout: '',
    stderr:
      "mmerr: 'GGATEWAY': not found; to see the codes that begin with it: mmerr list GGATEWAY\n",
  },
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
];
