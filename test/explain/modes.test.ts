import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import { cutEvery, explainText, summaryOf } from '../support/explain.js';
import { runInProcess } from '../support/run.js';

const A = 'USCUSTOMER_API_0000132';
const N = 'USCUSTOMER_API_0000102';
const U = 'USCUSTOMER_API_9999999';
const MESSAGE = builtinTable.get(N)?.message as string;
const FILLED =
  'The fund password is incorrect. If you enter the wrong password 5 times in a row, you cannot withdraw cash within 24 hours';

describe('--below', () => {
  const below = (text: string) => explainText(text, { mode: 'below' });

  test('the meaning stands under the line, which is as it was', () => {
    expect(below(`a\nx ${N} y\nb\n`)).toBe(`a\nx ${N} y\n    ${N}: ${MESSAGE}\nb\n`);
    expect(below(`{"code":"${A}","msgParams":"5,24"}\n`)).toBe(
      `{"code":"${A}","msgParams":"5,24"}\n    ${A}: ${FILLED}\n`,
    );
  });

  test('the line keeps its own end', () => {
    expect(below(`${N}\r\nb\r\n`)).toBe(`${N}\r\n    ${N}: ${MESSAGE}\nb\r\n`);
    expect(below(`${N}\rb`)).toBe(`${N}\rb\n    ${N}: ${MESSAGE}`);
    expect(below(N)).toBe(`${N}\n    ${N}: ${MESSAGE}`);
  });

  test('several codes have a line each, the same meaning one', () => {
    expect(below(`${N} ${U} ${N}\n`)).toBe(
      `${N} ${U} ${N}\n    ${N}: ${MESSAGE}\n    ${U}: undocumented code\n`,
    );
    const two = `{"code":"${A}","msgParams":"1,2"} {"code":"${A}","msgParams":"3,4"}`;
    expect(below(two).split('\n')).toHaveLength(3);
  });

  test('only lines with a code, and what is under them', () => {
    const text = `a\n${N}\nb\nc ${U}\r\n\nd`;
    expect(explainText(text, { mode: 'below', onlyMatching: true })).toBe(
      `${N}\n    ${N}: ${MESSAGE}\nc ${U}\r\n    ${U}: undocumented code\n`,
    );
  });
});

describe('--only-matching', () => {
  test('whole lines with a code', () => {
    expect(explainText(`a\nb ${N} c\r\nd\n${U}`, { onlyMatching: true })).toBe(
      `b ${N} [${MESSAGE}] c\r\n${U} [undocumented code]`,
    );
    expect(explainText('a\nb\n', { onlyMatching: true })).toBe('');
  });

  test('with a prefix and the line’s number, however the bytes are cut', () => {
    const bytes = Buffer.from(`a\n\nb ${N} ${U}\r\nd\n${U}`);
    const options = { onlyMatching: true, linePrefix: (line: number) => `é:${line}:` };
    for (let size = 1; size <= bytes.length; size++) {
      expect(explainText(cutEvery(bytes, size), options)).toBe(
        `é:3:b ${N} [${MESSAGE}] ${U} [undocumented code]\r\né:5:${U} [undocumented code]\n`,
      );
      expect(explainText(cutEvery(bytes, size), { ...options, mode: 'below' })).toBe(
        `é:3:b ${N} ${U}\r\n    ${N}: ${MESSAGE}\n    ${U}: undocumented code\n` +
          `é:5:${U}\n    ${U}: undocumented code\n`,
      );
    }
  });
});

