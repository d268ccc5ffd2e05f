import { expect, test } from 'vitest';
import { search } from '../../src/search/search.js';
import type { Entry } from '../../src/table/entry.js';
import { createTable } from '../../src/table/table.js';

test('a table of 200,000 messages with a word in common is searched', () => {
  const entries = Array.from(
    { length: 200_000 },
    (_, i): Entry => ({
      code: `MOON_${i}`,
      message: i === 150_000 ? 'The moon is full' : 'The moon is empty',
      placeholders: 0,
      family: 'MOON_',
      module: 'MOON',
      source: { page: 'own', lines: [], wording: 'verbatim' },
    }),
  );
  const table = createTable(entries);
  expect(search(table, 'moon full')[0]?.entry.code).toBe('MOON_150000');
  expect(search(table, 'moon', { limit: 3 })).toHaveLength(3);
});
