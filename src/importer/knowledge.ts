import type { Entry } from '../table/entry.js';
import { type Guidance, guidanceFrom } from './guidance.js';
import type { Correction, Knowledge } from './resolve.js';

/**
 * What a table teaches for reading further pages: the module of each family, section, status and
 * action of each code, and which published sentences are to be corrected. Its families are left out
 * on purpose: with `US` for a family, a page's `US30=…` would be a code.
 *
 * @param entries The table, usually the built-in one.
 */
export function knowledgeOf(entries: readonly Entry[]): Knowledge {
  const corrections: Correction[] = [];
  const guidance = new Map<string, Guidance>();
  const modules = new Map<string, string>();
  for (const entry of entries) {
    const { code, message, published } = entry;
    modules.set(entry.family, entry.module);
    guidance.set(code, guidanceFrom(entry));
    const why = entry.repairs?.find((repair) => repair.kind === 'leftover-word')?.why;
    if (published !== undefined && why !== undefined) {
      corrections.push({ code, published, message, why });
    }
  }
  return { corrections, guidance, modules };
}
