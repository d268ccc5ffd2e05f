import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/**
 * In UTF-16 units: larger data is read from a file of its own if possible. V8 scans a string in source code one
 * character at a time: a search that needs the descriptions took 288 million instructions with strings, 275 with
 * files.
 */
const LARGE = 20_000;

/**
 * Imports a file as text, `import text from './file.json?raw'`, as Vite does it for the tests. JSON
 * loses its white space.
 *
 * @param {string} [folder] The folder for files with large data, next to the folder of the CommonJS chunks that read
 *   them. Without it, all data is strings in source code.
 */
export function rawPlugin(folder) {
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
      const source = file.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text;
      if (!folder || source.length < LARGE) {
        return { code: `export default ${JSON.stringify(source)};`, moduleType: 'js' };
      }
      // UTF-8 that is not ASCII is slow to decode.
      const encoding = /[^\0-\x7f]/.test(source) ? 'utf16le' : 'utf8';
      const fileName = `${folder}/${basename(file)}`;
      this.emitFile({ type: 'asset', fileName, source: Buffer.from(source, encoding) });
      const code = `import { readFileSync } from 'node:fs';
export default readFileSync(\`\${__dirname}/../${fileName}\`, '${encoding}');`;
      return { code, moduleType: 'js' };
    },
  };
}
