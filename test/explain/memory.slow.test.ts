import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import { hasBash, hasProc, MAX_MEMORY, peakOf, sleep, useRuns } from '../support/running.js';

const N = 'USCUSTOMER_API_0000102';
const A = 'USCUSTOMER_API_0000132';
const U = 'USCUSTOMER_API_9999999';
const NOTE = ` [${builtinTable.get(N)?.message}]`;

const { bash, explain, file } = useRuns();

const WARNINGS = {
  parts: 'a line over 64 KiB was read in parts; params in another part than their code are ignored',
  line: 'a line over 4 MiB was passed through unchanged',
  field: 'the field of a line has only the codes that fit into 10 MiB',
} as const;

/** Starts `explain` behind a command; returns what it had of memory, wrote and said. */
async function explained(generate: string, options: string) {
  const run = bash(
    `${generate} | sh -c 'echo $$ >&2; exec "$NODE" "$BUILT" explain ${options}' | wc -c`,
  ).read();
  await run.until('stderr', '\n');
  const pid = Number.parseInt(run.stderr, 10);
  let peak = 0;
  let ended = false;
  const ending = run.ended().then((result) => {
    ended = true;
    return result;
  });
  while (!ended) {
    peak = Math.max(peak, peakOf(pid));
    await sleep(20);
  }
  expect((await ending).code).toBe(0);
  expect(peak).toBeGreaterThan(0);
  const warnings = run.stderr
    .split('\n')
    .slice(1, -1)
    .map((line) => line.replace('mmerr: standard input: ', ''));
  return { peak, bytes: Number(run.stdout), warnings };
}

const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');
const response = (params: string) => `{"code":"${A}","msgParams":"${params}"}`;

