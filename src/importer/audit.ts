import type { Alternative, AnyCode, Entry, Lines, Repair } from '../table/entry.js';
import { checkEntries } from '../table/table.js';
import { checkOptions } from '../text/check.js';
import type { Count } from '../text/numbers.js';
import type { UnreadRow } from './repair/repair.js';

/** The contribution of a page to a table. */
export interface PageAudit {
  /** The page's path or name. */
  readonly page: string;
  /** The number of lines that are rows, including unread ones. */
  readonly rows: Count;
  /** The number of codes whose message comes from it. */
  readonly codes: Count;
  /** The number of these messages that are paraphrases. */
  readonly paraphrased: Count;
  /** The number of these codes that are not documented, but only observed in responses. */
  readonly observed: Count;
}

/**
 * The totals of a table. They satisfy rows = documented + repeated + losing − spliced + unread, and
 * codes = documented + unlined.
 */
export interface AuditTotals {
  /** Lines of the pages that are rows. */
  readonly rows: Count;
  /** Codes of the table. */
  readonly codes: Count;
  /** Codes whose message comes from a known line: the defining rows. */
  readonly documented: Count;
  /** Codes without a known line: from a sister page, or from JSON without lines. */
  readonly unlined: Count;
  /** Duplicate rows: they repeat the message that was kept. */
  readonly repeated: Count;
  /** Conflicting rows: their message was rejected. */
  readonly losing: Count;
  /** The number of rows that share a line with another row. */
  readonly spliced: Count;
  /** Lines that look like rows but cannot be read. */
  readonly unread: Count;
  readonly repairs: Count;
  /** Codes with more than one message. */
  readonly conflicts: Count;
  /** Conflicts that no rule decides, and unread rows. */
  readonly unresolved: Count;
}

/** A repair, with the code whose entry records it. */
export interface AuditedRepair extends Repair {
  readonly page: string;
  readonly code: AnyCode;
}

/** A code with more than one message. */
export interface Conflict {
  readonly code: AnyCode;
  /** The message that was kept. */
  readonly message: string;
  /** The page that it comes from. */
  readonly page: string;
  readonly lines: Lines;
  /**
   * The rejected messages.
   *
   * @minItems 1
   */
  readonly alternatives: readonly Alternative[];
  /** Whether a rule decided which message to keep; otherwise it is the first one. */
  readonly decided: boolean;
}

/** The pages, repairs and conflicts of a table. */
export interface TableAudit {
  /** The pages that the table was made from, in the order of their codes. */
  readonly pages: readonly PageAudit[];
  readonly totals: AuditTotals;
  /** All repairs, by page and line. */
  readonly repairs: readonly AuditedRepair[];
  /** All codes with more than one message, in the order of the table. */
  readonly conflicts: readonly Conflict[];
  /** What a person has to decide. */
  readonly unresolved: {
    /** Conflicts that no rule decides. */
    readonly ties: readonly Conflict[];
    /** Rows that cannot be read. */
    readonly unread: readonly UnreadRow[];
  };
}

/** The counts of a page. */
class PageCount {
  readonly lines = new Set<number>();
  codes = 0;
  paraphrased = 0;
  observed = 0;
}

/**
 * Audits a table from its entries alone.
 *
 * @param entries The entries of any table.
 * @param extra Rows that could not be read when the table was made, which no entry records.
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
