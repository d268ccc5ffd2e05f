import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Takes in a data file as text: `import text from './file.json?text'`. JSON loses its white space. */
export function textPlugin() {
  return {
    name: 'text',
    resolveId(id, importer) {
      if (id.endsWith('?text')) return `\0text:${resolve(dirname(importer), id.slice(0, -5))}`;
    },
    async load(id) {
      if (!id.startsWith('\0text:')) return;
      const file = id.slice('\0text:'.length);
      const text = await readFile(file, 'utf8');
      const compact = file.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text;
      return { code: `export default ${JSON.stringify(compact)};`, moduleType: 'js' };
    },
  };
}

/**
 * Leaves out what bundled packages load at start and mmerr never uses: commander spawns no programs
 * here, and chalk is told its colour level. Each costs a start-up more than all of mmerr's own code.
 */
export function lightPlugin() {
  const stubs = {
    'node:child_process': 'export default {};',
    '#supports-color': 'export default { stdout: false, stderr: false };',
  };
  return {
    name: 'light',
    resolveId: (id) => (Object.hasOwn(stubs, id) ? `\0light:${id}` : undefined),
    load: (id) => (id.startsWith('\0light:') ? stubs[id.slice('\0light:'.length)] : undefined),
  };
}

/** A regular expression literal where an expression may stand. */
const REGEXP_LITERAL =
  /(?<=[=(,:[!&|?{};\n]\s*|return\s)\/(?![*/])((?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/g;

/**
 * Makes regular expressions with Unicode property classes when they are reached: as literals they
 * are all checked when the file is loaded, which takes milliseconds.
 */
export function lazyRegExpPlugin() {
  return {
    name: 'lazy-regexp',
    transform(code) {
      if (!code.includes('\\p{')) return;
      return code.replace(REGEXP_LITERAL, (literal, pattern, flags) =>
        pattern.includes('\\p{')
          ? `new RegExp(${JSON.stringify(pattern)}, ${JSON.stringify(flags)})`
          : literal,
      );
    },
  };
}
