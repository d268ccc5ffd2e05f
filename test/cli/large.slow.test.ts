import { truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runBuilt } from '../support/run.js';
import { hasBash, useRuns } from '../support/running.js';

const N = 'USCUSTOMER_API_0000102';

const { bash, file, path } = useRuns();

const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');

/** The exit code, how many lines and bytes were printed, and the errors. */
async function run(args: readonly string[], stdin = '') {
  const { code, stdout, stderr } = await runBuilt(args, { stdin });
  return { code, stdout, lines: stdout.toString().split('\n').length - 1, stderr };
}

describe('large input has an answer', () => {
  test('a summary of 200,000 known codes', async () => {
    const code = (index: number) => `ORDX_${1_000_000 + index}`;
    const table = file(
      'own.json',
      `[${repeat(200_000, (i) => `{"code":"${code(i)}","message":"Gone"},`)}{"code":"ORDX_1","message":"x"}]`,
    );
    const log = file(
      'own.log',
      repeat(200_000, (i) => `${code(i)}\n`),
    );
    const {
      code: status,
      stdout,
      stderr,
    } = await run(['explain', '--summary', '--table', table, log]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toMatch(/^Found 200,000 codes on 200,000 of 200,000 lines\n/);
  });

  test('130,000 codes to look up', async () => {
    const brief = await run(['lookup', '--brief', '-'], `${N}\n`.repeat(130_000));
    expect([brief.code, brief.lines, brief.stderr]).toEqual([0, 130_000, '']);
    const json = await run(['lookup', '--json', '-'], `${N}\n`.repeat(130_000));
    expect([json.code, json.stderr]).toEqual([0, '']);
    expect(JSON.parse(json.stdout.toString())).toHaveLength(130_000);
  });

  test('130,000 equal rows of a table', async () => {
    const page = file('equal.csv', `code,message\n${'ORD001,Gone\n'.repeat(130_000)}`);
    const { code, stderr } = await run(['table', 'import', page]);
    expect([code, stderr]).toEqual([0, 'mmerr: 130,000 rows, 1 code\n']);
  });

  test('a response of 8 MB, and a text of 8 MB in JSON', async () => {
    const response = JSON.stringify({ code: N, msg: 'x'.repeat(8_000_000) });
    expect(await run(['lookup', '--brief', '-'], response)).toMatchObject({ code: 0, lines: 1 });
    const text = JSON.stringify(`${N} "\\\n`.repeat(300_000));
    const { code, lines, stderr } = await run(['lookup', '--brief', '-'], text);
    expect([code, lines]).toEqual([0, 1]);
    expect(stderr).toMatch(/^mmerr: '[^\n]*…': only the first 1 MiB was read\n$/);
  });

  test('a query of 8 MB to search for', async () => {
    const { code, stderr } = await run(
      ['search', '-'],
      'some words about passwords '.repeat(300_000),
    );
    expect(code).toBe(0);
    expect(stderr).toContain('mmerr: only the first 4,000 characters were searched for words\n');
  });
});

describe('what is too much is refused in one line', () => {
  test.each<[name: string, content: string, complaint: RegExp]>([
    [
      'a code nested 5,000 deep',
      `[{"code":${'['.repeat(5000)}"A1"${']'.repeat(5000)},"message":"x"}]`,
      /:1: entry 1 has the code \[…\], which is not one /,
    ],
    [
      'objects nested 5,000 deep',
      `${'{"a":'.repeat(5000)}{"ORD001":"x"}${'}'.repeat(5000)}`,
      /: is JSON, but not a table; /,
    ],
    [
      'JSON that breaks off after millions of escapes',
      `[{"code":"A1","message":"${'\\"'.repeat(4_000_000)}`,
      /:1: unexpected end of JSON; /,
    ],
  ])('%s in a table', async (_, content, complaint) => {
    const table = file('bad.json', content);
    for (const args of [
      ['lookup', N, '--table', table],
      ['table', 'import', table],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout.length]).toEqual([2, 0]);
      expect(stderr).toMatch(complaint);
      expect(stderr).toMatch(/^mmerr: [^\n]*\n$/);
    }
  });

  test('more than a million lines to look up', async () => {
    const { code, stdout, stderr } = await run(['lookup', '-'], 'x\n'.repeat(1_000_001));
    expect([code, stdout.length]).toEqual([2, 0]);
    expect(stderr).toBe(
      'mmerr: standard input has more than a million lines to look up; for the codes in a log: mmerr explain\n',
    );
  });

  test('files of 600 MB as tables and summaries', async () => {
    // Without any content on disk.
    const name = path('huge');
    writeFileSync(name, '');
    truncateSync(name, 600 << 20);
    for (const args of [
      ['list', '--table', name],
      ['table', 'import', name],
      ['explain', '--summary', '--merge', name],
    ]) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([2, `mmerr: ${name} is larger than 256 MiB\n`]);
    }
  });

  test.skipIf(!hasBash)('600 MB on standard input', async () => {
    for (const [command, complaint] of [
      ['search -', 'is larger than 16 MiB; for the codes in a log: mmerr explain'],
      ['lookup -', 'is larger than 16 MiB; for the codes in a log: mmerr explain'],
      ['table import -', 'is larger than 256 MiB'],
      ['explain --summary --merge -', 'is larger than 256 MiB'],
    ]) {
      const line = `head -c 600000000 /dev/zero | "$NODE" "$BUILT" ${command} >/dev/null`;
      const piped = bash(`${line}; echo "status \${PIPESTATUS[1]}"`).read();
      await piped.ended();
      expect(piped.stdout.toString()).toBe('status 2\n');
      expect(piped.stderr).toBe(`mmerr: standard input ${complaint}\n`);
    }
  });
});
