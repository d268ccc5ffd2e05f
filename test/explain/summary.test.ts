import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Counts } from '../../src/explain/counts.js';
import { readSummary } from '../../src/explain/read-summary.js';
import { type Summary, summarize, summaryJson } from '../../src/explain/summary.js';
import { MAX_BUCKETS } from '../../src/explain/timeline.js';
import { builtinTable } from '../../src/table/builtin.js';
import { createTable } from '../../src/table/table.js';
import { countsOf, cutAt, findingsOf, NOW, summaryOf } from '../support/explain.js';
import { importPage } from '../support/import-page.js';
import { runInProcess } from '../support/run.js';
import { runs } from '../support/runs.js';

const N = 'USCUSTOMER_API_0000102';
const P = 'USCUSTOMER_API_0000132';
const U = 'USCUSTOMER_API_9999999';
const CODES = [N, P, U, 'GGATEWAY_CODE_005', 'GATEWAY_CODE_103', 'GGATEWAY_CODE_777'];

const iso = (time: number) => new Date(time).toISOString();

/** A line of a log, with a time or without, with codes or without. */
const logLine = (times: fc.Arbitrary<number | null>) =>
  fc
    .tuple(
      times,
      fc.array(fc.constantFrom(...CODES), { maxLength: 3 }),
      fc.constantFrom('first', 'last'),
    )
    .map(([time, codes, place]) => {
      const stamp = time === null ? '' : iso(time);
      const words = codes.map((code) => `${code} text`).join(' ');
      return place === 'first' ? `${stamp} ${words}` : `${words} ${stamp}`;
    });

/** The same moment, a day, or all of what makes sense. */
const anyTime = fc.oneof(
  fc.constant(null),
  fc.integer({ min: NOW - 5000, max: NOW }),
  fc.integer({ min: NOW - 86_400_000, max: NOW }),
  fc.integer({ min: Date.UTC(2000, 0, 2), max: NOW }),
);

const logFile = fc
  .tuple(fc.boolean(), fc.array(logLine(anyTime), { maxLength: 30 }), fc.boolean())
  .chain(([timed, lines, ended]) =>
    timed
      ? fc.constant(`${lines.join('\n')}${ended ? '\n' : ''}`)
      : fc.array(logLine(fc.constant(null)), { maxLength: 200 }).map((bare) => bare.join('\n')),
  );

const total = (parts: readonly Counts[]): Counts => {
  const sum = new Counts();
  for (const part of parts) sum.add(part);
  return sum;
};

/** Through JSON and back, as between machines. */
const sent = (counts: Counts): Counts =>
  readSummary(JSON.parse([...summaryJson(summarize(counts))].join('')) as unknown, builtinTable);

describe('summaries of parts add up', () => {
  test('to that of one run over all of them, however they are grouped', () => {
    fc.assert(
      fc.property(fc.array(logFile, { minLength: 1, maxLength: 6 }), fc.nat(6), (logs, split) => {
        const parts = () => logs.map((log, index) => countsOf(log, `log.${index}`));
        const whole = summarize(total(parts()));
        expect(summarize(total(parts().map(sent)))).toEqual(whole);
        const [left, right] = [parts().slice(0, split), parts().slice(split)];
        const grouped = [left, right].filter((group) => group.length > 0).map(total);
        expect(summarize(total(grouped.map(sent)))).toEqual(whole);
        expect(summarize(sent(total(parts())))).toEqual(whole);
      }),
      { numRuns: runs(75) },
    );
  });

  test('however the input is cut', () => {
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(logFile, places, fc.nat(3), (log, cuts, long) => {
        const bytes = Buffer.from(`${log}\n${'x '.repeat(long * 30_000)}\n${log} ${N}`);
        expect(summaryOf(cutAt(bytes, cuts))).toEqual(summaryOf(bytes));
      }),
      { numRuns: runs(60) },
    );
  });

  test('from files in any order, if their first times differ', () => {
    const rotated = (hour: number, code: string) =>
      `2026-11-25T${hour}:00:00Z start\n2026-11-25T${hour}:30:00Z ${code}\n2026-11-25T${hour}:59:00Z end\n`;
    const files = [
      ['app.log.2', rotated(10, N)],
      ['app.log.1', rotated(11, P)],
      ['app.log', rotated(12, N)],
    ] as const;
    const parts = files.map(([name, log]) => countsOf(log, name));
    const whole = summarize(total(parts));
    expect(whole.files.map(({ file }) => file)).toEqual(['app.log.2', 'app.log.1', 'app.log']);
    expect(whole).toMatchObject({
      from: '2026-11-25T10:00:00.000Z',
      to: '2026-11-25T12:59:00.000Z',
    });
    expect(whole.codes[0]).toMatchObject({ code: N, firstFile: 'app.log.2', lastFile: 'app.log' });
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ]) {
      expect(summarize(total(order.map((index) => parts[index] as Counts)))).toEqual(whole);
    }
  });
});

