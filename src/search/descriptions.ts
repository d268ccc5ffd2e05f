import descriptionsText from '../../data/index/descriptions.tsv?raw';
import { plainBuiltinTable } from '../table/builtin.js';
import { lazy } from '../text/lazy.js';
import { Corpus } from './corpus.js';
import { readIndex } from './inverted-index.js';

/**
 * The messages of the built-in table, each followed by how people describe the problem in their own words,
 * from `data/descriptions.json`.
 */
export const builtinDescriptions = lazy(
  () => new Corpus(plainBuiltinTable.entries, readIndex(descriptionsText)),
);
