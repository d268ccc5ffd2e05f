import { expect, test } from 'vitest';
import { splitQueries } from '../../src/lookup/split-queries.js';
import { builtinTable } from '../../src/table/builtin.js';

const N = 'USCUSTOMER_API_0000102';

test.each([
  ['lines', `US500\n\n${N}\r\n`, ['US500', N]],
  [
    'an object over several lines',
    `{\n"code": "${N}"\n}\nUS500`,
    [`{\n"code": "${N}"\n}`, 'US500'],
  ],
  ['brackets in strings', `{"a":"}\\"}",\n"code":"${N}"}`, [`{"a":"}\\"}",\n"code":"${N}"}`]],
  ['a string without an end', `{"a":"x}\n${N}`, [`{"a":"x}`, N]],
])('%s', (_, text, queries) => {
  expect(splitQueries(builtinTable, text)).toEqual(queries);
});

test('a string of many escapes and 130,000 codes are no fault', () => {
  expect(splitQueries(builtinTable, `{"a":"${'\\n'.repeat(4_000_000)}"}`)).toHaveLength(1);
  expect(splitQueries(builtinTable, 'US500\n'.repeat(130_000))).toHaveLength(130_000);
});
