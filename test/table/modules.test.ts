import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { knownModules, listedModules, moduleOf, modulesOf } from '../../src/table/modules.js';
import { createTable } from '../../src/table/table.js';

const entry = (code: string, family: string, module: string): Entry => ({
  code,
  message: 'A message',
  placeholders: 0,
  family,
  module,
  source: { page: 'own', lines: [], wording: 'verbatim' },
});

describe('moduleOf', () => {
  test.each([
    ['G', 'G'],
    ['GF', 'G'],
    ['GGATEWAY_CODE_', 'G'],
    ['USCUSTOMER_API_', 'US'],
    ['C', 'C'],
    ['CFDE', 'CFD'],
    ['CFDWBWE', 'CFDWBW'],
    ['CATS_ROBOTE', 'CATS_ROBOT'],
    ['PASS_TO_CREDIT', 'PASS_TO_CREDIT'],
    ['', ''],
    ['XY', undefined],
    ['us', undefined],
  ])('%j belongs to %j', (family, module) => {
    expect(moduleOf(family, listedModules())).toBe(module);
    expect(moduleOf(family, [...listedModules()].reverse())).toBe(module);
  });
});

describe('knownModules', () => {
  test('has the listed modules, those without a documented code included', () => {
    for (const table of [builtinTable, createTable([])]) {
      expect(knownModules(table)).toEqual(new Set(listedModules()));
      for (const module of ['A', 'MS', 'O', 'TA']) expect(knownModules(table)).toContain(module);
      for (const other of ['', 'us', 'CFDE', 'PASS', 'CATS', '__proto__']) {
        expect(knownModules(table)).not.toContain(other);
      }
    }
  });

  test('has the modules of the entries of a table of one’s own', () => {
    const own = [entry('ORDER_001', 'ORDER_', 'ORDER'), entry('12345', '', '')];
    expect(knownModules(createTable(builtinTable.entries, own))).toEqual(
      new Set([...listedModules(), 'ORDER']),
    );
  });
});

describe('modulesOf a page', () => {
  const known = new Map(builtinTable.families.map(({ name, module }) => [name, module]));
  test.each([
    ['a known family', 'CFDE000099', 'CFDE', 'CFD'],
    ['a module of the platform alone', 'CATS_ROBOT500', 'CATS_ROBOT', 'CATS_ROBOT'],
    ['a module and a service’s own family', 'MSE000001', 'MSE', 'MS'],
    ['a module and a long own family', 'TACUSTOMER_API_0000001', 'TACUSTOMER_API_', 'TA'],
    ['a word that only begins like a module', 'ORDER_001', 'ORDER_', 'ORDER'],
    ['no family', '00012099', '', ''],
  ])('%s', (_, code, family, module) => {
    expect(modulesOf([code], known).get(family)).toBe(module);
  });

  test('a page’s own general failure names a module', () => {
    const modules = modulesOf(['XY500', 'XYSTORE_API_001', 'XYZ500', 'XYZ_1']);
    expect(Object.fromEntries(modules)).toEqual({
      XY: 'XY',
      XYSTORE_API_: 'XY',
      XYZ: 'XYZ',
      XYZ_: 'XYZ',
    });
  });
});
