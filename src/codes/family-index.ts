import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { foldLookAlikes, squash } from './normalize.js';

/** A table's families, as people write them. */
export interface FamilyIndex {
  /** Squashed families, with and without their module. */
  readonly byHead: ReadonlyMap<string, readonly { family: string; whole: boolean }[]>;
  /** Codes by their letters and digits, look-alikes folded. */
  lookAlikes?: ReadonlyMap<string, readonly Entry[]>;
}

const indexes = new WeakMap<Table, FamilyIndex>();

export function familyIndex(table: Table): FamilyIndex {
  let index = indexes.get(table);
  if (!index) {
    const byHead = new Map<string, { family: string; whole: boolean }[]>();
    const add = (head: string, family: string, whole: boolean) => {
      const same = byHead.get(head);
      if (same) same.push({ family, whole });
      else byHead.set(head, [{ family, whole }]);
    };
    for (const { name, module } of table.families) {
      add(squash(name), name, true);
      const rest = name.slice(module.length);
      if (module !== '' && name.startsWith(module) && /[A-Za-z]/.test(rest)) {
        add(squash(rest), name, false);
      }
    }
    index = { byHead };
    indexes.set(table, index);
  }
  return index;
}

export function lookAlikesOf(table: Table): ReadonlyMap<string, readonly Entry[]> {
  const index = familyIndex(table);
  if (!index.lookAlikes) {
    const folded = new Map<string, Entry[]>();
    for (const entry of table.entries) {
      const key = foldLookAlikes(squash(entry.code));
      const same = folded.get(key);
      if (same) same.push(entry);
      else folded.set(key, [entry]);
    }
    index.lookAlikes = folded;
  }
  return index.lookAlikes;
}

/** Splits a squashed text into what may be a family and a number. */
export function splitSquashed(squashed: string): { head: string; digits: string } | undefined {
  const match = /^(.*?)([0-9]+)$/.exec(squashed);
  return match ? { head: match[1] as string, digits: match[2] as string } : undefined;
}
