import { checkObjects, checkText, wrong } from '../text/check.js';
import { groupBy } from '../text/group-by.js';
import { compareCodes, splitCode, stripZeros } from './code.js';
import type { Entry } from './entry.js';

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
  #byCode?: ReadonlyMap<string, Entry>;
  #entries?: readonly Entry[];
  #byNumber?: ReadonlyMap<string, readonly Entry[]>;
  #families?: readonly Family[];

  constructor(layers: () => Iterable<readonly Entry[]>) {
    this.#layers = layers;
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
    this.#entries ??= Object.freeze(
      [...this.#codes.values()].map(freezeEntry).sort((a, b) => compareCodes(a.code, b.code)),
    );
    return this.#entries;
  }

  get families(): readonly Family[] {
    if (!this.#families) {
      const families = new Map<string, Family>();
      for (const { family, module } of this.#codes.values()) {
        if (!families.has(family)) families.set(family, Object.freeze({ name: family, module }));
      }
      this.#families = Object.freeze([...families.values()]);
    }
    return this.#families;
  }

  get(code: string): Entry | undefined {
    const entry = this.#codes.get(code);
    return entry && freezeEntry(entry);
  }

  byNumber(number: string): readonly Entry[] {
    checkText('number', number);
    if (!this.#byNumber) {
      const byNumber = groupBy(this.entries, ({ code }) =>
        stripZeros(splitCode(code)?.number ?? ''),
      );
      for (const same of byNumber.values()) Object.freeze(same);
      this.#byNumber = byNumber;
    }
    return this.#byNumber.get(stripZeros(number)) ?? NONE;
  }
}

const NONE: readonly Entry[] = Object.freeze([]);

/** Frozen objects whose parts are frozen, too: a caller may have frozen only the outside of an entry. */
const frozenThrough = new WeakSet<object>();

/**
 * Freezes an entry and everything in it, since all callers share it. This happens when an entry is first
 * returned, so that looking up one code does not pay for the whole table.
 */
function freezeEntry(entry: Entry): Entry {
  freezeAll(entry);
  return entry;
}

function freezeAll(value: object): void {
  if (!Object.isFrozen(value)) Object.freeze(value);
  else if (frozenThrough.has(value)) return;
  // Remembered the second time only, which also ends an entry that contains itself: most are returned once.
  else frozenThrough.add(value);
  // Not by Object.values: without its lists, the whole table is frozen in half the time (5 ms of `list`).
  if (Array.isArray(value)) {
    for (const part of value) freezePart(part);
    return;
  }
  for (const key in value) {
    if (Object.hasOwn(value, key)) freezePart(value[key as keyof typeof value]);
  }
}

function freezePart(part: unknown): void {
  if (typeof part === 'object' && part !== null) freezeAll(part);
}

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
  return new EntryTable(() => layers);
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
 * Makes a table whose entries are loaded when it is first used.
 *
 * @param load Loads the entries; called at most once.
 */
export function createLazyTable(load: () => readonly Entry[]): Table {
  return new EntryTable(() => [load()]);
}
