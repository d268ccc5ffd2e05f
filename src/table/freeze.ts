import type { Entry } from './entry.js';
import type { Family, Table } from './table.js';

/** A table that freezes what it returns, since all parts of a program share it. */
class FrozenTable implements Table {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  get entries(): readonly Entry[] {
    return freezeAll(this.#table.entries);
  }

  get families(): readonly Family[] {
    return freezeAll(this.#table.families);
  }

  get(code: string): Entry | undefined {
    const entry = this.#table.get(code);
    return entry && freezeAll(entry);
  }

  byNumber(number: string): readonly Entry[] {
    return freezeAll(this.#table.byNumber(number));
  }
}

/** Objects that are frozen with all their parts: a caller may have frozen only the outside of an entry. */
const frozenThrough = new WeakSet<object>();

/** Freezes an object and everything in it, when it is first returned. */
function freezeAll<T extends object>(value: T): T {
  if (frozenThrough.has(value)) return value;
  // Before its parts, which also ends an entry that contains itself.
  frozenThrough.add(Object.freeze(value));
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freezeAll(part);
  }
  return value;
}

/**
 * Protects a table's entries from the programs that use it. mmerr's own commands do without: freezing the
 * built-in table costs `list` 2 ms, and 8 ms on Node 22, which optimizes the loop.
 */
export const freezeTable = (table: Table): Table => new FrozenTable(table);
