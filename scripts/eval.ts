// Prints how often search puts a right code first, by kind of query, against plain fuse.js and
// MiniSearch on the same queries; how often each answers a query that has nothing to do with any
// code; and, with --misses, every query that mmerr gets wrong.
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { CLOSE } from '../src/search/answer.js';
import { search } from '../src/search/search.js';
import { builtinTable } from '../src/table/builtin.js';
import { type QueryCase, readCases } from '../test/search/cases.js';
import { damagedCases } from '../test/search/damage.js';

/** The best code for a query, none where the engine has no answer that it would stand by. */
type Engine = (query: string) => string | undefined;

const entries = builtinTable.entries;
const plain = new Fuse(entries, { keys: ['message'] });
const token = new Fuse(entries, { keys: ['message'], useTokenSearch: true });
const mini = new MiniSearch({
  fields: ['message'],
  idField: 'code',
  searchOptions: { fuzzy: 0.2, prefix: true },
});
mini.addAll(entries);

const mmerr: Engine = (query) => search(builtinTable, query, { limit: 1 })[0]?.entry.code;
const engines: Readonly<Record<string, Engine>> = {
  mmerr: remembering(mmerr),
  'fuse.js': remembering((query) => plain.search(query, { limit: 1 })[0]?.item.code),
  'fuse.js, tokens': remembering((query) => token.search(query, { limit: 1 })[0]?.item.code),
  MiniSearch: remembering((query) => mini.search(query)[0]?.id as string | undefined),
};

/** Each query is asked once and counted twice. */
function remembering(engine: Engine): Engine {
  const answers = new Map<string, string | undefined>();
  return (query) => {
    if (!answers.has(query)) answers.set(query, engine(query));
    return answers.get(query);
  };
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;

function report(name: string, cases: readonly QueryCase[]): void {
  console.log(`\n${name}: ${cases.length} queries, right code first`);
  console.log(
    ['kind'.padEnd(44), ...Object.keys(engines).map((title) => title.padStart(17))].join(''),
  );
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  for (const kind of kinds.length > 1 ? [...kinds, 'all'] : kinds) {
    const some = cases.filter((one) => kind === 'all' || one.kind === kind);
    const cells = Object.values(engines).map((engine) => {
      const right = some.filter(({ query, accept }) => accept.includes(engine(query) ?? ''));
      return percent(right.length, some.length).padStart(17);
    });
    console.log([`${kind} (${some.length})`.padEnd(44), ...cells].join(''));
  }
  if (!process.argv.includes('--misses')) return;
  for (const { kind, query, accept } of cases) {
    const [best] = search(builtinTable, query);
    if (best && accept.includes(best.entry.code)) continue;
    const got = best
      ? `${best.score.toFixed(2)} ${best.entry.code} ${best.entry.message}`
      : 'nothing';
    console.log(`  ${kind}: ${JSON.stringify(query)}: ${got}`);
  }
}

for (const name of [
  'queries-dev',
  'queries-short',
  'queries-own',
  'queries-varied',
  'queries-free',
  'queries-described',
  'queries-chinese',
]) {
  report(name, readCases(name));
}
// One message in eight: fuse.js needs half a second for each.
report('damaged messages', damagedCases(8));

const offTopic = readCases('queries-off-topic');
console.log(
  `\nqueries-off-topic: ${offTopic.length} queries that no code has to do with, answered`,
);
const close = offTopic.filter(({ query }) => (search(builtinTable, query)[0]?.score ?? 0) >= CLOSE);
console.log(`mmerr, with a score of ${CLOSE} or more: ${percent(close.length, offTopic.length)}`);
for (const [name, engine] of Object.entries(engines)) {
  const answered = offTopic.filter(({ query }) => engine(query) !== undefined);
  console.log(`${name}, at all: ${percent(answered.length, offTopic.length)}`);
}
if (process.argv.includes('--misses')) {
  for (const { query } of close) console.log(`  answered: ${JSON.stringify(query)}`);
}
