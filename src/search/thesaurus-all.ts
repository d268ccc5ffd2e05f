import englishText from '../../data/index/thesaurus.tsv?raw';
import otherText from '../../data/index/thesaurus-other-languages.tsv?raw';
import { Thesaurus } from './thesaurus.js';

let thesaurus: Thesaurus | undefined;

/** The thesaurus that comes with mmerr, terms in other scripts and languages included. */
export function wholeThesaurus(): Thesaurus {
  thesaurus ??= new Thesaurus([englishText, otherText]);
  return thesaurus;
}
