import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codePattern,
  PATTERN_DIALECTS,
  PATTERN_KINDS,
  type PatternDialect,
  type PatternKind,
} from '../../src/codes/pattern.js';
import { builtinTable } from '../../src/table/builtin.js';
import { createTable, type Table } from '../../src/table/table.js';
import { importPage } from '../support/import-page.js';
import { counted, logTexts, scanned } from '../support/patterns.js';
import { runs } from '../support/runs.js';

function pattern(kind: PatternKind, dialect?: PatternDialect, table: Table = builtinTable) {
  const made = codePattern(table, kind, dialect);
  if (!made) throw new Error(`no pattern for ${kind}`);
  return made;
}

/** What JavaScript finds with a pattern. */
function found(text: string, kind: PatternKind, table: Table = builtinTable): string[] {
  const expression = new RegExp(pattern(kind, 're2', table).pattern, 'g');
  return [...text.matchAll(expression)].map(([, code = '']) => code);
}

/** A table of one's own codes. */
const tableOf = (...codes: string[]) =>
  createTable(
    importPage({
      name: 'own.json',
      text: JSON.stringify(codes.map((code) => ({ code, message: 'Some message' }))),
    }).entries,
  );

describe.each(PATTERN_KINDS)('the pattern %s', (kind) => {
  test('finds in JavaScript what the scanner finds', () => {
    fc.assert(
      fc.property(logTexts, (text) => {
        expect(counted(found(text, kind), kind)).toEqual(scanned(text, kind));
      }),
      { numRuns: runs(500) },
    );
  });

  test('finds with grep -E the same lines as in JavaScript', () => {
    const lines = fc
      .sample(logTexts, { numRuns: 500, seed: 7 })
      .flatMap((text) => text.split(/[\n\r]/));
    const expected = lines.flatMap((line, index) => (found(line, kind).length > 0 ? [index] : []));
    expect(expected.length).toBeGreaterThan(100);
    for (const locale of ['C', 'C.UTF-8']) {
      const { stdout, stderr } = spawnSync(
        'grep',
        ['-a', '-n', '-E', '-e', pattern(kind, 'posix').pattern],
        {
          input: `${lines.join('\n')}\n`,
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: locale },
        },
      );
      expect(stderr).toBe('');
      const matched = stdout.match(/^\d+(?=:)/gm)?.map((number) => Number(number) - 1);
      expect(matched).toEqual(expected);
    }
  });

  test('has one place at which its group can be given a name', () => {
    expect(pattern(kind).pattern.split('((?:')).toHaveLength(2);
    const named = new RegExp(pattern(kind).pattern.replace('((?:', '(?<form>(?:'));
    const text = 'code=US500 GATEWAY_CODE_005';
    expect(named.exec(text)?.groups?.form).toBe(new RegExp(pattern(kind).pattern).exec(text)?.[1]);
  });

  test.each(PATTERN_DIALECTS)('says which group of %s holds the code', (dialect) => {
    const { pattern: source, group } = pattern(kind, dialect);
    if (dialect !== 'posix') expect(group).toBe(1);
    // JavaScript reads the groups of all dialects alike.
    const groups = new RegExp(`${source.replaceAll(/\[\[:\w+:\]\]/g, '\\s')}`).exec(
      kind === 'anywhere' ? 'x GATEWAY_CODE_005 y' : 'x code=US500 y',
    );
    const code = kind === 'anywhere' ? 'GATEWAY_CODE_005' : 'US500';
    if (dialect !== 'postgres') expect(groups?.[group]).toBe(code);
    expect(source).not.toMatch(/\(\?[^:]|\\d|\\[sw]|\n/);
  });
});

describe("a table of one's own", () => {
  const table = tableOf('PAY.X-12', 'ORD_SVC_7', 'AB1', '404', '405', '12345678');

  test('has its own families', () => {
    const text = 'PAY.X-12 PAYxX-12 ORD_SVC_7 code=AB1 AB2 code=404 code=12345678 code=9999 405';
    expect(found(text, 'anywhere', table)).toEqual(['PAY.X-12', 'ORD_SVC_7']);
    expect(found(text, 'field', table)).toEqual(['AB1', '404', '12345678']);
  });

  test('that lacks a kind of code has no pattern of it', () => {
    expect(codePattern(tableOf('AB1', 'AB2'), 'anywhere')).toBeUndefined();
    expect(codePattern(tableOf('PAY-1200', 'PAY-1201'), 'field')).toBeUndefined();
  });
});

test('what the patterns do not find', () => {
  const text = 'symbol=US500 zipcode=00012005 XGATEWAY_CODE_005 GATEWAY_CODE_005x US500 code=404';
  expect(found(text, 'anywhere')).toEqual([]);
  expect(found(text, 'field')).toEqual([]);
});

test('codes touch letters that are not ASCII, and each other', () => {
  expect(found('错误GATEWAY_CODE_005错误', 'anywhere')).toEqual(['GATEWAY_CODE_005']);
  expect(found('GATEWAY_CODE_005,GATEWAY_CODE_006', 'anywhere')).toHaveLength(2);
  expect(found('code=US500&code=G500', 'field')).toEqual(['US500', 'G500']);
});
