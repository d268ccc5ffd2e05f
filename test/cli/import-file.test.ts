import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOSTS } from '../support/run.js';

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
    expect(bare.stderr).toMatch(/^mmerr: [^\n]*page\.csv:3: skipped: [^\n]*\n$/);
    const audit = await run(['table', 'audit', page]);
    expect(audit.stderr).toMatch(/^mmerr: [^\n]*page\.csv:2: unknown status "LATE": [^\n]*\n$/);
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
      `mmerr: ${page}:2: is not UTF-8 here, and as a whole not GB18030 either; save it as UTF-8\n`,
    );
    expect(readdirSync(folder)).toEqual(['page.csv']);
  });

  test('leaves what is there alone when the page is no table', async () => {
    const table = join(folder, 'ours.json');
    writeFileSync(table, 'precious');
    writeFileSync(join(folder, 'page.txt'), 'nothing here\n');
    const { code, stderr } = await run(['table', 'import', join(folder, 'page.txt'), '-o', table]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mmerr: .*page\.txt: holds no codes; .*\n$/);
    expect(readFileSync(table, 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['ours.json', 'page.txt']);
  });

  test('says so when it cannot write, and leaves nothing behind', async () => {
    const page = join(folder, 'page.txt');
    writeFileSync(page, 'ABCD_001=One thing\nABCD_002=Another\n');
    const target = join(folder, 'no-such-folder', 'x.json');
    const { code, stderr } = await run(['table', 'import', page, '-o', target]);
    expect(code).toBe(2);
    expect(stderr).toBe(`mmerr: ${target}: no such folder\n`);
    expect(readdirSync(folder)).toEqual(['page.txt']);
  });
});
