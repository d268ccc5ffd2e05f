import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runInProcess } from '../support/run.js';

/** How many reads of a file succeed before the disk fails. */
let reads = Number.POSITIVE_INFINITY;

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    readSync: (...args: Parameters<typeof fs.readSync>) => {
      if (reads-- > 0) return fs.readSync(...args);
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    },
  };
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmerr-disk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINE = 'GGATEWAY_CODE_005\n';

test.each([
  ['a plain log', LINE],
  ['a compressed log', gzipSync(LINE)],
  ['a log in UTF-16', Buffer.from(`\ufeff${LINE}`, 'utf16le')],
])('%s that cannot be read to its end: what was read is explained', async (_, content) => {
  const path = join(folder, 'app.log');
  writeFileSync(path, content);
  reads = 1;
  try {
    const { stdout, stderr, code } = await runInProcess(['explain', path]);
    expect(stdout.toString()).toMatch(/^GGATEWAY_CODE_005 \[Login information has expired.*\]\n$/);
    expect(stderr).toMatch(/^mmerr: .*app\.log: .*\n$/);
    expect(code).toBe(2);
  } finally {
    reads = Number.POSITIVE_INFINITY;
  }
});
