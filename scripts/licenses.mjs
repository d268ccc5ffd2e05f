import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package that a bundled module belongs to. */
function packageFolder(module) {
  const file = module.replace(/^\0/, '').split('?')[0];
  let folder = dirname(file);
  while (folder.includes('node_modules')) {
    const manifest = join(folder, 'package.json');
    // Some packages have manifests without a name in folders of theirs.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder;
    folder = dirname(folder);
  }
  throw new Error(`${module} belongs to no package`);
}

/**
 * Writes down the licences of all packages whose code or data is in some bundles.
 *
 * @param {Iterable<string>} modules The files that went into them.
 * @returns {string} One text with each package's name, version and licence.
 * @throws {Error} For a package without a licence.
 */
export function bundledLicenses(modules) {
  const folders = new Set(
    [...modules]
      // An alias to nothing is an empty module of the bundler's own.
      .filter((module) => module.includes('node_modules') && !module.includes('rolldown/empty.js'))
      .map(packageFolder),
  );
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copyright)/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `The files of this package contain code of these packages:\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}
