import descriptionsText from '../../data/descriptions.json?raw';
import { plainBuiltinTable } from '../table/builtin.js';
import type { Table } from '../table/table.js';
import { memoize } from '../text/memoize.js';
import { type Corpus, makeCorpus } from './corpus.js';

/**
 * The messages of a table, each followed by how people describe the problem in their own words, from
 * `data/descriptions.json`: document expansion (Nogueira et al., 2019). Words of several descriptions count
 * together.
 *
 * @returns The prepared texts, in the order of the table's entries.
 */
export const descriptionsOf: (table: Table) => Corpus = memoize((table) => {
  const descriptions: Readonly<Record<string, readonly string[]>> = JSON.parse(descriptionsText);
  return makeCorpus(
    table.entries.map((entry) => {
      // A code that a user's table gives another message describes another problem.
      const isBuiltin = plainBuiltinTable.get(entry.code)?.message === entry.message;
      const described = isBuiltin ? (descriptions[entry.code] ?? []) : [];
      return { ...entry, message: [entry.message, ...described].join('. ') };
    }),
  );
});
