import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createExplainer } from '../../src/explain/explainer.js';
import { builtinTable } from '../../src/table/builtin.js';
import { runInProcess } from '../support/run.js';
import { useRuns } from '../support/running.js';

const N = 'USCUSTOMER_API_0000102';
const A = 'USCUSTOMER_API_0000132';

const far = 'x'.repeat(70_000);
const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');
const response = (params: string) => `{"code":"${A}","msgParams":"${params}"}`;

const { file } = useRuns();

const explain = async (stdin: string, ...args: string[]) => {
  const { code, stdout, stderr } = await runInProcess(['explain', ...args], { stdin });
  expect(code).toBe(0);
  return { stdout: stdout.toString(), stderr };
};

describe('params far from their code', () => {
  const warning =
    'a line over 64 KiB was read in parts; params in another part than their code are ignored';
  const behind = `{"code":"${A}","a":"${far}","msgParams":"5,24"}\n`;
  const before = `{"msgParams":"5,24","a":"${far}","code":"${A}"}\n`;

  test.each([[], ['--below'], ['--json'], ['--ndjson'], ['--summary'], ['--only-matching']])(
    '%s are not seen, and that is said once',
    async (...mode) => {
      for (const text of [behind, before, behind + before]) {
        expect((await explain(text, ...mode)).stderr).toBe(`mmerr: standard input: ${warning}\n`);
      }
    },
  );

  test('the first of several files is named', async () => {
    const names = [behind, `${N}\n`, before].map((text, index) => file(`${index}.log`, text));
    const [first, second, third] = names as [string, string, string];
    expect((await explain('', second, third, first)).stderr).toBe(`mmerr: ${third}: ${warning}\n`);
  });

  test.each([
    ['near ones on a long line', `{"a":"${far}",${response('5,24').slice(1)}\n`],
    ['a code that takes none', `{"a":"${far}","code":"${N}"}\n`],
    ['a code without any beside a long line', `{"a":"${far}"}\n${A}\n${far}\n`],
  ])('%s: nothing is said', async (_, text) => {
    expect((await explain(text)).stderr).toBe('');
  });
});

test('--ndjson: a line that is too long', async () => {
  const text = `{"code":"${N}","a":"${'x'.repeat(5 << 20)}"}\n`;
  const { stdout, stderr } = await explain(text + text, '--ndjson');
  expect(stdout === text + text).toBe(true);
  expect(stderr).toBe('mmerr: standard input: a line over 4 MiB was passed through unchanged\n');
});

test('--ndjson: a field that is too long has the first codes', async () => {
  const object = `{"a":[${repeat(30_000, (i) => `${response(`${i},24`)},`)}0]`;
  const { stdout, stderr } = await explain(`${object}}\n`, '--ndjson');
  // A line of this length is read in parts, too.
  expect(stderr.split('\n').slice(1)).toEqual([
    'mmerr: standard input: the field of a line has only the codes that fit into 10 MiB',
    '',
  ]);
  expect(stdout.startsWith(`${object},"mmerr":[`)).toBe(true);
  const { mmerr } = JSON.parse(stdout);
  expect(mmerr.length).toBeGreaterThan(25_000);
  expect(Number(mmerr.at(-1).params[0])).toBeLessThan(29_000);
  expect(stdout.length - object.length).toBeLessThan(10 << 20);
});

test('--below: too many meanings below a line', async () => {
  const line = repeat(1001, (i) => `USCUSTOMER_API_9${String(i).padStart(6, '0')} `);
  const { stdout, stderr } = await explain(`${line}\n${N}\n`, '--below');
  expect(stdout.split('\n')).toHaveLength(1 + 1000 + 1 + 1 + 1);
  expect(stderr).toBe(
    'mmerr: standard input: only the first 1,000 different meanings are shown below a line\n',
  );
  expect((await explain(`${line.slice(0, -24)} ${line.slice(0, -24)}\n`, '--below')).stderr).toBe(
    '',
  );
});

test('--only-matching: a line whose start is cut off', async () => {
  const text = `${'x'.repeat(4 << 20)} ${N}\n`;
  const { stdout, stderr } = await explain(text + text, '--only-matching');
  expect(stdout.length).toBeLessThan(5 << 20);
  expect(stderr).toBe(
    'mmerr: standard input: only the last 1 MiB before the first code of a line is shown\n',
  );
});

test('the documentation has them all', () => {
  const docs = readFileSync('docs/explain.md', 'utf8');
  const [, limits = ''] = docs.split('## Limits');
  for (const size of ['64 KiB', '1,000', '4 MiB', '10 MiB', '1 MiB'])
    expect(limits).toContain(size);
});

test('long fields of several lines do not get mixed up', () => {
  const line = (first: number) =>
    `{"a":[${repeat(500, (i) => `${response(`${first + i},24`)},`)}0]}\n`;
  const explainer = createExplainer(builtinTable, { mode: 'ndjson', transient: true });
  for (const first of [0, 10_000]) {
    // All of what one call returns is read after it.
    const pieces = explainer.push(Buffer.from(line(first) + line(first + 1000)));
    const lines = Buffer.concat(pieces).toString().trim().split('\n');
    expect(lines.map((text) => JSON.parse(text).mmerr[499].params[0])).toEqual([
      String(first + 499),
      String(first + 1499),
    ]);
  }
  expect(explainer.end()).toEqual([]);
});
