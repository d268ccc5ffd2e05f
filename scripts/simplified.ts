// Writes data/simplified.json: the traditional characters for each simplified one that a Chinese term
// of the thesaurus holds, from OpenCC's tables. Characters that no term holds are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { simplifiedCharacters } from './simplified-characters.js';

const terms = readFileSync('data/thesaurus-other.json', 'utf8');
writeFileSync('data/simplified.json', simplifiedCharacters(terms));
