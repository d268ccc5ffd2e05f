import { sortByCode } from './code.js';
import type { AnyCode, Entry } from './entry.js';
import { checkEntries } from './table.js';

/** A code whose message is another. */
export interface ChangedEntry {
  readonly code: AnyCode;
  /** As the old table has it. */
  readonly from: Entry;
  /** As the new table has it. */
  readonly to: Entry;
}

/** What one table says otherwise than another; each list ordered by code. */
export interface TableDiff {
  /** Entries of the new table whose codes the old one lacks. */
  readonly added: readonly Entry[];
  /** Entries of the old table whose codes the new one lacks. */
  readonly removed: readonly Entry[];
  /** Codes of both whose messages differ. */
  readonly changed: readonly ChangedEntry[];
  /**
   * Entries of the old table that the new one lacks without contradicting them: entries from
   * pages of which the new table holds nothing. They are no part of {@link removed}.
   */
  readonly outside: readonly Entry[];
}

/**
 * Compares two tables by code and message.
 *
 * The built-in table also holds codes from sibling pages and from recorded responses. A renewed page
 * lacks them as the old one did, so they are not reported as removed, unless the new table, too, has
 * entries of the page that they came from.
 *
 * @param from The old table's entries.
 * @param to The new table's.
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
