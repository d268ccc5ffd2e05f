// Runs a TypeScript script: bundles it in memory, since Node 20 cannot read TypeScript itself.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { rawPlugin } from './raw-plugin.mjs';
import { RESOLVE } from './resolve.mjs';

const [script, ...args] = process.argv.slice(2);
const bundle = await rolldown({
  input: script,
  platform: 'node',
  // It has a compiler in it, which takes longer to bundle than to load.
  external: ['ts-json-schema-generator'],
  resolve: RESOLVE,
  plugins: [rawPlugin()],
});
const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
const folder = 'node_modules/.cache/mmerr';
const file = `${folder}/${process.pid}.mjs`;
await mkdir(folder, { recursive: true });
await writeFile(file, output[0].code);
process.argv = [process.argv[0], script, ...args];
try {
  await import(pathToFileURL(file).href);
} finally {
  await rm(file, { force: true });
}
