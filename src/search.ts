import type { Entry } from './entry.js';
import type { Table } from './table.js';

/** One result of a search. */
export interface SearchHit {
  readonly entry: Entry;
  /** How well it fits: above 0, at most 1. */
  readonly score: number;
  /** The placeholders' values, where the query is the entry's own sentence, filled. */
  readonly params?: readonly string[];
  /** The parts of the entry's message that the query matched: pairs of UTF-16 offsets, end exclusive, in order. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** How to search. */
export interface SearchOptions {
  /** At most so many results; 10 unless given. */
  readonly limit?: number;
}

/** placeholder until the real one lands */
export function search(_table: Table, _query: string, _options: SearchOptions = {}): SearchHit[] {
  return [];
}
