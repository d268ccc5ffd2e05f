import { readFile } from 'node:fs/promises';

/**
 * Imports a file as text, `import text from './file.json?raw'`, as Vite does it for the tests. JSON
 * loses its white space.
 */
export function rawPlugin() {
  return {
    name: 'raw',
    async resolveId(id, importer) {
      if (!id.endsWith('?raw')) return;
      const file = await this.resolve(id.slice(0, -'?raw'.length), importer);
      return file && `${file.id}?raw`;
    },
    async load(id) {
      if (!id.endsWith('?raw')) return;
      const file = id.slice(0, -'?raw'.length);
      const text = await readFile(file, 'utf8');
      const compact = file.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text;
      return { code: `export default ${JSON.stringify(compact)};`, moduleType: 'js' };
    },
  };
}
