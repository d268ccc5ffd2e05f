import englishText from '../../data/index/thesaurus.tsv?raw';
import { Thesaurus } from './thesaurus.js';

let thesaurus: Thesaurus | undefined;

/** The English terms of the thesaurus that comes with mmerr: all that a query in ASCII needs. */
export function englishThesaurus(): Thesaurus {
  thesaurus ??= new Thesaurus([englishText]);
  return thesaurus;
}
