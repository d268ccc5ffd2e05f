import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFile } from '../../src/cli/io/input.js';
import { builtinTable } from '../../src/table/builtin.js';
import { runBuilt } from '../support/run.js';
import { has, hasBash, hasPty, PROGRAM, type Running, useRuns } from '../support/running.js';

const N = 'USCUSTOMER_API_0000102';
const A = 'USCUSTOMER_API_0000132';
const U = 'USCUSTOMER_API_9999999';
const NOTE = ` [${builtinTable.get(N)?.message}]`;

const { bash, explain, file, path, start, terminal } = useRuns();

describe('bytes', () => {
  /** All bytes there are, in an order without a pattern. */
  const noise = Buffer.alloc(700_000);
  let seed = 1;
  for (let i = 0; i < noise.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    noise[i] = seed >> 16;
  }
  const odd = Buffer.concat([
    Buffer.from('a\r\nb\rc\n\n\0\0\n\xef\xbb\xbf\xff\xfe\xc3\x28\n', 'latin1'),
    Buffer.from('\u2028\u2029\u0085\n'),
    noise,
    Buffer.from('no end'),
  ]);

  test('without a code come out as they went in', async () => {
    const { code, stdout, stderr } = await runBuilt(['explain'], { stdin: odd });
    expect([code, stderr, stdout.equals(odd)]).toEqual([0, '', true]);
    const name = file('odd.log', odd);
    for (const options of [[], ['--below'], ['--ndjson'], ['--color', 'always']]) {
      const copied = await runBuilt(['explain', ...options, name]);
      expect([copied.code, copied.stderr, copied.stdout.equals(odd)]).toEqual([0, '', true]);
    }
  });

  test('with codes gain the insertions and nothing else', async () => {
    const text = odd.toString('latin1');
    const input = Buffer.from(`${text} ${N}\r\n${N}\0${text}`, 'latin1');
    const { stdout } = await runBuilt(['explain'], { stdin: input });
    const expected = `${text} ${N}${NOTE}\r\n${N}${NOTE}\0${text}`;
    expect(stdout.equals(Buffer.from(expected, 'latin1'))).toBe(true);
  });

  test.skipIf(!hasBash)('through pipes and into a file', async () => {
    const input = Buffer.concat([odd, Buffer.from(`\r\n${N}`)]);
    const expected = Buffer.concat([input, Buffer.from(NOTE)]);
    file('in', input);
    const { code } = await bash(
      'cat in | $MM | cat > piped && $MM in > written && $MM < in >> redirected',
    ).ended();
    expect(code).toBe(0);
    for (const name of ['piped', 'written', 'redirected']) {
      expect(readFileSync(path(name)).equals(expected), name).toBe(true);
    }
  });
});

