import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decoding, transcoding } from '../../src/cli/io/decode.js';
import type { Feed } from '../../src/cli/io/feed.js';
import { openFile, readOpenFile } from '../../src/cli/io/input.js';
import { formatOf, readCommand } from '../../src/cli/io/input-formats.js';
import { cutAt, cutEvery } from '../support/explain.js';
import { HOSTS, runBuilt, runInProcess } from '../support/run.js';
import { runs } from '../support/runs.js';

const N = 'USCUSTOMER_API_0000102';
const NOTE = ' [Account or password is incorrect]';
const LOG = `a é中😀 ${N} b\r\nplain\n${N}`;
const EXPLAINED = LOG.replaceAll(N, N + NOTE);

/** Node's type definitions are those of its oldest version. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: (data: Uint8Array | string) => Buffer };

const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

let folder = '';
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmerr-decode-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Something that keeps what it is fed. */
class Kept implements Feed {
  readonly #chunks: Buffer[] = [];
  readonly consume = (chunk: Uint8Array): undefined => {
    this.#chunks.push(Buffer.from(chunk));
  };
  readonly end = (): undefined => undefined;
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What comes out behind a feed that some pieces go through. */
async function through(make: (next: Feed) => Feed, pieces: readonly Uint8Array[]): Promise<Buffer> {
  const kept = new Kept();
  const feed = make(kept);
  for (const piece of pieces) await feed.consume(piece);
  await feed.end();
  return kept.bytes;
}

const decode = (pieces: readonly Uint8Array[]) => through((next) => decoding('x', next), pieces);

/** UTF-16 as the standard has it, unit by unit. */
function readUtf16(bytes: Buffer, order: 'le' | 'be'): string {
  let text = '';
  let high = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = order === 'le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
    const isLow = unit >= 0xdc00 && unit < 0xe000;
    if (high > 0 && isLow) {
      text += String.fromCharCode(high, unit);
      high = 0;
      continue;
    }
    if (high > 0) text += '\ufffd';
    high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    if (high === 0) text += isLow ? '\ufffd' : String.fromCharCode(unit);
  }
  return high > 0 || bytes.length % 2 === 1 ? `${text}\ufffd` : text;
}

describe('UTF-16', () => {
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  const unit = fc.oneof(
    fc.constantFrom(0xd83d, 0xde00, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffe, 0, 10, 65, 0x4e2d),
    fc.nat(0xffff),
  );

  test.each(['le', 'be'] as const)('%s: cut anywhere, it is what the whole is', async (order) => {
    await fc.assert(
      fc.asyncProperty(fc.array(unit), fc.boolean(), places, async (units, odd, cuts) => {
        const body = Buffer.alloc(2 * units.length + (odd ? 1 : 0), 0xd8);
        for (const [index, each] of units.entries()) {
          if (order === 'le') body.writeUInt16LE(each, 2 * index);
          else body.writeUInt16BE(each, 2 * index);
        }
        const bytes = Buffer.concat([utf16('', order), body]);
        const decoded = await through(
          (next) => transcoding(`utf-16${order}`, next),
          cutAt(bytes, cuts),
        );
        expect(decoded.toString()).toBe(readUtf16(body, order));
      }),
      { numRuns: runs(500) },
    );
  });

  test.each(['le', 'be'] as const)('%s: a file is explained as UTF-8', async (order) => {
    const path = file(`utf16${order}.log`, utf16(LOG, order));
    for (const run of Object.values(HOSTS)) {
      const { code, stdout, stderr } = await run(['explain', path]);
      expect([code, stdout.toString(), stderr]).toEqual([0, EXPLAINED, '']);
    }
    // Places are those in the text that is written.
    const { stdout } = await runInProcess(['explain', '--json', path]);
    const [first] = stdout.toString().split('\n');
    const offset = Buffer.from(LOG).indexOf(N);
    expect(JSON.parse(first ?? '')).toMatchObject({ line: 1, column: offset + 1, offset });
  });

  test('nothing but a byte order mark, and a file of one byte', async () => {
    expect(await decode([utf16('', 'le')])).toHaveLength(0);
    for (const byte of [0xff, 0x1f, 0x50]) {
      expect(await decode([Uint8Array.of(byte)])).toEqual(Buffer.of(byte));
    }
  });
});

const COMPRESSIONS: readonly (readonly [string, (data: Uint8Array | string) => Buffer])[] = [
  ['gzip', zlib.gzipSync],
  ...(zstdCompressSync ? [['zstd', zstdCompressSync] as const] : []),
];