test('a summary agrees with what each code is told with', () => {
  fc.assert(
    fc.property(logFile, (log) => {
      const findings = findingsOf(log);
      const { codes, undocumented, buckets, from, to } = summaryOf(log);
      for (const { code, count, firstTime, lastTime, timeline = [] } of [
        ...codes,
        ...undocumented,
      ]) {
        const own = findings.filter((finding) => finding.code === code);
        expect(count).toBe(new Set(own.map(({ line }) => line)).size);
        const times = own.flatMap(({ time }) => (time === undefined ? [] : [time])).sort();
        // A line before the first time of its file comes first, and has none.
        if (firstTime !== undefined) expect(firstTime).toBe(times[0]);
        expect(lastTime).toBe(times.at(-1));
        const counted = timeline.reduce((sum, number) => sum + number, 0);
        const timed = new Set(own.filter(({ time }) => time).map(({ line }) => line)).size;
        expect(counted).toBe(buckets?.seconds ? timed : count);
        expect(timeline).toHaveLength(buckets?.count ?? 0);
        for (const time of times)
          expect(from !== undefined && from <= time && time <= (to ?? '')).toBe(true);
      }
      expect(buckets?.count ?? 0).toBeLessThanOrEqual(MAX_BUCKETS);
    }),
    { numRuns: runs(100) },
  );
});

test('lines per code are those of a naive count over decoded lines', () => {
  fc.assert(
    fc.property(logFile, (log) => {
      const naive = new Map<string, number>();
      for (const line of log.split('\n')) {
        const words = line.match(/\b(?:US)?CUSTOMER_API_\d+\b|\bG?GATEWAY_CODE_\d+\b/g) ?? [];
        const codes = words.map((word) => (word.startsWith('GATEWAY') ? `G${word}` : word));
        for (const code of new Set(codes)) naive.set(code, (naive.get(code) ?? 0) + 1);
      }
      const { codes, undocumented } = summaryOf(log);
      expect(new Map([...codes, ...undocumented].map(({ code, count }) => [code, count]))).toEqual(
        naive,
      );
    }),
  );
});

describe('the time of a code', () => {
  const timesOf = (log: string) => findingsOf(log).map(({ time }) => time);
  const at = '2026-11-25T10:02:14.000Z';

  test('is that of its line, before the code or behind it', () => {
    expect(timesOf(`${at} ${N} ${N}`)).toEqual([at, at]);
    expect(timesOf(`{"code":"${N}","time":"${at}"}\n`)).toEqual([at]);
  });

  test('is that of the nearest line before which has one', () => {
    expect(timesOf(`${N}\n`)).toEqual([undefined]);
    expect(timesOf(`${at} x\ny\n\n  at ${N}\n2026-11-25T11:00:00Z x\n`)).toEqual([at]);
    expect(timesOf(`${at} ${P}\n${N}\n2026-11-25T11:00:00Z x\n${N}`)).toEqual([
      at,
      at,
      '2026-11-25T11:00:00.000Z',
    ]);
  });

  test('is that of the line on which a response over several lines has its code', () => {
    const log = `${at} {\n  code: '500',\n2026-11-25T11:00:00Z\n`;
    expect(timesOf(log)).toEqual([]);
    const spread = `${at} got {\n  code: '500',\n  msg: 'x',\n  bizCode: 'US'\n}\n`;
    expect(findingsOf(spread)).toMatchObject([{ code: 'US500', line: 2, time: at }]);
    expect(summaryOf(spread).codes).toMatchObject([{ count: 1, firstLine: 2, firstTime: at }]);
  });

  test('is found at the start of a line longer than what is looked at', () => {
    const long = `${at} ${'x '.repeat(100_000)}${N}\n`;
    expect(timesOf(long)).toEqual([at]);
    expect(timesOf(`${at} a\n${'x '.repeat(100_000)}\n${N}`)).toEqual([at]);
  });
});

describe('a message in a summary', () => {
  test('has the values that are always the same', () => {
    const line = (params: string) => `{"code":"${P}","msgParams":"${params}"}\n`;
    const paramsOf = (log: string) => summaryOf(log).codes[0]?.params;
    expect(paramsOf(line('5,24') + line('5,24'))).toEqual(['5', '24']);
    expect(paramsOf(line('5,24') + line('7,24'))).toEqual([null, '24']);
    expect(paramsOf(`${P}\n`)).toBe(undefined);
  });
});

