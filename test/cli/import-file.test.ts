import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUILT, HOSTS } from '../support/run.js';

describe.each(Object.entries(HOSTS))('table import -o, %s', (_host, run) => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mmerr-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('writes a table that every command takes', async () => {
    const page = join(folder, 'page.csv');
    const table = join(folder, 'ours.json');
    writeFileSync(
      page,
      'code,message\nORDSVCE000001,"Unknown order, sorry"\nORDSVCE000002,Filled %s\n',
    );
    const imported = await run(['table', 'import', page, '-o', table]);
    expect(imported).toMatchObject({ code: 0, stderr: 'mmerr: 2 rows, 2 codes\n' });
    expect(imported.stdout.length).toBe(0);

    const lookup = await run(['--table', table, 'lookup', 'ordsvce-1', '--json']);
    expect(JSON.parse(lookup.stdout.toString())).toMatchObject([
      { entries: [{ code: 'ORDSVCE000001', message: 'Unknown order, sorry' }] },
    ]);
    const list = await run(['list', 'ords', '--table', table]);
    expect(list.stdout.toString()).toBe(
      'ORDSVCE000001\tUnknown order, sorry\nORDSVCE000002\tFilled %s\n',
    );
    const search = await run(['search', 'unknown', 'order', '--table', table]);
    expect(search.stdout.toString()).toMatch(/^ORDSVCE000001\t/);
    const explain = await run(['explain', '--table', table], {
      stdin: 'x ORDSVCE000002 msgParams=7\n',
    });
    expect(explain.stdout.toString()).toBe('x ORDSVCE000002 [Filled 7] msgParams=7\n');
  });

  test('a table is read once, and its faults are told once', async () => {
    const page = join(folder, 'page.csv');
    writeFileSync(page, 'code,message,status\nORDSVCE000001,One,LATE\nORDSVCE000002,\n');
    const bare = await run(['--table', page, 'ORDSVCE000001']);
    expect(bare.stderr.split('\n')).toEqual([
      expect.stringMatching(/^mmerr: [^\n]*page\.csv:3: skipped: /),
      expect.stringMatching(
        /:2: unknown status "LATE" ignored .*; for details: mmerr table audit \S+page\.csv$/,
      ),
      '',
    ]);
    const audit = await run(['table', 'audit', page]);
    expect(audit.stderr).toMatch(
      /^mmerr: [^\n]*page\.csv:2: unknown status "LATE" ignored \(expected [^\n]*\n$/,
    );
  });

  test('what else a table lacks is told in one line', async () => {
    const page = join(folder, 'page.csv');
    const rows = ['402,retry', 'NOT_FOUND,dance', '404,retry', '302,'];
    const lines = rows.map((row, index) => `ORDSVCE00000${index},Text ${index},${row}`);
    writeFileSync(page, ['code,message,status,action', ...lines, ''].join('\n'));
    for (const args of [['ORDSVCE000002'], ['search', 'text'], ['list', 'ords']]) {
      const { code, stderr } = await run([...args, '--table', page]);
      expect(code).toBe(0);
      expect(stderr).toBe(
        `mmerr: ${page}:2: unknown status "402" ignored (expected a gRPC name such as NOT_FOUND, or ` +
          '200, 400, 401, 403, 404, 409, 429, 499, 500, 501, 503, 504); and 2 more notes; ' +
          `for details: mmerr table audit ${page}\n`,
      );
    }
    const audit = await run(['table', 'audit', page]);
    expect(audit.stderr).toContain(
      ':3: unknown action "dance" ignored (expected retry, wait, sign-in, fix-request, ',
    );
  });

  test('says how it read a page that is not UTF-8', async () => {
    const page = join(folder, 'page.properties');
    writeFileSync(page, Buffer.from('ORDSVCE000001=Caf\xe9 closed\n', 'latin1'));
    const { code, stdout, stderr } = await run(['list', 'ords', '--table', page]);
    expect(code).toBe(0);
    expect(stdout.toString()).toBe('ORDSVCE000001\tCafé closed\n');
    expect(stderr).toBe(`mmerr: ${page}: not UTF-8; read as ISO-8859-1\n`);
  });

  test('writes nothing when no encoding fits', async () => {
    const page = join(folder, 'page.csv');
    writeFileSync(page, Buffer.from('code,message\nORDSVCE000001,Caf\xe9 closed\n', 'latin1'));
    const target = join(folder, 'ours.json');
    const { code, stderr } = await run(['table', 'import', page, '-o', target]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `mmerr: ${page}:2: is not valid UTF-8 here, and the file is not valid GB18030 either; save it as UTF-8\n`,
    );
    expect(readdirSync(folder)).toEqual(['page.csv']);
  });

  test('leaves what is there alone when the page is no table', async () => {
    const table = join(folder, 'ours.json');
    writeFileSync(table, 'precious');
    writeFileSync(join(folder, 'page.txt'), 'nothing here\n');
    const { code, stderr } = await run(['table', 'import', join(folder, 'page.txt'), '-o', table]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mmerr: .*page\.txt: contains no codes; .*\n$/);
    expect(readFileSync(table, 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['ours.json', 'page.txt']);
  });

  test('says so when it cannot write, and leaves nothing behind', async () => {
    const page = join(folder, 'page.txt');
    writeFileSync(page, 'ABCD_001=One thing\nABCD_002=Another\n');
    const target = join(folder, 'no-such-folder', 'x.json');
    const { code, stderr } = await run(['table', 'import', page, '-o', target]);
    expect(code).toBe(2);
    expect(stderr).toBe(`mmerr: ${target}: no such directory\n`);
    expect(readdirSync(folder)).toEqual(['page.txt']);
  });

  describe('what it writes to', () => {
    let page = '';
    beforeEach(() => {
      page = join(folder, 'page.txt');
      writeFileSync(page, 'ABCD_001=One thing\nABCD_002=Another\n');
    });
    const importTo = (target: string) => run(['table', 'import', page, '-o', target]);
    const codesOf = (file: string) =>
      JSON.parse(readFileSync(file, 'utf8')).map((entry: { code: string }) => entry.code);

    test('a file keeps its mode', async () => {
      const target = join(folder, 'ours.json');
      writeFileSync(target, 'old');
      chmodSync(target, 0o640);
      expect((await importTo(target)).code).toBe(0);
      expect(statSync(target).mode & 0o777).toBe(0o640);
      expect(codesOf(target)).toEqual(['ABCD_001', 'ABCD_002']);
    });

    test('a symbolic link stays one, a dangling one too', async () => {
      for (const name of ['there.json', 'missing.json']) {
        const link = join(folder, `to-${name}`);
        symlinkSync(name, link);
        if (name === 'there.json') writeFileSync(join(folder, name), 'old');
        expect((await importTo(link)).code).toBe(0);
        expect(readlinkSync(link)).toBe(name);
        expect(codesOf(join(folder, name))).toEqual(['ABCD_001', 'ABCD_002']);
      }
    });

    test('what it cannot write to is named in one line', async () => {
      mkdirSync(join(folder, 'sub'));
      symlinkSync('b', join(folder, 'a'));
      symlinkSync('a', join(folder, 'b'));
      writeFileSync(join(folder, 'fixed.json'), 'precious', { mode: 0o444 });
      const before = readdirSync(folder).sort();
      for (const [name, reason] of [
        ['sub', 'is a directory'],
        ['a', 'too many symbolic links'],
        ['page.txt/x.json', 'part of the path is not a directory'],
        ['fixed.json', 'is read-only'],
      ] as const) {
        const target = join(folder, name);
        expect(await importTo(target)).toMatchObject({
          code: 2,
          stderr: `mmerr: ${target}: ${reason}\n`,
        });
      }
      expect(readFileSync(join(folder, 'fixed.json'), 'utf8')).toBe('precious');
      expect(readdirSync(folder).sort()).toEqual(before);
    });

    test.runIf(process.platform === 'linux')('a pipe is written to, not replaced', async () => {
      const fifo = join(folder, 'fifo');
      execFileSync('mkfifo', [fifo]);
      const reader = spawn('cat', [fifo]);
      let read = '';
      reader.stdout.on('data', (chunk) => {
        read += chunk;
      });
      const closed = once(reader, 'close');
      expect((await importTo(fifo)).code).toBe(0);
      await closed;
      expect(JSON.parse(read)).toHaveLength(2);
      expect(statSync(fifo).isFIFO()).toBe(true);
    });
  });
});

test.runIf(process.platform === 'linux')(
  '/dev/stdout is written to where the shell opened it',
  () => {
    const script = `printf 'A_001=One x\\nA_002=Two x\\n' | "${process.execPath}" ${BUILT} table import - -o /dev/stdout | cat`;
    const read = execFileSync('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    expect(JSON.parse(read.toString())).toHaveLength(2);
  },
);

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s leaves no temporary file behind',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'mmerr-signal-'));
    try {
      const page = join(folder, 'page.csv');
      const rows = Array.from({ length: 20_000 }, (_, i) => `ABCD_${i},Message ${'x'.repeat(500)}`);
      writeFileSync(page, `code,message\n${rows.join('\n')}\n`);
      const child = spawn(process.execPath, [
        BUILT,
        'table',
        'import',
        page,
        '-o',
        join(folder, 'o.json'),
      ]);
      const watcher = watch(folder, (_, name) => {
        if (name?.endsWith('.tmp')) child.kill(signal);
      });
      await once(child, 'close');
      watcher.close();
      expect(readdirSync(folder).filter((name) => name !== 'o.json')).toEqual(['page.csv']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
