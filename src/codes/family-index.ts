import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { addTo } from '../text/group-by.js';
import { memoize } from '../text/memoize.js';
import { lookAlikesToDigits, squash } from './normalize.js';

/** A family with fewer letters is a word like any other: `US500` is also a traded index. */
export const LEAST_LETTERS = 4;

/** How many Latin letters a text has. */
export function lettersIn(text: string): number {
  return text.replace(/[^A-Za-z]/g, '').length;
}

/** Whether a code has a long family. With a short one, it is a word or number like any other. */
export function hasLongFamily({ family }: Entry): boolean {
  return lettersIn(family) >= LEAST_LETTERS;
}

/** A name of a family. */
interface FamilyName {
  readonly family: string;
  /** Whether it includes the module. */
  readonly whole: boolean;
}

/** Families by their names. */
type FamilyIndex = ReadonlyMap<string, readonly FamilyName[]>;

/** The families of a table by their squashed names, with and without their module. */
export const familyIndex = memoize((table: Table): FamilyIndex => {
  const byHead = new Map<string, FamilyName[]>();
  for (const { name, module } of table.families) {
    addTo(byHead, squash(name), { family: name, whole: true });
    const rest = name.slice(module.length);
    if (module !== '' && name.startsWith(module) && /[A-Za-z]/.test(rest)) {
      addTo(byHead, squash(rest), { family: name, whole: false });
    }
  }
  return byHead;
});

/** The same with digits for the letters that look like them, and without short names that lack the module. */
export const foldedFamilyIndex = memoize((table: Table): FamilyIndex => {
  const byHead = new Map<string, FamilyName[]>();
  for (const [head, names] of familyIndex(table)) {
    for (const name of names) {
      if (name.whole || head.length >= LEAST_LETTERS) addTo(byHead, lookAlikesToDigits(head), name);
    }
  }
  return byHead;
});

/** Splits a squashed text into what may be a family and a number. */
export function splitSquashed(squashed: string): { head: string; digits: string } | undefined {
  const match = /^(.*?)([0-9]+)$/.exec(squashed);
  return match ? { head: match[1] as string, digits: match[2] as string } : undefined;
}