describe('a live log', () => {
  const kinds: readonly [name: string, run: () => Running, runs: boolean][] = [
    ['between programs of Node', () => explain(), true],
    ['between pipes', () => bash('cat | $MM | cat'), hasBash],
  ];
  for (const [name, run, runs] of kinds) {
    test.skipIf(!runs)(`a line is out before the next one is written, ${name}`, async () => {
      const live = run().read();
      for (let i = 1; i <= 5; i++) {
        await live.write(`line ${i} ${N} x\n`);
        await live.until('stdout', `line ${i} ${N}${NOTE} x\n`);
        await live.write(`{"code":"${A}","msgParams":"${i},24"}\n`);
        await live.until('stdout', `password ${i} times in a row`);
        await live.until('stdout', `"msgParams":"${i},24"}\n`);
        await live.write(`plain ${i}\r\n`);
        await live.until('stdout', `plain ${i}\r\n`);
      }
      live.child.stdin?.end();
      expect(await live.ended()).toEqual({ code: 0, signal: null });
    });
  }

  test('a line written in pieces, and one that never ends', async () => {
    const live = explain().read();
    await live.write('one US');
    await live.until('stdout', 'one US');
    await live.write('CUSTOMER_API_0000102');
    await live.until('stdout', N);
    await live.write(' and');
    await live.until('stdout', `${N}${NOTE} and`);
    await live.write(`\nprompt> ${N}`);
    await live.until('stdout', `prompt> ${N}`);
    live.child.stdin?.end();
    await live.ended();
    expect(live.stdout.toString()).toBe(`one ${N}${NOTE} and\nprompt> ${N}${NOTE}`);
  });

  const modes: readonly [options: string[], line: string, sought: string | RegExp][] = [
    [['--below'], `${N}\n`, `\n    ${N}:`],
    [['--only-matching'], `no\n${N}\n`, `${N}${NOTE}\n`],
    [['--json'], `${N}\n`, /"offset":0,.*\}\n$/],
    [['--json'], `2026-11-25T10:02:14Z ${N} `, /"time":"2026-11-25T10:02:14.000Z".*\}\n$/],
    [['--ndjson'], `{"code":"${N}"}\n`, /"mmerr":\[.*\]\}\n$/],
  ];
  for (const [options, line, sought] of modes) {
    test(`with ${options.join(' ')}`, async () => {
      const live = explain(...options).read();
      await live.write(line);
      await live.until('stdout', sought);
    });
  }
});

describe('a reader', () => {
  for (const options of ['', '--below', '--only-matching', '--json', '--ndjson']) {
    test.skipIf(!hasBash)(`that leaves early is no error ${options}`, async () => {
      const line = `{"code":"${N}"}`;
      const run = bash(
        `yes '${line}' | $MM ${options} | head -1; echo "status \${PIPESTATUS[1]}"`,
      ).read();
      await run.ended();
      expect(run.stdout.toString()).toMatch(/^.*0000102.*\nstatus 0\n$/);
      expect(run.stderr).toBe('');
    });
  }

  test.skipIf(!hasBash)('that left before the first line', async () => {
    const run = bash(`yes '${N}' | $MM | true; echo "status \${PIPESTATUS[1]}"`).read();
    await run.ended();
    expect([run.stdout.toString(), run.stderr]).toEqual(['status 0\n', '']);
  });

  test.skipIf(!existsSync('/dev/full') || !hasBash)('a disk that is full is an error', async () => {
    for (const options of ['', '--json']) {
      const run = bash(`echo ${N} | $MM ${options} > /dev/full; echo "status $?"`).read();
      await run.ended();
      expect(run.stdout.toString()).toBe('status 2\n');
      expect(run.stderr).toBe('mmerr: standard output: no space left on the device\n');
    }
  });
});

