// Makes data/table.json, data/modules.json and the type of all codes from the page, the sister pages and the
// hand-written files beside them; and, for the search, data/simplified.json and data/index/ from the thesaurus
// and the descriptions. With --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatJson } from '../src/exporter/json.js';
import {
  type BuiltinSources,
  makeBuiltinTable,
  makeCodeType,
  makeModules,
} from './builtin-table.js';
import {
  indexChinese,
  indexDescriptions,
  indexKinds,
  indexMessages,
  indexThesaurus,
  listRealWords,
} from './search-index.js';
import { simplifiedCharacters } from './simplified-characters.js';

const read = (name: string) => readFileSync(`data/${name}`, 'utf8');
const json = (name: string) => JSON.parse(read(`${name}.json`));
const sisterPages: BuiltinSources['sisterPages'] = json('sister-pages');
const { entries } = makeBuiltinTable({
  page: read('pages/client-api-error-code.txt'),
  sisterPages,
  corrections: json('message-corrections'),
  guidance: json('sections-statuses-actions'),
});
const modules = makeModules(sisterPages);
const indexes = {
  messages: indexMessages(entries),
  descriptions: indexDescriptions(entries, json('descriptions'), json('related-words')),
  thesaurus: indexThesaurus(json('thesaurus')),
};
const files = {
  'src/table/codes.ts': makeCodeType(entries),
  'data/table.json': formatJson(entries),
  'data/modules.json': `${JSON.stringify(modules)}\n`,
  'data/simplified.json': simplifiedCharacters(
    read('thesaurus-other-languages.json') + read('descriptions-chinese.json'),
  ),
  'data/index/kinds.json': indexKinds(entries),
  'data/index/messages.tsv': indexes.messages,
  'data/index/descriptions.tsv': indexes.descriptions,
  'data/index/descriptions-chinese.tsv': indexChinese(entries, json('descriptions-chinese')),
  'data/index/thesaurus.tsv': indexes.thesaurus,
  'data/index/thesaurus-other-languages.tsv': indexThesaurus(json('thesaurus-other-languages')),
  'data/index/real-words.txt': listRealWords(indexes),
};
if (process.argv.includes('--check')) {
  for (const [file, text] of Object.entries(files)) {
    if (readFileSync(file, 'utf8') === text) continue;
    console.error(`${file} is not what its sources make; run npm run table`);
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  console.log(
    `data/table.json: ${entries.length} codes; data/modules.json: ${modules.length} modules`,
  );
}