describe('--ndjson', () => {
  const ndjson = (text: string) => explainText(text, { mode: 'ndjson' });
  const known = { code: N, known: true, message: MESSAGE };

  test('an object with a code gains one last field', () => {
    const line = `{ "a" : 1.0, "code":"${N}" , "b":{} } \r\n`;
    const out = ndjson(line);
    expect(out).toMatch(/^\{ "a" : 1\.0, "code":"\w+" , "b":\{\} ,"mmerr":\[\{.*\}\]\} \r\n$/);
    expect(JSON.parse(out).mmerr).toMatchObject([known]);
    expect(Object.keys(JSON.parse(out)).at(-1)).toBe('mmerr');
  });

  test('all that is known of each code, once', () => {
    const out = ndjson(`{"m":"${N} ${N} ${U}","e":{"code":"${A}","msgParams":"5,24"}}`);
    const { status, action } = builtinTable.get(A) ?? {};
    const { message } = builtinTable.get(A) ?? {};
    expect(JSON.parse(out).mmerr).toEqual([
      expect.objectContaining(known),
      { code: U, known: false },
      { code: A, known: true, message, rendered: FILLED, params: ['5', '24'], status, action },
    ]);
  });

  test('UTF-8 in and out', () => {
    const out = ndjson(`{"a":"é中","code":"${A}","msgParams":"é,中"}\n`);
    expect(JSON.parse(out)).toMatchObject({ a: 'é中', mmerr: [{ params: ['é', '中'] }] });
  });

  const unchanged = [
    `${N}\n`,
    `  "error": {"code":"${N}"}\n`,
    `x{"code":"${N}"}\n`,
    `{{"code":"${N}"}\n`,
    `${N} {"code":"0"}\n`,
    `{"code":"${N}"} suffix\n`,
    `{"code":"${N}"\n`,
    `{"code":"${N}",}\n`,
    `["${N}"]\n`,
    `"${N}"\n`,
    `{"code":"${N}","mmerr":1}\n`,
    `{"code":"${N}"}{"code":"${N}"}\n`,
    '{"code":"0"}\n',
    '{}\n\n\r\n{"a":{}}',
  ];
  for (const text of unchanged) {
    test(`as it was: ${JSON.stringify(text)}`, () => {
      expect(ndjson(text)).toBe(text);
      expect(explainText(cutEvery(Buffer.from(text), 1), { mode: 'ndjson' })).toBe(text);
    });
  }

  const prefixes = [
    '\r',
    '\ufeff',
    '\0\0',
    'prefix ',
    'api-1  | ',
    'api-1  |',
    '2026-11-25T10:00:00.000000000Z stdout F ',
    '[pod/api-7f/app] ',
    '[{thread}] ERROR: ',
    '{ ',
    '{\t',
  ];
  for (const prefix of prefixes) {
    test(`the object behind ${JSON.stringify(prefix)} gains the field, however it arrives`, () => {
      const out = ndjson(`${prefix}{"code":"${N}"}\n`);
      expect(out.startsWith(`${prefix}{"code":"${N}","mmerr":[`)).toBe(true);
      expect(JSON.parse(out.slice(prefix.length)).mmerr).toMatchObject([known]);
      const bytes = Buffer.from(`${prefix}{"code":"${N}"}\n`);
      expect(explainText(cutEvery(bytes, 1), { mode: 'ndjson' })).toBe(out);
    });
  }

  test('only what the object holds goes into the field', () => {
    const out = ndjson(`${U} {"code":"${N}"}\n`);
    expect(JSON.parse(out.slice(U.length + 1)).mmerr).toMatchObject([known]);
  });

  test('one entry for each code and params', () => {
    const one = (params: string) => `{"code":"${A}","msgParams":"${params}"}`;
    const out = ndjson(`{"a":[${one('5,24')},${one('6,24')},${one('5,24')}]}`);
    expect(JSON.parse(out).mmerr).toMatchObject([{ params: ['5', '24'] }, { params: ['6', '24'] }]);
  });

  test('a longer line is passed on, and that is said', () => {
    const limits: string[] = [];
    const onLimit = (limit: string) => limits.push(limit);
    for (const text of [
      `{"code":"${N}","x":"${'x'.repeat(5 << 20)}"}\n`,
      `{"x":"${'x'.repeat(5 << 20)}","code":"${N}"}\n`,
    ]) {
      limits.length = 0;
      expect(explainText(text, { mode: 'ndjson', onLimit }) === text).toBe(true);
      expect(new Set(limits)).toEqual(new Set(['ndjson-line']));
    }
    limits.length = 0;
    explainText(`${'x'.repeat(5 << 20)}\n{"code":"${N}"}\n`, { mode: 'ndjson', onLimit });
    expect(limits).toEqual([]);
  });

  test('lines beside them', () => {
    const out = ndjson(`x ${N}\n{"code":"${N}"}\n{"code":"${N}"}`).split('\n');
    expect(out[0]).toBe(`x ${N}`);
    expect(out.slice(1).map((line) => JSON.parse(line).mmerr)).toMatchObject([[known], [known]]);
  });
});