describe('files', () => {
  test('several, and standard input among them, in their order', async () => {
    const [one, two] = [file('one.log', `1 ${N}`), file('two.log', `2 ${U}\n`)];
    const { code, stdout } = await runBuilt(['explain', one, '-', two], { stdin: `- ${N}\n` });
    expect(code).toBe(0);
    // A code at the end of one file does not run into the next.
    expect(stdout.toString()).toBe(`1 ${N}${NOTE}- ${N}${NOTE}\n2 ${U} [undocumented code]\n`);
    const json = await runBuilt(['explain', '--json', one, '-', two], { stdin: `\n- ${N}\n` });
    const told = json.stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { file: one, line: 1, column: 3, offset: 2 },
      { line: 2, column: 3, offset: 3 },
      { file: two, line: 1, column: 3, offset: 2 },
    ]);
    expect(told[1]).not.toHaveProperty('file');
  });

  test('a missing one and a folder are reported, the others explained', async () => {
    const good = file('good.log', `${N}\n`);
    mkdirSync(path('folder'), { recursive: true });
    const args = [path('missing'), good, path('folder'), `${good}/x`, good];
    const { code, stdout, stderr } = await runBuilt(['explain', ...args]);
    expect(code).toBe(2);
    expect(stdout.toString()).toBe(`${N}${NOTE}\n`.repeat(2));
    expect(stderr).toBe(
      `mmerr: ${path('missing')}: no such file\n` +
        `mmerr: ${path('folder')}: is a directory\n` +
        `mmerr: ${good}/x: part of the path is not a directory\n`,
    );
    const summary = await runBuilt(['explain', '--summary', '--json', path('missing'), good]);
    expect(summary.code).toBe(2);
    expect(JSON.parse(summary.stdout.toString()).occurrences).toBe(1);
  });

  test('only matching lines of several begin with their names, as grep has it', async () => {
    const [one, two] = [file('one.log', `a\n1 ${N}`), file('two.log', `2 ${U}\n`)];
    const run = async (...args: string[]) => {
      const result = await runBuilt(['explain', '--only-matching', ...args], { stdin: `- ${N}\n` });
      expect([result.code, result.stderr]).toEqual([0, '']);
      return result.stdout.toString();
    };
    const [first, second] = [`1 ${N}${NOTE}`, `2 ${U} [undocumented code]\n`];
    expect(await run(one, '-', two)).toBe(
      `${one}:${first}\n(standard input):- ${N}${NOTE}\n${two}:${second}`,
    );
    expect(await run('-n', one, two)).toBe(`${one}:2:${first}\n${two}:1:${second}`);
    expect(await run('--line-number', one)).toBe(`2:${first}\n`);
    expect(await run(one)).toBe(first);
    // A JSON line stays one.
    const json = file('lines.ndjson', `{"code":"${N}"}\n`);
    const lines = (await run('--ndjson', json, json)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).code)).toEqual([N, N]);
    for (const other of ['--ndjson', '--summary', '--quiet', '--json', '--below']) {
      const { code, stderr } = await runBuilt(['explain', '-n', other, one]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^mmerr: --line-number .*\n$/)]);
    }
  });

  test('a name with control characters is shown, not sent', async () => {
    const { stderr } = await runBuilt(['explain', 'no\x1b[31m']);
    expect(stderr).toBe('mmerr: no\\x1b[31m: no such file\n');
  });

  test.skipIf(process.getuid?.() === 0)('one that may not be read', async () => {
    const secret = file('secret.log', N);
    chmodSync(secret, 0);
    const { code, stderr } = await runBuilt(['explain', secret]);
    expect([code, stderr]).toEqual([2, `mmerr: ${secret}: permission denied\n`]);
  });

  test.skipIf(!hasBash)('a folder as standard input', async () => {
    const run = bash('$MM < /; echo "status $?"').read();
    await run.ended();
    expect(run.stdout.toString()).toBe('status 2\n');
    expect(run.stderr).toBe('mmerr: -: is a directory\n');
  });

  test.skipIf(!has('mkfifo'))('a named pipe', async () => {
    const fifo = path('fifo');
    await start('mkfifo', [fifo]).ended();
    const run = explain(fifo).read();
    const writer = createWriteStream(fifo);
    writer.write(`a ${N} b\n`);
    await run.until('stdout', `a ${N}${NOTE} b\n`);
    writer.end('end');
    expect((await run.ended()).code).toBe(0);
    expect(run.stdout.toString()).toBe(`a ${N}${NOTE} b\nend`);
  });

  test.skipIf(!hasBash)('a process substitution, and what has no length', async () => {
    const run = bash(`$MM <(echo ${N}) /dev/null <(echo b) < /dev/null`).read();
    expect((await run.ended()).code).toBe(0);
    expect(run.stdout.toString()).toBe(`${N}${NOTE}\nb\n`);
    const empty = bash('$MM < /dev/null').read();
    expect((await empty.ended()).code).toBe(0);
    expect(empty.stdout).toHaveLength(0);
  });
});

