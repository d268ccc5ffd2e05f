import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

/** Bundles a program that imports the built library, as a bundler for browsers does. */
async function bundleFor(program: string): Promise<string> {
  const entry = join(resolve('dist'), 'browser-entry.mjs');
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    treeshake: true,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) =>
          id === entry ? id : id === 'mmerr' ? resolve('dist/esm/index.mjs') : null,
        load: (id) => (id === entry ? program : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  return output[0].code;
}

/** Uses each part of the library once; leaves what came out in `OUT`. */
const PROGRAM = `
  import { builtinTable, createExplainer, createTable, findCodes, importPages, knowledgeOf, lookup,
    readResponse, search } from 'mmerr';
  const explain = (options) => {
    const explainer = createExplainer(builtinTable, options);
    const bytes = new TextEncoder().encode('é {"code":"500","bizCode":"US"}\\nx GGATEWAY_CODE_014\\n');
    const pieces = [...explainer.push(bytes), ...explainer.end()];
    return pieces.map((piece) => new TextDecoder().decode(piece)).join('');
  };
  const page = { name: 'ours.properties', text: 'ORDSVCE000001=The order is unknown\\nORDSVCE000002=x y' };
  const { entries } = importPages([page], knowledgeOf(builtinTable.entries));
  globalThis.OUT = {
    response: readResponse(builtinTable, { code: '500', bizCode: 'US' }).entry.code,
    lookup: lookup(builtinTable, 'gateway code 14')[0].entries[0].code,
    search: search(builtinTable, 'pasword incorect')[0].entry.code,
    found: findCodes(builtinTable, 'code=500 bizCode=FS')[0].code,
    inline: explain({}),
    ndjson: explain({ mode: 'ndjson' }),
    below: explain({ mode: 'below', onlyMatching: true }),
    own: lookup(createTable(builtinTable.entries, entries), 'ordsvce 1')[0].entries[0].message,
  };
`;

function expectRight(out: Record<string, string>): void {
  expect(out).toMatchObject({
    response: 'US500',
    lookup: 'GGATEWAY_CODE_014',
    search: 'USCUSTOMER_API_0000102',
    found: 'FS500',
    inline:
      'é {"code":"500 [System abnormality]","bizCode":"US"}\nx GGATEWAY_CODE_014 [Request expired]\n',
    own: 'The order is unknown',
  });
  expect(out.ndjson).toContain('"mmerr":[{"code":"US500"');
  expect(out.below).toContain('    GGATEWAY_CODE_014: Request expired');
}

test('the library runs where there is nothing of Node', async () => {
  const context = createContext({ TextDecoder, TextEncoder });
  runInContext(await bundleFor(PROGRAM), context);
  expectRight((context as { OUT: Record<string, string> }).OUT);
});

const BROWSER = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => join('/usr/bin', name))
  .find((file) => existsSync(file));

test.skipIf(BROWSER === undefined)(
  `the library runs in a page${BROWSER === undefined ? ' (skipped: no Chromium is installed)' : ''}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mmerr-browser-'));
    try {
      const streamed = `${PROGRAM}
  import { explainStream } from 'mmerr';
  const text = new Blob(['x GGATEWAY_CODE_014']).stream().pipeThrough(explainStream(builtinTable));
  new Response(text).text().then((streamed) => {
    const out = JSON.stringify({ ...globalThis.OUT, streamed, node: typeof process + typeof Buffer });
    document.body.textContent = encodeURIComponent(out);
  }, (error) => { document.body.textContent = encodeURIComponent(JSON.stringify({ error: String(error) })); });
`;
      writeFileSync(join(folder, 'page.js'), await bundleFor(streamed));
      writeFileSync(
        join(folder, 'page.html'),
        '<!doctype html><meta charset="utf-8"><body><script src="page.js"></script></body>',
      );
      const { stdout } = await promisify(execFile)(
        BROWSER as string,
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--virtual-time-budget=10000',
          `--user-data-dir=${join(folder, 'profile')}`,
          '--dump-dom',
          pathToFileURL(join(folder, 'page.html')).href,
        ],
        { timeout: 45_000 },
      );
      const [, body = ''] = /<body>([^<]+)/.exec(stdout) ?? [];
      const out = JSON.parse(decodeURIComponent(body) || '{}');
      expect(out.error).toBeUndefined();
      expectRight(out);
      expect(out.streamed).toBe('x GGATEWAY_CODE_014 [Request expired]');
      expect(out.node).toBe('undefinedundefined');
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
