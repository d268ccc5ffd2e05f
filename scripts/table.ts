// Makes data/table.json from the page, the companions and the hand-written files beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatEntries } from '../src/exporter/json.js';
import { makeBuiltinTable } from './builtin-table.js';

const read = (name: string) => readFileSync(`data/${name}`, 'utf8');
const { entries } = makeBuiltinTable({
  page: read('pages/client-api-error-code.txt'),
  companions: JSON.parse(read('companions.json')),
  corrections: JSON.parse(read('corrections.json')),
  guidance: JSON.parse(read('guidance.json')),
});
writeFileSync('data/table.json', formatEntries(entries));
console.log(`data/table.json: ${entries.length} codes`);
