import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { showsUnicode } from '../../src/cli/locale.js';
import { type RunOptions, runInProcess } from '../support/run.js';
import { NO_TERMINAL, runOnTerminal } from '../support/terminal.js';

const BEYOND_ASCII = /[^\x00-\x7f]/;
const LONG = 'x'.repeat(100);
/** A table with conflicts, repairs and rows that cannot be read. */
const DAMAGED =
  'ORDSVC001=It is closed\nORDSVC001=It is open\nORDSVC002=It is gone ... ORDSVC003=It is late\n' +
  `ORDSVC004\nORD SVC005=${LONG.repeat(30)} ... SVC006=a b\n`;

let log = '';
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'mmerr-locale-'));
  log = join(folder, 'app.log');
  const lines = Array.from({ length: 50 }, (_, i) => `USCUSTOMER_API_0000${i < 40 ? 102 : 132}`);
  writeFileSync(log, lines.join('\n'));
  return () => rmSync(folder, { recursive: true });
});

/** All that a run writes. */
async function written(args: readonly string[], options: RunOptions): Promise<string> {
  const { stdout, stderr } = await runInProcess(args, options);
  return stdout + stderr;
}

const helps = COMMANDS.filter(({ hidden }) => !hidden).flatMap(({ name, commands = [] }) => [
  [name, '--help'],
  ...commands.map((command) => [name, command.name, '--help']),
]);

/** Calls, and whether they write more than ASCII where that can be shown. */
const CALLS: readonly (readonly [args: readonly string[], typographic: boolean, stdin?: string])[] =
  [
    [['lookup', '--verbose', 'GGATEWAY_CODE_012', 'USCUSTOMER_API_0000123'], true],
    [['lookup', '--table', '-', 'ORDSVC001'], true, DAMAGED],
    [['lookup', LONG], true],
    [['customer gets 0000603'], false],
    [['search', `${LONG} zzz`], true],
    [['search', 'fnud', 'passw0rd'], false],
    [['list', '--section', 'kyc'], false],
    [['table', 'audit'], true],
    [['table', 'audit', '-'], true, DAMAGED],
    [['table', 'import', '-'], true, '{"a":1}'],
    [['table', 'diff', '-'], false, DAMAGED],
    [['explain', '--below'], false, 'a USCUSTOMER_API_0000132\n'],
    [['__complete', 'bash', '1', 'lookup', 'USCUSTOMER_API_00001'], true],
    ...helps.map((help) => [help, /lookup/.test(help.join())] as const),
  ];

describe.each([undefined, 60])('on %s columns', (columns) => {
  test.each(CALLS.map(([args, typographic, stdin]) => ({ args, typographic, stdin })))(
    '$args',
    async ({ args, typographic, stdin = '' }) => {
      const options = { stdin, ...(columns === undefined ? {} : { columns }) };
      const at = (env: Record<string, string>) =>
        written(args, { ...options, env: { COLUMNS: '60', PAGER: 'cat', ...env } });
      expect(await at({ LC_ALL: 'C' })).not.toMatch(BEYOND_ASCII);
      expect(BEYOND_ASCII.test(await at({ LC_ALL: 'C.UTF-8' }))).toBe(typographic);
    },
  );

  test('a summary', async () => {
    const options = columns === undefined ? {} : { columns };
    const summary = (env: Record<string, string>) =>
      written(['explain', '--summary', '--no-color', log], { ...options, env });
    const plain = await summary({ LC_ALL: 'C' });
    expect(plain).not.toMatch(BEYOND_ASCII);
    // Bars, a sparkline, the trends and an unknown value.
    expect(plain).toMatch(/ {2}#+ /);
    expect(plain).toMatch(/ {2}_+[.\-:=+*#]+ {2}\^\n/);
    expect(plain).toMatch(/wrong\s+password \.\.\. times/);
    expect(await summary({ LC_ALL: 'C.UTF-8' })).toMatch(/██.*▁▁.*↑/);
  });
});

test('what a table says stays as it is', async () => {
  const message = 'Can’t find “订单” …';
  const stdin = `code,message\nORDSVC001,${message}\n`;
  for (const args of [
    ['list', 'ords'],
    ['lookup', 'ORDSVC001'],
    ['lookup', '--json', 'ORDSVC001'],
    ['table', 'export', '--format', 'csv'],
  ]) {
    const { stdout } = await runInProcess(['--table', '-', ...args], {
      stdin,
      env: { LC_ALL: 'C' },
    });
    expect(stdout.toString()).toContain(message);
  }
});

test.skipIf(NO_TERMINAL)('the picker', () => {
  const pick = (env: Record<string, string>) => {
    const { code, shown } = runOnTerminal(
      [],
      [
        ['Error code', 'account'],
        ['locked', '\r'],
      ],
      { columns: 60, env },
    );
    expect(code).toBe(0);
    return shown;
  };
  for (const env of [{ LC_ALL: 'C' }, { LC_ALL: 'C', NO_COLOR: '1' }]) {
    const shown = pick(env);
    expect(shown).not.toMatch(BEYOND_ASCII);
    expect(shown).toContain('...');
  }
  expect(pick({})).toMatch(/●.*…/s);
});

test.each([
  [{ LC_ALL: 'C' }, 'linux', false],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, 'linux', false],
  [{ LC_ALL: '', LC_CTYPE: 'de_DE.ISO-8859-1', LANG: 'en_US.UTF-8' }, 'linux', false],
  [{ LANG: 'en_US.utf8' }, 'linux', true],
  [{ LANG: 'en_US.UTF-8', TERM: 'linux' }, 'linux', true],
  [{}, 'linux', true],
  [{ TERM: 'linux' }, 'linux', false],
  [{}, 'win32', false],
  [{ WT_SESSION: '1' }, 'win32', true],
  [{ TERM_PROGRAM: 'vscode' }, 'win32', true],
])('the locale of %j on %s', (env, platform, unicode) => {
  expect(showsUnicode(env, platform)).toBe(unicode);
});