describe.each(COMPRESSIONS)('%s', (name, compress) => {
  test('a file is explained, whatever its name', async () => {
    const path = file(`${name}.log`, compress(LOG));
    for (const run of Object.values(HOSTS)) {
      const { code, stdout, stderr } = await run(['explain', path]);
      expect([code, stdout.toString(), stderr]).toEqual([0, EXPLAINED, '']);
    }
    const { stdout } = await runBuilt(['explain', '--summary', '--json', path, path]);
    expect(JSON.parse(stdout.toString())).toMatchObject({ lines: 6, occurrences: 4 });
    expect((await runBuilt(['explain', '--quiet', path])).code).toBe(0);
  });

  test('members or frames behind each other, cut anywhere', async () => {
    const parts = [compress('one\n'), compress(''), compress('two\n'), compress('x'.repeat(3e5))];
    const whole = `one\ntwo\n${'x'.repeat(3e5)}`;
    const bytes = Buffer.concat(parts);
    for (const size of [1, 2, 7, 100, bytes.length]) {
      expect((await decode(cutEvery(bytes, size))).toString()).toBe(whole);
    }
  });

  test('UTF-16 inside', async () => {
    const path = file('inside', compress(utf16(LOG, 'be')));
    expect((await runInProcess(['explain', path])).stdout.toString()).toBe(EXPLAINED);
  });

  test('cut short at any place: what it holds, one line, and 2', async () => {
    const bytes = compress(LOG);
    const other = file('other.log', `${N}\n`);
    for (let length = 4; length < bytes.length; length++) {
      const path = file('cut', bytes.subarray(0, length));
      const { code, stdout, stderr } = await runInProcess(['explain', path, other]);
      const end = `${N}${NOTE}\n`;
      expect(stdout.toString().endsWith(end)).toBe(true);
      expect([code, stderr]).toEqual([
        2,
        `mmerr: ${path}: ${name} data is truncated; everything before the cut was read\n`,
      ]);
    }
    // All but the last bytes of a large one.
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index} ${index ** 2}\n`).join('');
    const large = compress(lines);
    const path = file('cut', large.subarray(0, large.length - 2));
    const { code, stdout } = await runInProcess(['explain', path]);
    expect(code).toBe(2);
    expect(lines.startsWith(stdout.toString())).toBe(true);
    expect(stdout.length).toBeGreaterThan(name === 'gzip' ? lines.length - 1 : 0);
  });

  test('corrupt: what precedes the error, one line, and 2', async () => {
    const good = compress('first\n');
    // What follows is not compressed data.
    const garbage = file('garbage', Buffer.concat([good, Buffer.from('garbage and more of it')]));
    for (const run of Object.values(HOSTS)) {
      const { code, stdout, stderr } = await run(['explain', garbage]);
      expect([code, stdout.toString()]).toEqual([2, 'first\n']);
      expect(stderr).toMatch(
        new RegExp(
          `^mmerr: .*garbage: ${name} data is corrupt \\(.+\\); everything before the error was read\\n$`,
        ),
      );
    }
  });
});

describe('gzip', () => {
  test('NULs between members and behind them are padding', async () => {
    const parts = [
      zlib.gzipSync('one\n'),
      Buffer.alloc(700),
      zlib.gzipSync('two\n'),
      Buffer.alloc(3),
    ];
    const bytes = Buffer.concat(parts);
    for (const size of [1, 50, bytes.length]) {
      expect((await decode(cutEvery(bytes, size))).toString()).toBe('one\ntwo\n');
    }
  });

  test('corrupt in the middle of a large file: nothing before that is lost', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index} ${index ** 3 % 9973}\n`);
    const text = lines.join('');
    const bytes = zlib.gzipSync(text);
    // A block of no type that there is.
    const half = zlib.gzipSync(text, { level: 0 });
    half[half.length >> 1] = (half[half.length >> 1] ?? 0) ^ 0xff;
    const sum = Buffer.from(bytes);
    sum[sum.length - 6] = (sum[sum.length - 6] ?? 0) ^ 0xff;
    for (const [name, content] of [
      ['sum', sum],
      ['half', half],
    ] as const) {
      const path = file(name, content);
      const { code, stdout, stderr } = await runBuilt(['explain', path]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/gzip data is corrupt \(incorrect data check\)/);
      // The checksum is only there at the end: all of it has been written by then.
      expect(stdout).toHaveLength(text.length);
    }
    const invalid = Buffer.concat([
      zlib.deflateRawSync('', { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
      Buffer.of(0xff),
    ]);
    const header = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
    const raw = zlib.deflateRawSync(text, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const path = file('invalid', Buffer.concat([header, raw, invalid]));
    const { code, stdout, stderr } = await runBuilt(['explain', path]);
    expect([code, stdout.toString() === text]).toEqual([2, true]);
    expect(stderr).toMatch(/gzip data is corrupt \(invalid block type\)/);
  });
});

describe('formats that are only named', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const cases: readonly (readonly [name: string, head: Buffer, command: string])[] = [
    ['bzip2', bytes('BZh91AY&SY and more'), 'bzip2 -dc'],
    ['bzip2', bytes('BZh9\x17rE8P\x90\0\0\0\0'), 'bzip2 -dc'],
    ['xz', bytes('\xfd7zXZ\0 and more'), 'xz -dc'],
    ['LZ4', bytes('\x04\x22\x4d\x18'), 'lz4 -dc'],
    ['ZIP', bytes('PK\x03\x04'), 'unzip -p'],
    ['UTF-32', bytes('\xff\xfe\0\0a\0\0\0'), 'iconv -f UTF-32 -t UTF-8'],
    ...(zstdCompressSync
      ? []
      : ([['zstd', bytes('\x28\xb5\x2f\xfd\x20\x01'), 'zstd -dc']] as const)),
  ];
  test.each(cases)('%s', async (name, content, command) => {
    const path = file('named', content);
    const other = file('other.log', `${N}\n`);
    for (const run of Object.values(HOSTS)) {
      const { code, stdout, stderr } = await run(['explain', path, other]);
      expect([code, stdout.toString()]).toEqual([2, `${N}${NOTE}\n`]);
      expect(stderr).toBe(
        `mmerr: ${path}: ${name} is not supported; run: ${command} ${path} | mmerr explain\n`,
      );
    }
  });

  test('the command is one that a shell takes', () => {
    const format = { name: 'xz', command: 'xz -dc' };
    expect(readCommand(format, "it's here")).toBe("xz -dc 'it'\\''s here' | mmerr explain");
    expect(readCommand(format, '-x.xz')).toBe('xz -dc ./-x.xz | mmerr explain');
  });

  test('text that only begins like one is text', async () => {
    for (const text of [
      'BZh is no archive\n',
      'PK\n',
      'BZh9',
      'P',
      '\x1f\x8b',
      '\x28\xb5/',
      '\0',
    ]) {
      const content = bytes(text);
      expect(formatOf(content, true)).toBeUndefined();
      for (const size of [1, 3, 100])
        expect(await decode(cutEvery(content, size))).toEqual(content);
    }
  });
});