describe('on the command line', () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  const run = (...args: string[]) => runInProcess(['explain', '--summary', ...args]);
  const parsed = async (...args: string[]) =>
    JSON.parse((await run('--json', ...args)).stdout.toString()) as Summary;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mmerr-summary-'));
    writeFileSync(path('a.log'), `2026-01-02T03:00:00Z ${N}\n2026-01-02T03:10:00Z ${N} ${N}\n`);
    writeFileSync(path('b.log'), `2026-01-02T04:00:00Z ${U}\n${P}\nx\n`);
    writeFileSync(path('a.json'), (await run('--json', path('a.log'))).stdout);
    writeFileSync(path('b.json'), (await run('--json', path('b.log'))).stdout);
    writeFileSync(path('wrong.json'), '[{"lines": 3}]');
    writeFileSync(path('no.json'), 'lines');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('--merge joins summaries into that of all logs', async () => {
    const whole = await parsed(path('a.log'), path('b.log'));
    expect(await parsed('--merge', path('a.json'), path('b.json'))).toEqual(whole);
    const list = JSON.stringify([await parsed(path('a.log')), await parsed(path('b.log'))]);
    const piped = await runInProcess(['explain', '--summary', '--merge', '--json'], {
      stdin: list,
    });
    expect(JSON.parse(piped.stdout.toString())).toEqual(whole);
    const text = await run('--merge', path('b.json'), path('a.json'));
    expect(text.stdout.toString()).toBe(
      (await run(path('a.log'), path('b.log'))).stdout.toString(),
    );
  });

  test('what is not a summary is named, the others are joined, and 2', async () => {
    const names = ['wrong.json', 'no.json', 'missing.json'];
    const { code, stdout, stderr } = await run(
      '--merge',
      '--json',
      path('a.json'),
      ...names.map(path),
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout.toString())).toEqual(await parsed(path('a.log')));
    const hint = 'make one with: mmerr explain --summary --json';
    expect(stderr).toBe(
      `mmerr: ${path('wrong.json')}: not a summary: "linesWithCode" is missing or invalid; ${hint}\n` +
        `mmerr: ${path('no.json')}: not a summary: invalid JSON; ${hint}\n` +
        `mmerr: ${path('missing.json')}: no such file\n`,
    );
  });

  test('hostile JSON is refused or harmless', async () => {
    const good = await parsed(path('a.log'));
    const names = Object.keys(good);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, value) => {
        try {
          const counts = readSummary({ ...good, [name]: value }, builtinTable);
          expect(summarize(counts)).toBeTruthy();
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
    );
  });

  test('--merge without --summary, or with a filter, is refused', async () => {
    expect(await runInProcess(['explain', '--merge', 'x'])).toMatchObject({ code: 2 });
    const { code, stderr } = await run('--merge', '--code', 'US', 'x');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        '--merge and --code cannot be used together; filter when making the summaries',
      ),
    ]);
  });

  test('in a locale that is not UTF-8 all is ASCII', async () => {
    const { stdout } = await runInProcess(['explain', '--summary', path('a.log'), path('b.log')], {
      env: { LC_ALL: 'C' },
    });
    expect(stdout.toString()).toMatch(/^[\n\x20-\x7e]+$/);
    expect(stdout.toString()).toContain('########');
  });
});