describe('--quiet', () => {
  test('asks whether there is a code', async () => {
    const good = file('quiet.log', `a\n${N}`);
    const plain = file('plain.log', 'a\n');
    const cases: readonly [args: string[], stdin: string, code: number][] = [
      [[], `x ${N} y`, 0],
      [[], U, 0],
      [[], 'nothing\n', 1],
      [[], '', 1],
      [[good], '', 0],
      [[plain], '', 1],
      [[plain, good], '', 0],
      [[path('missing'), good], '', 0],
      [[path('missing'), plain], '', 2],
    ];
    for (const [args, stdin, expected] of cases) {
      const { code, stdout } = await runBuilt(['explain', '-q', ...args], { stdin });
      expect(code, args.join()).toBe(expected);
      expect(stdout).toHaveLength(0);
    }
  });

  test.skipIf(!hasBash)('is answered by the first code of an endless log', async () => {
    const run = bash(`yes ${N} | $MM --quiet; echo "status \${PIPESTATUS[1]}"`).read();
    await run.ended();
    expect(run.stdout.toString()).toBe('status 0\n');
  });
});

describe('Ctrl-C', () => {
  /** Starts reading standard input: what cannot be read is told first, then the reading has begun. */
  const reading = async (...options: string[]) => {
    const run = explain(...options, path('missing'), '-').read();
    await run.until('stderr', 'no such file');
    return run;
  };

  /** Writes a line, and waits until it is out. */
  const exchange = async (run: Running, line: string) => {
    await run.write(line);
    await run.until('stdout', `${line.trimEnd()}${NOTE}\n`);
  };

  test('a pipe is read to its end, and then 130', async () => {
    const run = await reading();
    await exchange(run, `one ${N}\n`);
    run.child.kill('SIGINT');
    await exchange(run, `two ${N}\n`);
    await exchange(run, `three ${N}\n`);
    run.child.stdin?.end();
    expect(await run.ended()).toEqual({ code: 130, signal: null });
  });

  test('twice ends at once, and nothing held back is lost', async () => {
    const run = await reading();
    await exchange(run, `one ${N}\n`);
    // Its params may still come.
    await run.write(`and ${A} words`);
    await run.until('stdout', A);
    run.child.kill('SIGINT');
    await exchange(run, `\ntwo ${N}\n`.slice(1));
    await run.write(`and ${A} at last`);
    await run.until('stdout', /two (?:.|\n)*0000132/);
    run.child.kill('SIGINT');
    expect(await run.ended()).toEqual({ code: 130, signal: null });
    expect(run.stdout.toString().endsWith(' at last')).toBe(true);
  });

  test('SIGTERM ends at once: 143, and nothing held back is lost', async () => {
    const run = await reading();
    await exchange(run, `one ${N}\n`);
    await run.write(`and ${A} at last`);
    await run.until('stdout', A);
    run.child.kill('SIGTERM');
    expect(await run.ended()).toEqual({ code: 143, signal: null });
    expect(run.stdout.toString().endsWith(' at last')).toBe(true);
  });

  test('with --summary: all that came until the end', async () => {
    const run = await reading('--summary', '--json');
    await run.write(`${N}\n`);
    run.child.kill('SIGINT');
    for (let i = 0; i < 40; i++) await run.write(`${N}\n`.repeat(5000));
    run.child.stdin?.end();
    expect(await run.ended()).toEqual({ code: 130, signal: null });
    expect(JSON.parse(run.stdout.toString())).toMatchObject({ lines: 200_001 });
  });

  for (const [signals, code] of [
    [['SIGINT', 'SIGINT'], 130],
    [['SIGTERM'], 143],
    [['SIGHUP'], 129],
  ] as const) {
    test(`with --summary and ${signals.join(', ')}: what has been counted`, async () => {
      const run = await reading('--summary', '--json');
      // More than a pipe holds: most of it is counted once all is taken.
      for (let i = 0; i < 40; i++) await run.write(`${N}\n`.repeat(5000));
      for (const signal of signals) {
        run.child.kill(signal);
        // Two signals at once are one.
        await sleep(300);
      }
      expect(await run.ended()).toEqual({ code, signal: null });
      const { lines, occurrences, codes } = JSON.parse(run.stdout.toString());
      expect(occurrences).toBeGreaterThan(10_000);
      expect(codes).toMatchObject([{ code: N, firstLine: 1 }]);
      expect(lines - occurrences).toBeLessThanOrEqual(1);
    });
  }

  test('with --summary over a file', async () => {
    const big = file('big.log', `${N} and words\n`.repeat(1_000_000));
    const many = Array.from({ length: 200 }, () => big);
    const run = explain('--summary', '--json', path('missing'), ...many).read();
    await run.until('stderr', 'no such file');
    run.child.kill('SIGINT');
    expect(await run.ended()).toEqual({ code: 130, signal: null });
    expect(JSON.parse(run.stdout.toString()).occurrences).toBeLessThan(200_000_000);
  });

  test('over a compressed file: no word of its being cut short', async () => {
    const log = gzipSync(`${N} and words\n`.repeat(1_000_000));
    const many = Array.from({ length: 200 }, () => file('big.gz', log));
    const run = explain('--summary', '--json', path('missing'), ...many).read();
    await run.until('stderr', 'no such file');
    run.child.kill('SIGINT');
    expect(await run.ended()).toEqual({ code: 130, signal: null });
    expect(run.stderr).toBe(`mmerr: ${path('missing')}: no such file\n`);
    expect(JSON.parse(run.stdout.toString()).occurrences).toBeLessThan(200_000_000);
  });

  test.skipIf(!hasBash)('in a group: the last lines of the producer are explained', async () => {
    const producer = file(
      'producer.cjs',
      `const timer = setInterval(() => console.log('tick ${N}'), 20);
      setTimeout(() => require('node:fs').writeFileSync('ticks', ''), 100);
      process.stdout.on('error', (error) => { console.error(error.code); process.exit(9); });
      process.on('SIGINT', () => {
        clearInterval(timer);
        setTimeout(() => console.log('draining ${N}'), 200);
        setTimeout(() => console.log('bye ${N}'), 400);
      });`,
    );
    for (const options of ['', '--summary']) {
      rmSync(path('ticks'), { force: true });
      // The shell waits for both, and then tells how they ended.
      const run = bash(
        `trap : INT; "$NODE" ${producer} | $MM ${options} missing -; echo "status \${PIPESTATUS[*]}"`,
      ).read();
      await run.until('stderr', 'no such file');
      while (!existsSync(path('ticks'))) await sleep(20);
      process.kill(-(run.child.pid as number), 'SIGINT');
      await run.ended();
      expect(run.stdout.toString()).toMatch(
        options === ''
          ? /tick .*\ndraining .*\nbye \S+ \[.*\]\nstatus 0 130\n$/
          : /^Found 1 code on (\d+) of \1 lines\n(?:.*\n)*status 0 130\n$/,
      );
      expect(run.stderr).toBe('mmerr: missing: no such file\n');
    }
  });

  test.skipIf(!has('mkfifo'))('while a named pipe has no writer', async () => {
    const fifo = path('lonely');
    await start('mkfifo', [fifo]).ended();
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      for (const options of [[], ['--summary', '--json']]) {
        const run = explain(...options, path('missing'), fifo).read();
        await run.until('stderr', 'no such file');
        run.child.kill(signal);
        expect(await run.ended()).toEqual({ code, signal: null });
        if (options.length > 0) expect(JSON.parse(run.stdout.toString()).lines).toBe(0);
      }
    }
  });

  test.skipIf(!has('mkfifo'))('before a named pipe is opened: it is not opened', async () => {
    const fifo = path('never');
    await start('mkfifo', [fifo]).ended();
    expect(await openFile(fifo, AbortSignal.abort())).toBe(undefined);
  });

  test.skipIf(!existsSync('/proc/self/fd'))('while its reader takes nothing', async () => {
    const big = file('big.log', `${N} and words\n`.repeat(1_000_000));
    const runs = (
      [
        [['SIGINT'], [big]],
        [['SIGTERM'], [big]],
        [['SIGINT', 'SIGINT'], ['-']],
        [['SIGTERM'], ['-']],
      ] as const
    )
      // A pipe, or a socket.
      .flatMap((one) => ['| sleep 60', ''].map((reader) => [...one, reader] as const));
    const end = async ([signals, args, reader]: (typeof runs)[number]) => {
      const run = bash(
        `{ sh -c 'echo "pid $$" >&2; exec "$NODE" "$BUILT" explain missing '${args}; echo "status $?" >&2; } ${reader}`,
      );
      await run.until('stderr', 'no such file');
      run.write(`${N} and words\n`.repeat(20_000)).catch(() => {});
      await sleep(300);
      const pid = Number(/pid (\d+)/.exec(run.stderr)?.[1]);
      for (const signal of signals) {
        process.kill(pid, signal);
        await sleep(300);
      }
      await run.until('stderr', `status ${signals[0] === 'SIGINT' ? 130 : 143}\n`);
      run.kill();
    };
    // Most of the time they wait: all at once.
    await Promise.all(runs.map(end));
  });
});

