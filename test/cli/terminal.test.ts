import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import stringWidth from 'fast-string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../src/cli/messages.js';
import { runInProcess } from '../support/run.js';

let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmerr-terminal-'));
  writeFileSync(
    file('ours.csv'),
    'code,message,section,status,action\n' +
      'ORDSVC001,订单不存在，请检查订单编号之后再试一次，或者联系客户服务 🙂,orders,NOT_FOUND,fix-request\n' +
      'ORDSVC002,Nothing is known of it,,,\n',
  );
  writeFileSync(
    file('app.log'),
    'a USCUSTOMER_API_0000102\nb\nc USCUSTOMER_API_0000102 GGATEWAY_CODE_777\nd US500\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The columns that a line takes, its colours aside. */
const widthOf = (line: string) => stringWidth(line.replace(/\x1b\[[\d;]*m/g, ''));

const COMMANDS = [
  ['lookup', 'USCUSTOMER_API_0000132', 'USCUSTOMER_API_0000603', '102'],
  ['search', 'password'],
  ['list'],
  ['list', '--table', 'ours.csv', 'ords'],
  ['lookup', '--table', 'ours.csv', 'ordsvc-1'],
  ['table', 'audit'],
  ['table', 'diff', 'ours.csv'],
  ['explain', '--summary', 'app.log'],
];

describe.each([40, 80, 200])('a terminal of %i columns', (columns) => {
  test.each(COMMANDS.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const paths = args.map((arg) => (/\.(?:csv|log)$/.test(arg) ? file(arg) : arg));
    const { code, stdout } = await runInProcess([...paths, '--color', 'always'], { columns });
    expect(code).toBe(0);
    const lines = stdout.toString().trimEnd().split('\n');
    for (const line of lines) {
      // A word longer than the terminal, such as a path, has nowhere to go.
      const long = line.split(/\s+/).some((word) => widthOf(word) > columns / 2);
      if (!long) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
    }
    // Colours are only added: without them the same stands there.
    const plain = await runInProcess([...paths, '--color', 'never'], { columns });
    expect(plain.stdout.toString()).toBe(stdout.toString().replace(/\x1b\[[\d;]*m/g, ''));
    expect(stdout.toString()).toContain('\x1b[');
    expect(plain.stdout.toString()).not.toContain('\x1b');
  });
});

test.each([
  [{}, true],
  [{ CLICOLOR: '1' }, true],
  [{ CLICOLOR: '0' }, false],
  [{ CLICOLOR: '0', FORCE_COLOR: '1' }, true],
  [{ CLICOLOR: '0', CLICOLOR_FORCE: '1' }, true],
  [{ CLICOLOR: '1', NO_COLOR: '1' }, false],
  [{ TERM: 'dumb' }, false],
])('colours on a terminal with %j: %s', async (env, hasColors) => {
  const { stdout } = await runInProcess(['lookup', 'G500'], { columns: 80, env });
  expect(stdout.toString().includes('\x1b[')).toBe(hasColors);
});

describe('what is said on a terminal', () => {
  test('whose reading status and action are, but not of a table of the user’s', async () => {
    const own = await runInProcess(
      ['lookup', '--table', file('ours.csv'), 'ORDSVC001', '--color', 'never'],
      { columns: 80 },
    );
    expect(own.stdout.toString()).toMatch(/status +NOT_FOUND/);
    expect(own.stdout.toString()).not.toMatch(/interpretation/);
    for (const args of [
      ['lookup', 'G500'],
      ['search', 'password'],
      ['explain', '--summary', file('app.log')],
    ]) {
      const { stdout } = await runInProcess(args, { columns: 80 });
      expect(stdout.toString()).toMatch(/mmerr's interpretation, not the vendor's/);
    }
  });

  test('that a search has more results than are shown', async () => {
    const cut = await runInProcess(['search', 'account'], { columns: 80 });
    const codes = cut.stdout.toString().match(/[A-Z_]+\d{5,}/g) ?? [];
    expect(new Set(codes).size).toBe(5);
    expect(cut.stderr).toBe('mmerr: showing the best 5; for more: --limit 20\n');
    // Not where all are shown, where so many were asked for, or where a program reads.
    for (const args of [['debts'], ['account', '--limit', '3'], ['account', '--json']]) {
      expect((await runInProcess(['search', ...args], { columns: 80 })).stderr).toBe('');
    }
    expect((await runInProcess(['search', 'account'])).stderr).toBe('');
  });

  test('that what was found is no close fit', async () => {
    const { code, stderr } = await runInProcess(['search', 'printer is out of paper'], {
      columns: 80,
    });
    expect(code).toBe(0);
    expect(stderr).toBe(
      "mmerr: no close match for 'printer is out of paper'; showing the nearest\n",
    );
  });

  test('where a code occurred first and last', async () => {
    const { stdout } = await runInProcess(
      ['explain', '--summary', file('app.log'), '--color', 'never'],
      { columns: 80 },
    );
    expect(stdout.toString()).toMatch(/lines 1 to 3\n/);
    expect(stdout.toString()).toMatch(/Undocumented codes\n.*GGATEWAY_CODE_777.*\n +line 3\n/);
  });
});

test.each([['table', 'export'], ['list']])(
  '%s %s: no control character reaches a terminal',
  async (...args) => {
    const table = file('evil.json');
    writeFileSync(
      table,
      JSON.stringify([
        {
          code: 'EVL001',
          message: 'a\x1b[31mb\u202ec',
          section: 's\x1b]0;pwn\x07\u061ct',
          status: 'OK',
        },
      ]),
    );
    for (const format of ['csv', 'markdown', 'properties', 'json']) {
      const options = [...args.filter(Boolean), '--table', table, '--format', format];
      const { code, stdout } = await runInProcess(options, { columns: 80 });
      expect(code).toBe(0);
      expect(stdout.toString()).toContain('EVL001');
      expect(stdout.toString()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e]/);
    }
  },
);

test('what is said on standard error wraps at blanks, on a terminal only', async () => {
  const said = 'mmerr: showing the best 5; for more: --limit 20\n';
  for (const [isTTY, columns, expected] of [
    [true, 24, 'mmerr: showing the best\n5; for more: --limit 20\n'],
    [true, 80, said],
    [false, 24, said],
  ] as const) {
    let written = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    });
    await say({ env: {}, stderr: { isTTY, columns, stream } }, said);
    expect(written).toBe(expected);
  }
});
