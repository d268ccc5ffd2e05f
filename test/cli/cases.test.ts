import { describe, expect, test } from 'vitest';
import { HOSTS, type RunResult } from '../support/run.js';
import { CASES, type Case } from './cases.js';

function check(result: RunResult, expected: Case): void {
  const stdout = result.stdout.toString(
    typeof expected.stdout === 'string' && /[\x80-\xff]/.test(expected.stdout) ? 'latin1' : 'utf8',
  );
  for (const [got, wanted] of [
    [stdout, expected.stdout],
    [result.stderr, expected.stderr],
  ] as const) {
    if (typeof wanted === 'string') expect(got).toBe(wanted);
    else if (wanted) expect(got).toMatch(wanted);
  }
  if (expected.json !== undefined) {
    const value: unknown = JSON.parse(stdout);
    if (Array.isArray(expected.json) && expected.args.includes('search')) {
      // The first results count; others may follow.
      expect((value as unknown[]).slice(0, expected.json.length)).toMatchObject(expected.json);
    } else {
      expect(value).toMatchObject(expected.json as object);
    }
  }
  expect(result.code).toBe(expected.code);
}

describe.each(Object.entries(HOSTS))('%s', (_host, run) => {
  test.each(CASES.map((item) => [item.name, item] as const))('%s', async (_name, item) => {
    const { args, stdin, env } = item;
    check(
      await run(args, { ...(stdin === undefined ? {} : { stdin }), ...(env ? { env } : {}) }),
      item,
    );
  });
});
