import { checkObjects, checkText, wrong } from '../text/check.js';
import { groupBy } from '../text/group-by.js';
import { compareCodes, splitCode, stripZeros } from './code.js';
import type { Entry } from './entry.js';

/** What all codes of one family have in common. */
export interface Family {
  /** What stands before the number; empty for purely numeric codes. */
  readonly name: string;
  /** The service that answers. */
  readonly module: string;
}

/** A set of entries, one a code; frozen once made. */
export interface Table {
  /** Every entry, ordered by family and number. */
  readonly entries: readonly Entry[];
  /** Every family that a code of the table belongs to. */
  readonly families: readonly Family[];
  /** The entry of exactly this code. */
  get(code: string): Entry | undefined;
  /** The entries whose number is this one, leading zeros aside, whatever their family. */
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

const frozen = new WeakSet<Entry>();

/**
 * Freezes an entry and everything in it: all callers share it. Done when an entry is handed out, so
 * that looking one code up does not pay for the whole table.
 */
function freezeEntry(entry: Entry): Entry {
  if (!frozen.has(entry)) {
    frozen.add(entry);
    freezeAll(entry, new Set());
  }
  return entry;
}

/** @param seen What has been visited: an entry of one's own may hold itself, or be frozen on the outside only. */
function freezeAll(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  Object.freeze(value);
  for (const part of Object.values(value)) freezeAll(part, seen);
}

/**
 * Makes a table of entries.
 *
 * @param layers Sets of entries; an entry of a later set takes the place of an earlier one with the same code.
 * @returns The table. Its indexes are built when they are first needed. Entries are frozen, with all they
 *   hold, when the table first returns them.
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
 * Makes a table whose entries are only fetched when it is first used.
 *
 * @param load Fetches the entries; called once at most.
 */
export function createLazyTable(load: () => readonly Entry[]): Table {
  return new EntryTable(() => [load()]);
}
