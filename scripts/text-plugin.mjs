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
