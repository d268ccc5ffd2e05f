import { join, resolve } from 'node:path';
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

test('the library runs where there is nothing of Node', async () => {
  const code = await bundleFor(`
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
  `);
  const context = createContext({ TextDecoder, TextEncoder });
  runInContext(code, context);
  const out = (context as { OUT: Record<string, string> }).OUT;
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
});
