// Builds the package: the CLI as one file, the library, its types, the licences of what is bundled.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { bundledLicenses } from './licenses.mjs';
import { packChunks } from './pack.mjs';
import { lazyRegExpPlugin, lightPlugin, textPlugin } from './plugins.mjs';

/** Bundles one entry into its chunks. */
async function bundle(input, options) {
  const bundled = await rolldown({
    input,
    platform: 'node',
    plugins: [textPlugin(), lightPlugin(), lazyRegExpPlugin()],
    transform: { target: 'node20' },
    // Compile a module's code when it is first needed, not all of it at start.
    optimization: { pifeForModuleWrappers: false },
  });
  const { output } = await bundled.generate({ dynamicImportInCjs: false, ...options });
  return output;
}

const [cli, library, module] = await Promise.all([
  bundle(
    { mmerr: 'bin/mmerr.ts' },
    {
      format: 'cjs',
      minify: true,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
    },
  ),
  bundle('src/index.ts', { format: 'cjs', codeSplitting: false }),
  bundle('src/index.ts', { format: 'esm', codeSplitting: false }),
]);
const modules = [...cli, ...library].flatMap((chunk) => Object.keys(chunk.modules ?? {}));

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await writeFile('dist/mmerr.cjs', packChunks(cli));
await chmod('dist/mmerr.cjs', 0o755);
await writeFile('dist/index.cjs', library[0].code);
await writeFile('dist/index.mjs', module[0].code);
await writeFile('dist/THIRD-PARTY-LICENSES.txt', bundledLicenses(modules));

// One set of types, entered from either module system.
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
for (const entry of ['dist/index.d.cts', 'dist/index.d.mts']) {
  await writeFile(entry, "export * from './types/src/index.js';\n");
}
execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/man.ts'], { stdio: 'inherit' });