describe('filters', () => {
  const log = `1 ${N}\n2 GGATEWAY_CODE_005 ${U}\n3 "code":"US500"\n`;
  const codesOf = async (...args: string[]) => {
    const { code, stdout, stderr } = await runInProcess(['explain', '--json', ...args], {
      stdin: log,
    });
    if (code !== 0) return stderr;
    const lines = stdout.toString().trim().split('\n').filter(Boolean);
    return lines.map((line) => (JSON.parse(line) as { code: string }).code);
  };

  test('narrow down by prefix, section, status and action; values of one option are alternatives', async () => {
    const all = [N, 'GGATEWAY_CODE_005', U, 'US500'];
    expect(await codesOf()).toEqual(all);
    expect(await codesOf('--code', 'usc')).toEqual([N, U]);
    expect(await codesOf('--code', 'customer api', '--code', 'ggate')).toEqual(all.slice(0, 3));
    expect(await codesOf('--section', 'account')).toEqual([N]);
    expect(await codesOf('--section', 'gateway', '--section', 'account')).toEqual([
      N,
      'GGATEWAY_CODE_005',
    ]);
    expect(await codesOf('--status', '401', '--code', 'us')).toEqual([N]);
    expect(await codesOf('--code', 'zzz')).toEqual([]);
  });

  test('in every mode what does not pass is no code', async () => {
    const run = async (...args: string[]) =>
      (
        await runInProcess(['explain', '--code', 'ggate', ...args], { stdin: log })
      ).stdout.toString();
    const note = ` [${builtinTable.get('GGATEWAY_CODE_005')?.message}]`;
    const [first, , third] = log.split('\n');
    const line = `2 GGATEWAY_CODE_005${note} ${U}`;
    expect(await run()).toBe(`${first}\n${line}\n${third}\n`);
    expect(await run('--only-matching')).toBe(`${line}\n`);
    expect((await run('--below')).split('\n')).toHaveLength(5);
    expect(await run('--summary')).toMatch(/^Found 1 code on 1 of 3 lines\n/);
    const quiet = await runInProcess(['explain', '--quiet', '--code', 'fs'], { stdin: log });
    expect(quiet.code).toBe(1);
    const json = `{"code":"${N}"}\n{"code":"GGATEWAY_CODE_005"}\n`;
    const ndjson = await runInProcess(['explain', '--ndjson', '--code', 'ggate'], { stdin: json });
    expect(ndjson.stdout.toString()).toMatch(/^\{"code":"USCUSTOMER_API_0000102"\}\n\{.*"mmerr":/);
  });

  test('a value that does not exist names those that do', async () => {
    expect(await codesOf('--action', 'panic')).toMatch(/retry, wait, sign-in/);
    expect(await codesOf('--section', 'acount')).toMatch(/did you mean account\?/);
    expect(await codesOf('--status', 'NOT_FUND')).toMatch(/did you mean NOT_FOUND\?/);
  });
});

describe('the head', () => {
  const head = async (log: string) => {
    const { stdout } = await runInProcess(['explain', '--summary'], { stdin: log });
    return stdout.toString().split('\n\n')[0]?.split('\n');
  };

  test('says how many codes and lines, and how often if that differs', async () => {
    expect(await head(`${N}\n`)).toEqual(['Found 1 code on 1 of 1 line']);
    expect(await head(`${N} ${N} ${U}\n${N}\nx\n`)).toEqual([
      'Found 2 codes on 2 of 3 lines (4 occurrences)',
      'Each column of a timeline covers 1 line',
    ]);
  });

  test('says when, and what a column is', async () => {
    const at = (time: string) => `2025-11-25T${time}Z ${N}\n`;
    expect(await head(at('10:00:00') + at('10:00:00'))).toEqual([
      'Found 1 code on 2 of 2 lines',
      'At 2025-11-25 10:00:00 UTC',
    ]);
    expect(await head(at('10:00:00') + at('10:40:00'))).toEqual([
      'Found 1 code on 2 of 2 lines',
      'From 2025-11-25 10:00:00 to 10:40:00 UTC',
      'Each column of a timeline covers 90 seconds',
    ]);
    expect((await head(`${at('10:00:00')}2025-11-27T00:00:00Z ${N}\n`))?.[1]).toBe(
      'From 2025-11-25 10:00:00 to 2025-11-27 00:00:00 UTC',
    );
  });
});

describe('as JSON', () => {
  const text = (summary: Summary) => [...summaryJson(summary)].join('');

  test('it is what JSON.stringify writes, but each timeline on one line', () => {
    const logs = [
      `${N}\n${U} {"code":"${P}","msgParams":"\\"timeline\\": \\"1\\",24"}\n\n${N}`,
      '',
    ];
    for (const log of logs) {
      const summary = summaryOf(log);
      const usual = JSON.stringify(summary, null, 2);
      expect(text(summary).replace(/"timeline": \[[\d, ]*\]/g, '*')).toBe(
        usual.replace(/"timeline": \[[\d,\s]*\]/g, '*'),
      );
      expect(JSON.parse(text(summary))).toEqual(summary);
    }
  });

  test('nothing in it acts on a terminal', () => {
    const message = 'a\x1b]0;b\x07\x7f\u009b31m\u202ec\u061c';
    const { entries } = importPage({
      name: 'own',
      text: JSON.stringify([{ code: 'EVIL_001', message, section: message }]),
    });
    const name = `\u202e${message}.log`;
    const written = text(summarize(countsOf('EVIL_001 EVIL_002', name, createTable(entries))));
    expect(written).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u202e]/);
    expect(JSON.parse(written)).toMatchObject({
      files: [{ file: name }],
      codes: [{ message, section: expect.any(String) }],
    });
  });
});
