import { describe, expect, expectTypeOf, test } from 'vitest';
import { importPages } from '../../src/importer/import.js';
import type { Code } from '../../src/index.js';
import { listEntries } from '../../src/lookup/list.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry, Status } from '../../src/table/entry.js';
import { createTable, type Table } from '../../src/table/table.js';

describe('a table', () => {
  test('is frozen through and through', () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    const table = createTable(builtinTable.entries, [
      { ...builtinTable.entries[0], code: 'X1' } as (typeof builtinTable.entries)[0],
    ]);
    for (const one of [builtinTable, table]) {
      expect(isFrozen(one.entries)).toBe(true);
      expect(isFrozen(one.families)).toBe(true);
      expect(isFrozen(one.byNumber('500'))).toBe(true);
      expect(isFrozen(one.byNumber('987654321'))).toBe(true);
    }
    expect(() => {
      (builtinTable.byNumber('500') as unknown[]).length = 0;
    }).toThrow(TypeError);
    expect(builtinTable.byNumber('500').length).toBeGreaterThan(3);
  });

  test.each([
    ['get', (table: Table) => table.get('X1')],
    ['byNumber', (table: Table) => table.byNumber('1')[0]],
    ['entries', (table: Table) => table.entries[0]],
  ])('freezes what %s returns, also where the entry is only frozen on the outside', (_, take) => {
    const source = { page: 'own', lines: [1], wording: 'verbatim' as const };
    const cyclic = { source } as Record<string, unknown>;
    cyclic.self = cyclic;
    const own = { code: 'X1', message: 'One', placeholders: 0, family: 'X', module: '', ...cyclic };
    const entry = take(createTable([Object.freeze({ ...own, source })]));
    expect(Object.isFrozen(entry?.source)).toBe(true);
    expect(() => (entry as Entry & { source: { lines: number[] } }).source.lines.push(2)).toThrow(
      TypeError,
    );
  });

  test('refuses a status, an action or a section that does not exist', () => {
    expect(() => listEntries(builtinTable, { status: 'NOTFOUND' as Status })).toThrow(
      /unknown status 'NOTFOUND'; expected one of .*NOT_FOUND/,
    );
    expect(() => listEntries(builtinTable, { action: 'again' as 'retry' })).toThrow(TypeError);
    expect(() => listEntries(builtinTable, { section: ['kyc', 'none'] })).toThrow(
      /^unknown section 'none'; expected one of .*\bgateway\b.*\bkyc\b/,
    );
  });

  test('has the sections of the table, not the built-in ones', () => {
    const page = {
      name: 'own.csv',
      text: 'code,message,section\nORD001,One,orders\nORD002,Two,\n',
    };
    const { entries } = importPages([page]);
    const own = createTable(entries);
    expect(listEntries(own, { section: 'orders' })).toMatchObject([{ code: 'ORD001' }]);
    expect(() => listEntries(own, { section: 'kyc' })).toThrow(
      new TypeError("unknown section 'kyc'; expected one of orders"),
    );
    const both = createTable(builtinTable.entries, entries);
    expect(listEntries(both, { section: ['kyc', 'orders'], prefix: 'ord' })).toHaveLength(1);
    expect(() => listEntries(createTable(), { section: 'kyc' })).toThrow(
      new TypeError("unknown section 'kyc'; there are none"),
    );
    expect(listEntries(createTable(), { section: [] })).toEqual([]);
  });

  test('has its codes as a type', () => {
    expectTypeOf<'US500'>().toExtend<Code>();
    expectTypeOf<'US501'>().not.toExtend<Code>();
  });
});
