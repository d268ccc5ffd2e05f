import type { Alternative, AnyCode, Entry, Lines, Repair } from '../table/entry.js';
import { checkEntries } from '../table/table.js';
import { checkOptions } from '../text/check.js';
import type { Count } from '../text/numbers.js';
import type { UnreadRow } from './repair/repair.js';

/** What one page gave to a table. */
export interface PageAudit {
  /** The page's path or name. */
  readonly page: string;
  /** How many of its lines are rows, the unread ones included. */
  readonly rows: Count;
  /** How many codes have their message from it. */
  readonly codes: Count;
  /** How many of these messages are paraphrases. */
  readonly paraphrased: Count;
  /** How many of these codes are not documented, only observed in responses. */
  readonly observed: Count;
}

/**
 * The numbers of a table. They add up in two ways: rows = documented + repeated + losing − spliced +
 * unread, and codes = documented + unlined.
 */
export interface AuditTotals {
  /** Lines of the pages that are rows. */
  readonly rows: Count;
  /** Codes of the table. */
  readonly codes: Count;
  /** Codes with a line of a page that gives them their message. */
  readonly documented: Count;
  /** Codes of which no line is known: from a companion page, or from JSON that does not say. */
  readonly unlined: Count;
  /** Times that a page gives a code the same message once more. */
  readonly repeated: Count;
  /** Times that a page gives a code a message that lost. */
  readonly losing: Count;
  /** Rows more than there are lines, since several ran together on one. */
  readonly spliced: Count;
  /** Lines that look like rows and cannot be read. */
  readonly unread: Count;
  readonly repairs: Count;
  /** Codes that were given more than one message. */
  readonly conflicts: Count;
  /** Conflicts that nothing decides, and unread rows. */
  readonly unresolved: Count;
}

/** A repair, with the code whose entry records it. */
export interface AuditedRepair extends Repair {
  readonly page: string;
  readonly code: AnyCode;
}

/** A code that was given more than one message. */
export interface Conflict {
  readonly code: AnyCode;
  /** The message that stands. */
  readonly message: string;
  /** The page that it comes from. */
  readonly page: string;
  readonly lines: Lines;
  /**
   * The messages that lost.
   *
   * @minItems 1
   */
  readonly alternatives: readonly Alternative[];
  /** Whether something told which message is right; otherwise the first stands. */
  readonly decided: boolean;
}

/** Where a table comes from, what was mended, and what is open. */
export interface TableAudit {
  /** The pages that the table was made of, in the order in which its codes name them. */
  readonly pages: readonly PageAudit[];
  readonly totals: AuditTotals;
  /** Every repair, by page and line. */
  readonly repairs: readonly AuditedRepair[];
  /** Every code that was given more than one message, in the table's order. */
  readonly conflicts: readonly Conflict[];
  /** What a person has to decide. */
  readonly unresolved: {
    /** Conflicts that nothing decides. */
    readonly ties: readonly Conflict[];
    /** Rows that cannot be read. */
    readonly unread: readonly UnreadRow[];
  };
}

/** Counts one page's part while the entries are gone through. */
class PageCount {
  readonly lines = new Set<number>();
  codes = 0;
  paraphrased = 0;
  observed = 0;
}

/**
 * Audits a table from its entries alone.
 *
 * @param entries Any table's entries.
 * @param extra Rows that could not be read when the table was made; the entries know nothing of them.
 */
export function auditTable(
  entries: readonly Entry[],
  extra: { readonly unread?: readonly UnreadRow[] } = {},
): TableAudit {
  checkEntries('entries', entries);
  checkOptions('extra', extra);
  const unread = extra.unread ?? [];
  const pages = new Map<string, PageCount>();
  const pageOf = (page: string) => {
    const known = pages.get(page);
    if (known) return known;
    const count = new PageCount();
    pages.set(page, count);
    return count;
  };
  const repairs: AuditedRepair[] = [];
  const conflicts: Conflict[] = [];
  let documented = 0;
  let repeated = 0;
  let losing = 0;
  for (const { code, message, source, alternatives, repairs: ofEntry } of entries) {
    const page = pageOf(source.page);
    page.codes++;
    if (source.wording === 'paraphrase') page.paraphrased++;
    if (source.wording === 'observed') page.observed++;
    let sayings = 0;
    for (const where of [source, ...(source.also ?? [])]) {
      sayings += where.lines.length;
      for (const line of where.lines) pageOf(where.page).lines.add(line);
    }
    if (sayings > 0) documented++;
    repeated += Math.max(0, sayings - 1);
    for (const { page: where = source.page, lines } of alternatives ?? []) {
      losing += lines.length;
      for (const line of lines) pageOf(where).lines.add(line);
    }
    for (const repair of ofEntry ?? []) {
      repairs.push({ ...repair, page: repair.page ?? source.page, code });
    }
    if (alternatives) {
      const decided = !ofEntry?.some((repair) => repair.kind === 'tie');
      const { page: name, lines } = source;
      conflicts.push({ code, message, page: name, lines, alternatives, decided });
    }
  }
  let lines = 0;
  for (const page of pages.values()) lines += page.lines.size;
  for (const row of unread) pageOf(row.page).lines.add(row.line);
  const order = new Map([...pages.keys()].map((page, index) => [page, index]));
  repairs.sort((a, b) => (order.get(a.page) ?? 0) - (order.get(b.page) ?? 0) || a.line - b.line);
  const ties = conflicts.filter((conflict) => !conflict.decided);
  return {
    pages: [...pages].map(([page, count]) => ({
      page,
      rows: count.lines.size,
      codes: count.codes,
      paraphrased: count.paraphrased,
      observed: count.observed,
    })),
    totals: {
      rows: lines + unread.length,
      codes: entries.length,
      documented,
      unlined: entries.length - documented,
      repeated,
      losing,
      spliced: documented + repeated + losing - lines,
      unread: unread.length,
      repairs: repairs.length,
      conflicts: conflicts.length,
      unresolved: ties.length + unread.length,
    },
    repairs,
    conflicts,
    unresolved: { ties, unread },
  };
}