describe.skipIf(!hasProc || !hasBash)('memory stays flat', () => {
  test.each<[name: string, generate: string, options: string, ...(keyof typeof WARNINGS)[]]>([
    ['one line of 300 MB', "head -c 300000000 /dev/zero | tr '\\0' x", ''],
    [
      'one line, full of codes and params',
      `yes '${response('5,24')}, ' | tr -d '\\n' | head -c 50000000`,
      '',
      'parts',
    ],
    ['one line, only matching', "head -c 100000000 /dev/zero | tr '\\0' x", '--only-matching'],
    [
      'one line, --ndjson',
      `(printf '{"code":"${N}","a":"'; head -c 100000000 /dev/zero | tr '\\0' x)`,
      '--ndjson',
      'line',
    ],
    ['one line, --below', `yes '${N} ${U} ' | tr -d '\\n' | head -c 50000000`, '--below'],
    [
      'colours without end',
      "(printf '\\033['; head -c 50000000 /dev/zero | tr '\\0' 1)",
      '--color always',
    ],
  ])('%s', async (_, generate, options, ...expected) => {
    const { peak, bytes, warnings } = await explained(generate, options);
    expect(warnings).toEqual(expected.map((name) => WARNINGS[name]));
    if (options === '--only-matching') expect(bytes).toBe(0);
    else expect(bytes).toBeGreaterThanOrEqual(50_000_000);
    expect(peak).toBeLessThan(MAX_MEMORY);
  });

  test('the heap of a long stream stays as small as that of a short one', async () => {
    const tell = file(
      'tell.cjs',
      `process.on('exit', () => console.error(require('v8').getHeapSpaceStatistics()
        .find(({ space_name }) => space_name === 'new_space').space_size));`,
    );
    const log = `yes '${response('5,24')}, ' | tr -d '\\n' | head -c 60000000`;
    const run = bash(`${log} | "$NODE" -r ${tell} "$BUILT" explain >/dev/null`).read();
    expect((await run.ended()).code).toBe(0);
    const [size = ''] = /^\d+$/m.exec(run.stderr) ?? [];
    expect(Number(size)).toBeGreaterThan(0);
    expect(Number(size)).toBeLessThanOrEqual(2 ** 24);
  });

  const MODES = ['', '--below', '--ndjson', '--json', '--summary', '--only-matching'];

  test.each(MODES)('params that are different on each of many short lines %s', async (options) => {
    const log = file(
      'params.log',
      repeat(60_000, (i) => `${response(`${i},24`)}\n`),
    );
    expect((await explained(`cat ${log}`, options)).peak).toBeLessThan(MAX_MEMORY);
  });

  test.each(MODES)('params that are different all over a long line %s', async (options) => {
    const log = file(
      'params.log',
      `{"a":[${repeat(25_000, (i) => `${response(`${i},24`)},`)}0]}\n`,
    );
    expect((await explained(`cat ${log}`, options)).peak).toBeLessThan(MAX_MEMORY);
  });

  test('undocumented codes that are different all over a line, --ndjson', async () => {
    const codes = repeat(170_000, (i) => `USCUSTOMER_API_9${String(i).padStart(7, '0')} `);
    const log = file('codes.log', `{"a":"${codes}"}\n`);
    const { peak, bytes } = await explained(`cat ${log}`, '--ndjson');
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(peak).toBeLessThan(MAX_MEMORY);
  });

  test('long undocumented codes, --summary', async () => {
    const log = file(
      'codes.log',
      repeat(100_000, (i) => `USCUSTOMER_API_${String(i).padStart(150, '7')}\n`),
    );
    expect((await explained(`cat ${log}`, '--summary')).peak).toBeLessThan(MAX_MEMORY);
  });

  test('colours that nothing resets: no more comes out for each code than a terminal remembers', async () => {
    const log = file(
      'sgr.log',
      repeat(20_000, (i) => `\x1b[${i}m\x1b[38;5;${i}m ${N}`),
    );
    const { peak, bytes } = await explained(`cat ${log}`, '--color always');
    expect(bytes).toBeLessThan(20_000 * 400);
    expect(peak).toBeLessThan(MAX_MEMORY);
  });

  for (const options of [
    [],
    ['--below'],
    ['--ndjson'],
    ['--json'],
    ['--summary'],
    ['--only-matching'],
  ]) {
    test(`params that are different on each of many long lines ${options.join('')}`, async () => {
      const run = explain(...options);
      run.child.stdout?.resume();
      const words = 'some words '.repeat(5900);
      for (let i = 0; i < 3000; i++) {
        await run.write(`{"code":"${A}","msg":"${words}","msgParams":"value number ${i},24"}\n`);
      }
      const peak = peakOf(run.child.pid ?? 0);
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThan(MAX_MEMORY);
      run.child.stdin?.end();
      expect((await run.ended()).code).toBe(0);
    });
  }

  test('a summary of thousands of undocumented codes keeps them and not the log around', async () => {
    const run = explain('--summary', '--json').read();
    const words = `${'some words '.repeat(5900)}\n`;
    for (let i = 0; i < 4000; i++) await run.write(`USCUSTOMER_API_5${i} ${words}`);
    const pid = run.child.pid ?? 0;
    const peak = peakOf(pid);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MAX_MEMORY);
    run.child.stdin?.end();
    expect((await run.ended()).code).toBe(0);
    expect(JSON.parse(run.stdout.toString()).undocumented).toHaveLength(4000);
  });
});

test.skipIf(!hasProc)('a slow reader holds the program back, which collects nothing', async () => {
  const slow = explain();
  const chunk = Buffer.from(`some words before ${N} and some more behind it\n`.repeat(20_000));
  const rounds = Math.ceil(200_000_000 / chunk.length);
  let offered = 0;
  const writing = (async () => {
    for (let round = 0; round < rounds; round++) {
      await slow.write(chunk);
      offered++;
    }
    slow.child.stdin?.end();
  })();
  // Wait until it takes no more.
  let seen = -1;
  while (seen !== offered && offered < rounds) {
    seen = offered;
    await sleep(1000);
  }
  expect(offered).toBeLessThan(10);
  expect(peakOf(slow.child.pid ?? 0)).toBeLessThan(MAX_MEMORY);
  let length = 0;
  slow.child.stdout?.on('data', (part: Buffer) => {
    length += part.length;
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(slow.child.pid ?? 0));
  }, 20);
  await writing;
  const { code } = await slow.ended();
  clearInterval(watch);
  expect(code).toBe(0);
  expect(length).toBe(rounds * (chunk.length + 20_000 * NOTE.length));
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(MAX_MEMORY);
});