describe('standard input', () => {
  const inputs: readonly (readonly [string, Buffer, string])[] = [
    ['gzip', zlib.gzipSync(LOG), 'gzip -dc'],
    ['UTF-16', utf16(LOG, 'le'), 'iconv -f UTF-16 -t UTF-8'],
    ['xz', Buffer.from('\xfd7zXZ\0', 'latin1'), 'xz -dc'],
  ];
  for (const [name, stdin, command] of inputs) {
    test(`${name} is copied as it is`, async () => {
      for (const run of Object.values(HOSTS)) {
        const { code, stdout, stderr } = await run(['explain'], { stdin });
        expect([code, stdout.equals(stdin), stderr]).toEqual([0, true, '']);
      }
    });

    test(`${name} is named where nothing is copied`, async () => {
      for (const options of [['--summary'], ['--json'], ['--quiet']]) {
        for (const run of Object.values(HOSTS)) {
          const { code, stderr } = await run(['explain', ...options], { stdin });
          expect(code).toBe(options[0] === '--quiet' ? 1 : 0);
          expect(stderr).toBe(
            `mmerr: standard input looks like ${name}, which is only decoded in files; run: ${command} FILE | mmerr explain\n`,
          );
        }
      }
    });
  }

  test('of lookup and search is decoded by its byte order mark', async () => {
    for (const order of ['le', 'be'] as const) {
      for (const run of Object.values(HOSTS)) {
        const found = await run(['lookup', '--json', '-'], { stdin: utf16(`${N}\r\n`, order) });
        expect(JSON.parse(found.stdout.toString())).toMatchObject([
          { query: N, entries: [{ code: N }] },
        ]);
        const sentence = utf16('Account or password is incorrect', order);
        const searched = await run(['search', '--json', '-'], { stdin: sentence });
        expect(JSON.parse(searched.stdout.toString())[0]).toMatchObject({ code: N, score: 1 });
      }
    }
    const { stdout } = await runBuilt(['lookup', '--json', '-'], { stdin: `\ufeff${N}` });
    expect(JSON.parse(stdout.toString())).toMatchObject([{ query: N, entries: [{ code: N }] }]);
  });
});

test('a file that is cut while it is read ends where it ends then', async () => {
  const path = file('shrinking.log', 'x'.repeat(1e6));
  const never = new AbortController().signal;
  const stop = { soon: never, now: never, readingPipe: (read: () => Promise<void>) => read() };
  const opened = await openFile(path, never);
  if (!opened) throw new Error('not opened');
  let length = 0;
  await readOpenFile(
    opened,
    (chunk) => {
      length += chunk.length;
      truncateSync(path, 10);
      return undefined;
    },
    stop,
  );
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(1e6);
});