describe('--summary', () => {
  test('known codes and undocumented ones, those on most lines first', () => {
    const { section, status, action } = builtinTable.get(N) ?? {};
    expect(summaryOf(`${U}\n${N} ${N}\n\ncode=US500 ${N}\nx`)).toEqual({
      lines: 5,
      linesWithCode: 3,
      occurrences: 5,
      files: [{ lines: 5 }],
      buckets: { count: 5, lines: 1 },
      codes: [
        {
          code: N,
          count: 2,
          occurrences: 3,
          firstLine: 2,
          lastLine: 4,
          timeline: [0, 1, 0, 1, 0],
          message: MESSAGE,
          section,
          status,
          action,
        },
        expect.objectContaining({ code: 'US500', count: 1, firstLine: 4, lastLine: 4 }),
      ],
      undocumented: [
        {
          code: U,
          count: 1,
          occurrences: 1,
          firstLine: 1,
          lastLine: 1,
          timeline: [1, 0, 0, 0, 0],
        },
      ],
      unlisted: 0,
    });
  });

  test('a code without its module counts as the same', () => {
    expect(summaryOf(`${N} CUSTOMER_API_0000102`).codes).toMatchObject([
      { code: N, count: 1, occurrences: 2 },
    ]);
  });

  const log = `${`${N}\n`.repeat(200)}${`${U}\n`.repeat(20)}code=US500\n`;
  for (const columns of [80, 40]) {
    test(`fits ${columns} columns, with bars to scale`, async () => {
      const { code, stdout } = await runInProcess(['explain', '--summary'], {
        stdin: log,
        columns,
        env: { NO_COLOR: '1' },
      });
      expect(code).toBe(0);
      const lines = stdout.toString().split('\n');
      const longest = Math.max(...lines.map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(columns);
      const bars = stdout.toString().match(/(?<= {2})[█▏▎▍▌▋▊▉]+(?= )/g) ?? [];
      expect(bars).toHaveLength(3);
      const [most = '', least = '', few = ''] = bars;
      expect(most.length).toBeGreaterThanOrEqual(6);
      expect(few.length).toBeLessThan(most.length / 2);
      expect(least).toHaveLength(1);
      expect(stdout.toString()).toMatch(/Undocumented codes.*9999999/s);
    });
  }

  test('nothing found is said, with 0', async () => {
    const { code, stdout } = await runInProcess(['explain', '--summary'], { stdin: 'a\nb\n' });
    expect([code, stdout.toString()]).toEqual([0, 'no codes in 2 lines\n']);
    const json = await runInProcess(['explain', '--summary', '--json'], { stdin: 'a\nb\n' });
    expect(JSON.parse(json.stdout.toString())).toEqual({
      lines: 2,
      linesWithCode: 0,
      occurrences: 0,
      files: [{ lines: 2 }],
      codes: [],
      undocumented: [],
      unlisted: 0,
    });
  });

  test('lists a bounded number of undocumented codes, and says how many it left out', async () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `GGATEWAY_CODE_9${index}00000`);
    const stdin = `${words.join('\n')}\n${N} ${words.at(-1)}\n`;
    const { stdout, stderr } = await runInProcess(['explain', '--summary', '--json'], { stdin });
    const summary = JSON.parse(stdout.toString());
    expect(summary).toMatchObject({ occurrences: 20_002, codes: [{ code: N }] });
    const listed = summary.undocumented.length;
    expect(listed).toBeGreaterThan(5000);
    expect(summary.unlisted).toBe(20_001 - listed);
    expect(stderr).toBe(
      `mmerr: ${summary.unlisted.toLocaleString('en')} occurrences of more undocumented codes are counted but not listed\n`,
    );
  });
});

describe('--json', () => {
  test('one object a line, without colours whatever is asked', async () => {
    const { code, stdout } = await runInProcess(['explain', '--json', '--color', 'always'], {
      stdin: `a\n é ${A} ${U}\r\n`,
    });
    const { message, section, status, action } = builtinTable.get(A) ?? {};
    expect(code).toBe(0);
    expect(
      stdout
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { line: 2, column: 5, offset: 6, code: A, known: true, message, section, status, action },
      { line: 2, column: 28, offset: 29, code: U, known: false },
    ]);
  });

  test('nothing found: no line, and 0', async () => {
    const { code, stdout } = await runInProcess(['explain', '--json'], { stdin: 'a\n' });
    expect([code, stdout.length]).toEqual([0, 0]);
  });
});

describe('contradictions', () => {
  const pairs = [
    ['--below', '--ndjson'],
    ['--below', '--json'],
    ['--below', '--summary'],
    ['--below', '--quiet'],
    ['--ndjson', '--json'],
    ['--ndjson', '--summary'],
    ['--ndjson', '--quiet'],
    ['--summary', '--quiet'],
    ['--json', '--quiet'],
    ['--json', '--summary', '--quiet'],
  ];
  for (const options of pairs) {
    test(options.join(' '), async () => {
      const { code, stdout, stderr } = await runInProcess(['explain', ...options], { stdin: N });
      expect(code).toBe(2);
      expect(stdout).toHaveLength(0);
      expect(stderr).toMatch(/^mmerr: --.* cannot be used together.*\n$/);
    });
  }
});
