import modulesText from '../../data/modules.json?raw';
import { memoize } from '../text/memoize.js';
import { splitCode } from './code.js';
import type { Table } from './table.js';

let listed: readonly string[] | undefined;

/**
 * The modules of the platform: every `bizCode` in its documentation or in recorded responses. Some, such
 * as `A` and `MS`, have no documented code.
 */
export function listedModules(): readonly string[] {
  listed ??= Object.freeze(JSON.parse(modulesText) as string[]);
  return listed;
}

/**
 * The known modules: those of the platform and those of the table's entries.
 *
 * @returns The modules as written in a response's `bizCode`, without the empty one. Computed once per
 *   table.
 */
export const knownModules = memoize((table: Table): ReadonlySet<string> => {
  const modules = table.families.map(({ module }) => module).filter((module) => module !== '');
  return new Set([...listedModules(), ...modules]);
});

/**
 * Finds the module of a family: the longest module that the family starts with. `CFDE` belongs to `CFD`,
 * and `CFDWBWE` to `CFDWBW`.
 *
 * @param family The part of a code before its number. The module of an empty family is empty.
 * @param modules The modules to choose from.
 * @returns The module, or `undefined` if the family begins with none of them.
 */
export function moduleOf(family: string, modules: Iterable<string>): string | undefined {
  if (family === '') return '';
  let longest = '';
  for (const module of modules) {
    if (module.length > longest.length && family.startsWith(module)) longest = module;
  }
  return longest === '' ? undefined : longest;
}

/**
 * Finds the module of each family among the codes of a page.
 *
 * In this order: the module that is known for the family; a module of the platform, if the rest is the
 * own family of a service, such as `E` in `MSE000001`; otherwise evidence on the page. Services call
 * their general failure `MODULE500`, so the letters before such a `500` are a module, and the families
 * that start with them belong to it. Any other family is its own module, up to its first character that
 * is not a letter.
 *
 * @param codes Every code of the page.
 * @param known Known modules, by family.
 * @returns The module of each family.
 */
export function modulesOf(
  codes: Iterable<string>,
  known: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const families = new Set<string>();
  const roots = new Set<string>();
  for (const code of codes) {
    const parts = splitCode(code);
    if (!parts) continue;
    families.add(parts.family);
    if (parts.number === '500' && /^[A-Za-z]+$/.test(parts.family)) roots.add(parts.family);
  }
  const ownFamilies = new Set(['']);
  for (const [family, module] of known) {
    if (module !== '' && family.startsWith(module)) ownFamilies.add(family.slice(module.length));
  }
  const modules = new Map<string, string>();
  for (const family of families) {
    const ofPlatform = listedModules().filter(
      (module) => family.startsWith(module) && ownFamilies.has(family.slice(module.length)),
    );
    const letters = /^[A-Za-z]*/.exec(family)?.[0] as string;
    const module =
      known.get(family) ?? moduleOf(family, ofPlatform) ?? moduleOf(letters, roots) ?? letters;
    modules.set(family, module);
  }
  return modules;
}