test('a connection that is reset: what came is explained, one line, and 2', async () => {
  for (const args of [
    ['explain', '--color', 'never'],
    ['lookup', '-'],
    ['table', 'import', '-'],
  ]) {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [accepted] = (await once(server, 'connection')) as [Socket];
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      stdio: [accepted, 'pipe', 'pipe'],
    });
    accepted.destroy();
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    client.write(`and ${A} at last`);
    await sleep(1000);
    client.resetAndDestroy();
    const [code] = await once(child, 'close');
    server.close();
    const [name, copied] = args[0] === 'explain' ? ['-', `and ${A}`] : ['standard input', ''];
    expect([code, err]).toEqual([2, `mmerr: ${name}: the connection was reset\n`]);
    expect(out.startsWith(copied)).toBe(true);
    if (args[0] === 'explain') expect(out.endsWith(' at last')).toBe(true);
  }
});

test.skipIf(!hasBash)('more than fits into a text is refused in one line', async () => {
  for (const command of ['search -', 'lookup -']) {
    const run = bash(
      `head -c 600000000 /dev/zero | "$NODE" "$BUILT" ${command}; echo "status \${PIPESTATUS[1]}"`,
    ).read();
    await run.ended();
    expect(run.stdout.toString()).toBe('status 2\n');
    expect(run.stderr).toBe(
      'mmerr: standard input is larger than 16 MiB; for the codes in a log: mmerr explain\n',
    );
  }
});

