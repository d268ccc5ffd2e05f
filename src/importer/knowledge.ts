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

/** Knowledge for reading a page. */
export interface Knowledge {
  readonly corrections?: readonly Correction[];
  /** Section, status and action by code. The codes also help to restore zeros that a spreadsheet dropped. */
  readonly guidance?: ReadonlyMap<string, Guidance>;
  /** The module of each known family. */
  readonly modules?: ReadonlyMap<string, string>;
  /** Known families, which help to complete damaged codes and need not occur on the page. */
  readonly families?: Iterable<string>;
}

/**
 * Derives knowledge for reading other pages from a table: the module of each family, the section, status
 * and action of each code, and corrections of published sentences. Families are deliberately not
 * included: with the family `US`, `US30=…` on a page would be a code.
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
