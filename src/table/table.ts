import { checkObjects, checkText, wrong } from '../text/check.js';
import { groupBy } from '../text/group-by.js';
import { sortByCode, splitCode, stripZeros } from './code.js';
import type { Entry } from './entry.js';
import { freezeTable } from './freeze.js';

/** What all codes of a family have in common. */
export interface Family {
  /** The part before the number; empty for purely numeric codes. */
  readonly name: string;
  /** The module. */
  readonly module: string;
}

/** A set of entries, one per code; immutable. */
export interface Table {
  /** Every entry, ordered by family and number. */
  readonly entries: readonly Entry[];
  /** The families of the table's codes. */
  readonly families: readonly Family[];
  /** The entry with exactly this code. */
  get(code: string): Entry | undefined;
  /** The entries of any family with this number, ignoring leading zeros. */
  byNumber(number: string): readonly Entry[];
}

class EntryTable implements Table {
  readonly #layers: () => Iterable<readonly Entry[]>;
  readonly #inOrder: boolean;
  #byCode?: ReadonlyMap<string, Entry>;
  #entries?: readonly Entry[];
  #byNumber?: ReadonlyMap<string, readonly Entry[]>;
  #families?: readonly Family[];

  constructor(layers: () => Iterable<readonly Entry[]>, inOrder: boolean) {
    this.#layers = layers;
    this.#inOrder = inOrder;
  }

  get #codes(): ReadonlyMap<string, Entry> {
    if (!this.#byCode) {
      const byCode = new Map<string, Entry>();
      for (const layer of this.#layers()) for (const entry of layer) byCode.set(entry.code, entry);
      this.#byCode = byCode;
    }
    return this.#byCode;
  }

  get entries(): readonly Entry[] {
    if (!this.#entries) {
      const entries = this.#codes.values();
      this.#entries = this.#inOrder ? [...entries] : sortByCode(entries);
    }
    return this.#entries;
  }

  get families(): readonly Family[] {
    if (!this.#families) {
      const families = new Map<string, Family>();
      for (const { family, module } of this.#codes.values()) {
        if (!families.has(family)) families.set(family, { name: family, module });
      }
      this.#families = [...families.values()];
    }
    return this.#families;
  }

  get(code: string): Entry | undefined {
    return this.#codes.get(code);
  }

  byNumber(number: string): readonly Entry[] {
    checkText('number', number);
    this.#byNumber ??= groupBy(this.entries, ({ code }) =>
      stripZeros(splitCode(code)?.number ?? ''),
    );
    return this.#byNumber.get(stripZeros(number)) ?? NONE;
  }
}

const NONE: readonly Entry[] = [];

/**
 * Makes a table from entries.
 *
 * @param layers Sets of entries. An entry of a later set overrides an earlier one with the same code.
 * @returns The table. It builds its indexes when they are first needed, and deeply freezes entries when it
 *   first returns them.
 * @throws {TypeError} For a set that is not an array of entries.
 */
export function createTable(...layers: readonly (readonly Entry[])[]): Table {
  for (const [index, layer] of layers.entries()) checkEntries(`layers[${index}]`, layer);
  return freezeTable(joinLayers(...layers));
}

/** As {@link createTable}, for callers that only read the entries: nothing is checked or frozen. */
export function joinLayers(...layers: readonly (readonly Entry[])[]): Table {
  return new EntryTable(() => layers, false);
}

/** @throws {TypeError} For anything but a table. */
export function checkTable(table: unknown): asserts table is Table {
  const { get, byNumber } = Object(table) as Partial<Table>;
  if (typeof get === 'function' && typeof byNumber === 'function') return;
  throw wrong('table', 'a table, as createTable makes it', table);
}

/** @throws {TypeError} For anything but an array of entries. */
export function checkEntries(name: string, entries: unknown): asserts entries is readonly Entry[] {
  checkObjects(name, entries, 'code', 'message');
}

/**
 * Makes a table whose entries are loaded when it is first used. They are not frozen.
 *
 * @param load Loads the entries, which must be in order (sorting them would cost `list` 3 ms); called at most
 *   once.
 */
export function createLazyTable(load: () => readonly Entry[]): Table {
  return new EntryTable(() => [load()], true);
}
