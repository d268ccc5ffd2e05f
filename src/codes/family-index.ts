import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { addTo, groupBy } from '../text/group-by.js';
import { lookAlikesToDigits, squash } from './normalize.js';

/** A family with fewer letters is a word like any other: `US500` is also a traded index. */
export const LEAST_LETTERS = 4;

/** How many Latin letters a text has. */
export function lettersIn(text: string): number {
  return text.replace(/[^A-Za-z]/g, '').length;
}

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
    for (const { name, module } of table.families) {
      addTo(byHead, squash(name), { family: name, whole: true });
      const rest = name.slice(module.length);
      if (module !== '' && name.startsWith(module) && /[A-Za-z]/.test(rest)) {
        addTo(byHead, squash(rest), { family: name, whole: false });
      }
    }
    index = { byHead };
    indexes.set(table, index);
  }
  return index;
}

export function lookAlikesOf(table: Table): ReadonlyMap<string, readonly Entry[]> {
  const index = familyIndex(table);
  index.lookAlikes ??= groupBy(table.entries, ({ code }) => lookAlikesToDigits(squash(code)));
  return index.lookAlikes;
}

/** Splits a squashed text into what may be a family and a number. */
export function splitSquashed(squashed: string): { head: string; digits: string } | undefined {
  const match = /^(.*?)([0-9]+)$/.exec(squashed);
  return match ? { head: match[1] as string, digits: match[2] as string } : undefined;
}
