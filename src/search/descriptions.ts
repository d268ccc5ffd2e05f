import descriptionsText from '../../data/index/descriptions.tsv?raw';
import { plainBuiltinTable } from '../table/builtin.js';
import { Corpus } from './corpus.js';
import { readIndex } from './inverted-index.js';

let corpus: Corpus | undefined;

/**
 * The messages of the built-in table, each followed by how people describe the problem in their own words,
 * from `data/descriptions.json`.
 */
export function builtinDescriptions(): Corpus {
  corpus ??= new Corpus(plainBuiltinTable.entries, readIndex(descriptionsText));
  return corpus;
}
