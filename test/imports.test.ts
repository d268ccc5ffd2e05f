import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** The rooms of the house, and what each may import from. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  importer: ['core', 'importer'],
  index: ['core', 'importer'],
  render: ['core', 'importer', 'render'],
  cli: ['core', 'importer', 'render', 'cli'],
  bin: ['cli'],
};

/** Packages that only one room may know. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  commander: ['cli'],
  chalk: ['render'],
  'fast-wrap-ansi': ['render'],
  'fast-string-width': ['render', 'cli'],
  'fuse.js': ['core'],
};

function roomOf(file: string): string {
  if (file.startsWith('bin/')) return 'bin';
  const [, room] = /^src\/(importer|render|cli)\//.exec(file) ?? [];
  if (room) return room;
  return file === 'src/index.ts' ? 'index' : 'core';
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

test('imports point one way', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.') && !target.endsWith('?text'))
    .filter(({ file, target }) => {
      const imported = normalize(join(dirname(file), target)).replace(/\.js$/, '.ts');
      return !MAY_IMPORT[roomOf(file)]?.includes(roomOf(imported));
    });
  expect(imports.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('the core does no I/O and knows no terminal', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target.startsWith('node:')) return !['cli', 'bin'].includes(roomOf(file));
    const rooms = PACKAGES[target];
    return rooms !== undefined && !rooms.includes(roomOf(file));
  });
  expect(wrong).toEqual([]);
});

test('every package that is imported has its room', () => {
  const packages = imports
    .map(({ target }) => target)
    .filter((target) => !/^\.|^node:/.test(target))
    .map((target) => target.replace(/^(@[^/]+\/[^/]+|[^/]+).*$/, '$1'));
  for (const name of new Set(packages)) expect(Object.keys(PACKAGES)).toContain(name);
});
