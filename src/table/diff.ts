import { sortByCode } from './code.js';
import type { AnyCode, Entry } from './entry.js';
import { checkEntries } from './table.js';

/** A code with a different message. */
export interface ChangedEntry {
  readonly code: AnyCode;
  /** As the old table has it. */
  readonly from: Entry;
  /** As the new table has it. */
  readonly to: Entry;
}

/** The differences between two tables; each list is ordered by code. */
export interface TableDiff {
  /** Entries of the new table whose codes are not in the old one. */
  readonly added: readonly Entry[];
  /** Entries of the old table whose codes are not in the new one. */
  readonly removed: readonly Entry[];
  /** Codes of both whose messages differ. */
  readonly changed: readonly ChangedEntry[];
  /**
   * Entries of the old table from pages that the new table does not cover, so that they are not in
   * {@link removed}.
   */
  readonly outside: readonly Entry[];
}

/**
 * Compares two tables by code and message.
 *
 * The built-in table also has codes from sister pages and recorded responses. A new version of the main
 * page does not have them, so they only count as removed if the new table has entries from their page.
 *
 * @param from The entries of the old table.
 * @param to The entries of the new table.
 */
export function diffTables(from: readonly Entry[], to: readonly Entry[]): TableDiff {
  checkEntries('from', from);
  checkEntries('to', to);
  const old = new Map(from.map((entry) => [entry.code, entry]));
  const renewed = new Map(to.map((entry) => [entry.code, entry]));
  const pages = new Set(to.map((entry) => entry.source.page));

  const added: Entry[] = [];
  const changed: ChangedEntry[] = [];
  for (const entry of renewed.values()) {
    const before = old.get(entry.code);
    if (!before) added.push(entry);
    else if (before.message !== entry.message) {
      changed.push({ code: entry.code, from: before, to: entry });
    }
  }
  const removed: Entry[] = [];
  const outside: Entry[] = [];
  for (const entry of old.values()) {
    if (renewed.has(entry.code)) continue;
    const { wording, page } = entry.source;
    (wording === 'verbatim' || pages.has(page) ? removed : outside).push(entry);
  }
  return {
    added: sortByCode(added),
    removed: sortByCode(removed),
    changed: sortByCode(changed),
    outside: sortByCode(outside),
  };
}
