import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** The folders of `src/`, and what each may import from besides itself: one direction. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  notation: [],
  table: ['text'],
  message: ['text', 'table'],
  codes: ['text', 'notation', 'table', 'message'],
  response: ['text', 'notation', 'table', 'message', 'codes'],
  explain: ['text', 'notation', 'table', 'message', 'codes', 'response'],
  lookup: ['text', 'table', 'message', 'codes', 'response', 'explain'],
  search: ['text', 'table', 'message', 'codes', 'response', 'lookup'],
  importer: ['text', 'table', 'message', 'codes'],
  exporter: ['text', 'table', 'message', 'codes'],
};
const CORE = Object.keys(LAYERS);
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...LAYERS,
  index: CORE,
  render: CORE,
  cli: [...CORE, 'render'],
  bin: ['cli'],
};

/** Packages that only these folders may know. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@clack/core': ['cli'],
  '@commander-js/extra-typings': ['cli'],
  chalk: ['render'],
  'fast-wrap-ansi': ['render'],
  'fast-string-width': ['render', 'cli'],
  'fuse.js': ['search'],
  stemmer: ['search'],
  diff: ['text'],
  'jsonc-parser': ['importer'],
  'micromark-util-decode-string': ['importer'],
  'properties-file': ['importer'],
  yaml: ['importer'],
  'log-update': ['cli'],
};

function folderOf(file: string): string {
  if (file.startsWith('bin/')) return 'bin';
  if (file === 'src/index.ts') return 'index';
  const [, folder = file] = /^src\/([^/]+)\//.exec(file) ?? [];
  return folder;
}

const files = ['bin', 'src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
);

const imports = files.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^(?:import|export)\b[^;']*?from |^import |\bimport\()'([^']+)'/gm,
    ),
  ].map(([, target = '']) => ({ file, target })),
);

test('every folder has its place among the layers', () => {
  for (const file of files) expect(Object.keys(MAY_IMPORT), file).toContain(folderOf(file));
});

test('imports point one way', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.') && !target.includes('?'))
    .filter(({ file, target }) => {
      const from = folderOf(file);
      const imported = folderOf(normalize(join(dirname(file), target)).replace(/\.js$/, '.ts'));
      return imported !== from && !MAY_IMPORT[from]?.includes(imported);
    });
  expect(imports.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('the core does no I/O and knows no terminal', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target.startsWith('node:')) return !['cli', 'bin'].includes(folderOf(file));
    const folders = PACKAGES[target];
    return folders !== undefined && !folders.includes(folderOf(file));
  });
  expect(wrong).toEqual([]);
});

test('every package that is imported has its folders', () => {
  const packages = imports
    .map(({ target }) => target)
    .filter((target) => !/^\.|^node:/.test(target))
    .map((target) => target.replace(/^(@[^/]+\/[^/]+|[^/]+).*$/, '$1'));
  for (const name of new Set(packages)) expect(Object.keys(PACKAGES)).toContain(name);
});