describe.skipIf(!hasPty)('a terminal', () => {
  test('with nothing piped in: how to use it, and 2', async () => {
    const run = terminal('$MM; echo "status $?"').read();
    await run.ended();
    expect(run.stdout.toString()).toMatch(/^mmerr: no input; .*\r\nstatus 2\r\n$/);
    for (const option of ['--summary', '--quiet', '--json', '--below']) {
      const other = terminal(`$MM ${option}; echo "status $?"`).read();
      await other.ended();
      expect(other.stdout.toString()).toMatch(/^mmerr: no input; .*\r\nstatus 2\r\n$/);
    }
  });

  test('typed into, if asked to: Ctrl-C ends the summary', async () => {
    const run = terminal('trap : INT; $MM --summary missing -; echo "status $?"').read();
    await run.until('stdout', 'missing: no such file');
    await run.write('words\n');
    await run.until('stdout', 'words');
    await run.write('\x03');
    await run.ended();
    expect(run.stdout.toString()).toMatch(/no codes in \d lines?\r\n(.*\r\n)*status 130\r\n$/);
  });

  test('shows the summary of a live log while it runs, and leaves it there', async () => {
    const line = `2026-01-02T03:04:05Z ${N}`;
    const run = terminal(
      `(echo '${line}'; sleep 4; echo '${line}') | $MM --summary; echo "status $?"`,
      {
        NO_COLOR: '1',
      },
    ).read();
    // Drawn before the log has ended.
    await run.until('stdout', '1 code on 1 of 1 line');
    expect(run.stdout.toString()).not.toContain('status');
    await run.ended();
    const shown = run.stdout.toString();
    // The first drawing is erased, and what stays is the whole.
    const last = shown.slice(shown.lastIndexOf('\x1b[2K'));
    expect(last).toContain('1 code on 2 of 2 lines');
    expect(last).not.toContain('1 of 1 line');
    expect(last).toMatch(/status 0\r\n$/);
  });

  test('gets colours, unless NO_COLOR is set; a pipe gets none', async () => {
    const run = terminal(`echo 'a ${N} b' | $MM`).read();
    await run.ended();
    expect(run.stdout.toString()).toMatch(/^a \x1b\[1mUSCUSTOMER_API_0000102\x1b\[22m.* b\r\n$/);
    const plain = `a ${N}${NOTE} b\r\n`;
    const without = terminal(`echo 'a ${N} b' | $MM`, { NO_COLOR: '1' }).read();
    await without.ended();
    expect(without.stdout.toString()).toBe(plain);
    const piped = terminal(`echo 'a ${N} b' | $MM | cat`).read();
    await piped.ended();
    expect(piped.stdout.toString()).toBe(plain);
  });

  test('as standard error shows the progress of long work', async () => {
    const big = file('long.log', `${'words '.repeat(20)}\n`.repeat(50_000));
    // A reader that takes its time makes the work long.
    const run = terminal(`$MM '${big}' | (sleep 2; cat > '${path('copy')}')`).read();
    await run.ended();
    expect(run.stdout.toString()).toMatch(/^(?:\r\x1b\[Kmmerr: .*long\.log \d+%)+\r\x1b\[K$/);
    expect(readFileSync(path('copy')).equals(readFileSync(big))).toBe(true);
  });
});

test.skipIf(!hasBash)('no progress where standard error is no terminal', async () => {
  const big = file('long.log', `${'words '.repeat(20)}\n`.repeat(50_000));
  const run = bash(`$MM '${big}' | (sleep 2; cat > /dev/null)`).read();
  expect((await run.ended()).code).toBe(0);
  expect(run.stderr).toBe('');
});

test('contradicting options: one line, and 2', async () => {
  const { code, stdout, stderr } = await runBuilt(['explain', '--below', '--ndjson'], { stdin: N });
  expect([code, stdout.toString()]).toEqual([2, '']);
  expect(stderr).toMatch(/^mmerr: --below and --ndjson cannot be used together.*\n$/);
  const unknown = await runBuilt(['explain', '--nonsense'], { stdin: N });
  expect([unknown.code, unknown.stdout.toString()]).toEqual([2, '']);
  expect(unknown.stderr).toMatch(/^mmerr: .*--nonsense.*\n$/);
});

test.skipIf(!hasBash)('a file that is explained into itself is refused', async () => {
  const name = file('itself.log', `${N}\n`);
  for (const command of [
    '"$NODE" "$BUILT" explain itself.log >> itself.log',
    '"$NODE" "$BUILT" explain < itself.log >> itself.log',
  ]) {
    const run = start('bash', ['--norc', '-c', command]).read();
    expect((await run.ended()).code).toBe(2);
    expect(run.stderr).toMatch(/^mmerr: (?:itself\.log|-): is both input and output\n$/);
  }
  expect(readFileSync(name, 'utf8')).toBe(`${N}\n`);
});
