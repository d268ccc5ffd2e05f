// Makes data/table.json and data/modules.json from the page, the companions and the hand-written
// files beside them.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatEntries } from '../src/exporter/json.js';
import { type BuiltinSources, makeBuiltinTable, makeModules } from './builtin-table.js';

const read = (name: string) => readFileSync(`data/${name}`, 'utf8');
const companions: BuiltinSources['companions'] = JSON.parse(read('companions.json'));
const { entries } = makeBuiltinTable({
  page: read('pages/client-api-error-code.txt'),
  companions,
  corrections: JSON.parse(read('corrections.json')),
  guidance: JSON.parse(read('guidance.json')),
});
const modules = makeModules(companions);
writeFileSync('data/table.json', formatEntries(entries));
writeFileSync('data/modules.json', `${JSON.stringify(modules)}\n`);
console.log(
  `data/table.json: ${entries.length} codes; data/modules.json: ${modules.length} modules`,
);
