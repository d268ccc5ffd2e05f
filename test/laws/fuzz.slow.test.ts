import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainBytes, MARKING, withoutInsertions } from '../support/explain.js';
import { fuzzBytes, fuzzing, fuzzText } from '../support/fuzz.js';
import { runInProcess } from '../support/run.js';

/** For an input of some kilobytes; a loaded machine and the collector included, in milliseconds. */
const MOST_TIME = 5000;

/** What acts on a terminal, except line ends and the tab between columns. */
const ACTS =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]/;

/** A program's arguments, and the columns of the terminal that it writes to. */
type Call = readonly [args: readonly string[], columns?: number];

/** Runs the program, which throws its internal errors. */
async function run([args, columns]: Call, stdin: string | Buffer) {
  const { user } = process.cpuUsage();
  const terminal = columns === undefined ? {} : { columns };
  const result = await runInProcess(['--no-color', ...args], { stdin, ...terminal });
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(MOST_TIME);
  expect([0, 1, 2]).toContain(result.code);
  expect(result.stderr).not.toMatch(ACTS);
  if (result.code === 2) expect(result.stderr).toMatch(/^mmerr: .+\n/);
  return { ...result, stdout: result.stdout.toString() };
}

/** Calls whose output is all mmerr's own. */
async function expectSafe(call: Call, stdin: string | Buffer): Promise<void> {
  const { code, stdout } = await run(call, stdin);
  expect(stdout).not.toMatch(ACTS);
  if (code < 2 && call[0].includes('--json')) JSON.parse(stdout);
}

describe('whatever comes in: no internal error, no control characters, and in time', () => {
  test('lookup', async () => {
    const calls = fc.constantFrom<Call>(
      [['lookup', '-']],
      [['lookup', '-'], 40],
      [['lookup', '--verbose', '--customer', '-'], 80],
      [['lookup', '--brief', '--params', '5,\x1b[31m', '-']],
      [['lookup', '--json', '-']],
    );
    const property = fc.asyncProperty(fuzzText, calls, (text, call) => expectSafe(call, text));
    await fc.assert(property, fuzzing(350));
  });

  test('arguments', async () => {
    const words = fc.array(fuzzText, { minLength: 1, maxLength: 3 });
    const calls = fc.constantFrom(['lookup', '--'], ['search', '--'], ['--'], ['list', '--']);
    const property = fc.asyncProperty(calls, words, (args, more) =>
      expectSafe([[...args, ...more], 80], ''),
    );
    await fc.assert(property, fuzzing(150));
  });

  test('search', async () => {
    const calls = fc.constantFrom<Call>(
      [['search', '-']],
      [['search', '-'], 40],
      [['search', '--json', '-']],
    );
    const property = fc.asyncProperty(fuzzText, calls, (text, call) => expectSafe(call, text));
    await fc.assert(property, fuzzing(250));
  });

  test('tables', async () => {
    const calls = fc.constantFrom<Call>(
      [['table', 'import', '-']],
      [['table', 'audit', '-'], 80],
      [['table', 'audit', '--json', '-']],
      [['table', 'diff', '-']],
      [['list', '--table', '-', 'ords'], 40],
      [['list', '--table', '-', '--format', 'csv', 'ords'], 80],
      [['lookup', '--table', '-', 'ORDSVC001'], 80],
      [['search', '--table', '-', '--json', 'one']],
      [['table', 'export', '--table', '-', '--format', 'markdown'], 80],
      [['table', 'export', '--table', '-', '--forms', '--format', 'json']],
      [['table', 'pattern', '--table', '-', '--json']],
    );
    const property = fc.asyncProperty(fuzzBytes, calls, (bytes, call) => expectSafe(call, bytes));
    await fc.assert(property, fuzzing(350));
  });

  test('explain', async () => {
    const calls = fc.constantFrom<Call>(
      [['explain', '--summary']],
      [['explain', '--summary'], 40],
      [['explain', '--summary', '--json']],
      [['explain', '--json']],
      [['explain', '--quiet']],
    );
    const copying = fc.constantFrom(
      ['explain'],
      ['explain', '--below'],
      ['explain', '--ndjson'],
      ['explain', '--only-matching', '--line-number'],
    );
    const property = fc.asyncProperty(fuzzBytes, calls, copying, async (bytes, call, copy) => {
      const { stdout } = await run(call, bytes);
      expect(stdout).not.toMatch(ACTS);
      if (call[0].includes('--json')) {
        const parts = call[0].includes('--summary') ? [stdout] : stdout.trim().split('\n');
        for (const part of parts) if (part !== '') JSON.parse(part);
      }
      expect((await run([copy], bytes)).code).toBe(0);
      for (const mode of ['inline', 'below'] as const) {
        const marked = explainBytes(bytes, { mode, style: MARKING });
        expect(withoutInsertions(marked, mode).equals(bytes)).toBe(true);
        const notes = marked.toString('latin1').match(/<<mm-note:.*?:mm-note>>/gs) ?? [];
        for (const note of notes) {
          expect(Buffer.from(note, 'latin1').toString()).not.toMatch(ACTS);
        }
      }
    });
    await fc.assert(property, fuzzing(400));
  });
});
