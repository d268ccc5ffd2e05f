import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import { rightFirst } from './cases.js';
import { damagedCases } from './damage.js';

describe('the right entry comes first', () => {
  const damaged = damagedCases();

  test.each([...new Set(damaged.map(({ kind }) => kind))])('of every message with %s', (kind) => {
    const some = damaged.filter((one) => one.kind === kind);
    expect(some.length).toBe(builtinTable.entries.length);
    expect(rightFirst(some)).toBeGreaterThanOrEqual(0.97);
  });
});
