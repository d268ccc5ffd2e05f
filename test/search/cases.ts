import { readFileSync } from 'node:fs';
import { search } from '../../src/search/search.js';
import { builtinTable } from '../../src/table/builtin.js';

/** A query, and the codes that are right answers to it. */
export interface QueryCase {
  readonly kind: string;
  readonly query: string;
  /** Codes, none for a query that has nothing to do with any. */
  readonly accept: readonly string[];
}

/** Reads a set of queries; `status:NAME` and `section:name` stand for all codes of that kind. */
export function readCases(name: string): QueryCase[] {
  const cases = JSON.parse(readFileSync(`test/search/${name}.json`, 'utf8')) as QueryCase[];
  return cases.map((one) => ({ ...one, accept: one.accept.flatMap(codesOf) }));
}

function codesOf(accepted: string): string[] {
  const [kind, name] = accepted.split(':');
  if (name === undefined) return [accepted];
  return builtinTable.entries
    .filter((entry) => (kind === 'status' ? entry.status : entry.section) === name)
    .map(({ code }) => code);
}

const found = new Map<string, readonly string[]>();

/** The codes that a search finds, best first. Many tests ask the same. */
export function codesFound(query: string): readonly string[] {
  let codes = found.get(query);
  if (!codes) {
    codes = search(builtinTable, query).map(({ entry }) => entry.code);
    found.set(query, codes);
  }
  return codes;
}

/** How many of some queries have a right answer first. */
export function rightFirst(cases: readonly QueryCase[]): number {
  const right = cases.filter(({ query, accept }) => {
    const [first] = codesFound(query);
    return first !== undefined && accept.includes(first);
  });
  return right.length / cases.length;
}
