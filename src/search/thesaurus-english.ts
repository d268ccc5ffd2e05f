import englishText from '../../data/index/thesaurus.tsv?raw';
import { lazy } from '../text/lazy.js';
import { Thesaurus } from './thesaurus.js';

/** The English terms of the thesaurus that comes with mmerr: all that a query in ASCII needs. */
export const englishThesaurus = lazy(() => new Thesaurus([englishText]));
