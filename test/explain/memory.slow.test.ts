import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import { hasBash, hasProc, MAX_MEMORY, peakOf, sleep, useRuns } from '../support/running.js';

const N = 'USCUSTOMER_API_0000102';
const A = 'USCUSTOMER_API_0000132';
const U = 'USCUSTOMER_API_9999999';
const NOTE = ` [${builtinTable.get(N)?.message}]`;

const { bash, explain, file } = useRuns();

describe.skipIf(!hasProc || !hasBash)('memory stays flat', () => {
  const cases: readonly [name: string, generate: string, options: string][] = [
    ['one line of 300 MB', "head -c 300000000 /dev/zero | tr '\\0' x", ''],
    [
      'one line, full of codes and params',
      `yes '{"code":"${A}","msgParams":"5,24"}, ' | tr -d '\\n' | head -c 50000000`,
      '',
    ],
    ['one line, only matching', "head -c 100000000 /dev/zero | tr '\\0' x", '--only-matching'],
    [
      'one line, --ndjson',
      `(printf '{"code":"${N}","a":"'; head -c 100000000 /dev/zero | tr '\\0' x)`,
      '--ndjson',
    ],
    ['one line, --below', `yes '${N} ${U} ' | tr -d '\\n' | head -c 50000000`, '--below'],
    [
      'colours without end',
      "(printf '\\033['; head -c 50000000 /dev/zero | tr '\\0' 1)",
      '--color always',
    ],
  ];
  for (const [name, generate, options] of cases) {
    test(name, async () => {
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
      // A limit that was met is told once.
      expect(run.stderr).toMatch(/^\d+\n(?:mmerr: standard input: a line .*\n)?$/);
      const passed = Number(run.stdout);
      if (options === '--only-matching') expect(passed).toBe(0);
      else expect(passed).toBeGreaterThanOrEqual(50_000_000);
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThan(MAX_MEMORY);
    });
  }

  test('the heap of a long stream stays as small as that of a short one', async () => {
    const tell = file(
      'tell.cjs',
      `process.on('exit', () => console.error(require('v8').getHeapSpaceStatistics()
        .find(({ space_name }) => space_name === 'new_space').space_size));`,
    );
    const log = `yes '{"code":"${A}","msgParams":"5,24"}, ' | tr -d '\\n' | head -c 150000000`;
    const run = bash(`${log} | "$NODE" -r ${tell} "$BUILT" explain >/dev/null`).read();
    expect((await run.ended()).code).toBe(0);
    // The last line: a limit is told before.
    const size = Number(run.stderr.trimEnd().split('\n').at(-1));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(2 ** 24);
  });

  for (const options of [[], ['--below'], ['--ndjson'], ['--json'], ['--summary']]) {
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
