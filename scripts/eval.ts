// Prints how often search puts a right code first: mean reciprocal rank (MRR) and share of first
// places, by kind of query, against plain fuse.js; and every query whose right code is not first.
import { readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import { search } from '../src/search/search.js';
import { builtinTable } from '../src/table/builtin.js';

interface Case {
  readonly kind: string;
  readonly query: string;
  readonly accept: readonly string[];
}

type Engine = (query: string) => string[];

/** The place of the first right code among the results, from 1; 0 when there is none. */
function rankOf({ query, accept }: Case, engine: Engine): number {
  return engine(query).findIndex((code) => accept.includes(code)) + 1;
}

const entries = builtinTable.entries;
const plain = new Fuse(entries, { keys: ['message'] });
const token = new Fuse(entries, { keys: ['message'], useTokenSearch: true });
const engines: Readonly<Record<string, Engine>> = {
  mmerr: (query) => search(builtinTable, query).map(({ entry }) => entry.code),
  'fuse.js': (query) => plain.search(query, { limit: 10 }).map(({ item }) => item.code),
  'fuse.js token search': (query) =>
    token.search(query, { limit: 10 }).map(({ item }) => item.code),
};

for (const name of ['queries-dev', 'queries-own']) {
  const cases = JSON.parse(readFileSync(`test/search/${name}.json`, 'utf8')) as Case[];
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  console.log(`\n${name}: ${cases.length} queries`);
  console.log(
    ['kind'.padEnd(10), ...Object.keys(engines).map((title) => title.padStart(22))].join(''),
  );
  for (const kind of [...kinds, 'all']) {
    const some = cases.filter((one) => kind === 'all' || one.kind === kind);
    const cells = Object.values(engines).map((engine) => {
      const ranks = some.map((one) => rankOf(one, engine));
      const mrr = ranks.reduce((sum, rank) => sum + (rank && 1 / rank), 0) / some.length;
      const first = ranks.filter((rank) => rank === 1).length / some.length;
      return `${mrr.toFixed(3)} (${(100 * first).toFixed(0)} % first)`.padStart(22);
    });
    console.log([kind.padEnd(10), ...cells].join(''));
  }
  for (const one of cases) {
    const rank = rankOf(one, engines.mmerr as Engine);
    if (rank === 1) continue;
    const [top] = search(builtinTable, one.query);
    console.log(
      `  ${rank ? `place ${rank}` : 'not found'}: ${JSON.stringify(one.query)} (${one.kind})` +
        `${top ? `; first ${top.entry.code} ${JSON.stringify(top.entry.message)}` : ''}`,
    );
  }
}
