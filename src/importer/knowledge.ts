import type { Entry } from '../table/entry.js';
import { type Guidance, guidanceOf } from '../table/guidance.js';
import { checkEntries } from '../table/table.js';

/** A hand-written correction of a published sentence. */
export interface Correction {
  readonly code: string;
  /** The sentence as published; the correction applies to nothing else. */
  readonly published: string;
  readonly message: string;
  readonly why: string;
}

/** What is known before a page is read. */
export interface Knowledge {
  readonly corrections?: readonly Correction[];
  /** Section, status and action by code. Its codes also mend those that a spreadsheet took for numbers. */
  readonly guidance?: ReadonlyMap<string, Guidance>;
  /** The module of each family known. */
  readonly modules?: ReadonlyMap<string, string>;
  /** Families known; they help to mend codes that lost a piece, and need not occur on the page. */
  readonly families?: Iterable<string>;
}

/**
 * What a table teaches for reading further pages: the module of each family, section, status and
 * action of each code, and which published sentences are to be corrected. Its families are left out
 * on purpose: with `US` for a family, a page's `US30=…` would be a code.
 *
 * @param entries The table, usually the built-in one.
 */
export function knowledgeOf(entries: readonly Entry[]): Knowledge {
  checkEntries('entries', entries);
  const corrections: Correction[] = [];
  const guidance = new Map<string, Guidance>();
  const modules = new Map<string, string>();
  for (const entry of entries) {
    const { code, message, published } = entry;
    modules.set(entry.family, entry.module);
    guidance.set(code, guidanceOf(entry));
    const why = entry.repairs?.find((repair) => repair.kind === 'leftover-word')?.why;
    if (published !== undefined && why !== undefined) {
      corrections.push({ code, published, message, why });
    }
  }
  return { corrections, guidance, modules };
}
