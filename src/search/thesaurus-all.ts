import englishText from '../../data/index/thesaurus.tsv?raw';
import otherText from '../../data/index/thesaurus-other-languages.tsv?raw';
import { lazy } from '../text/lazy.js';
import { Thesaurus } from './thesaurus.js';

/** The thesaurus that comes with mmerr, terms in other scripts and languages included. */
export const wholeThesaurus = lazy(() => new Thesaurus([englishText, otherText]));
