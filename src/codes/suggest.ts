import { splitCode, stripZeros } from '../table/code.js';
import type { Table } from '../table/table.js';
import { editDistance } from '../text/edit-distance.js';
import { familyIndex, splitSquashed } from './family-index.js';
import { squash } from './normalize.js';
import { MAX_LENGTH } from './parse.js';

/** More suggestions help nobody. */
const MAX_SUGGESTIONS = 3;

/** Numbers further apart than this are not near. */
const NEAR = 10n;

/**
 * Suggests codes near one that the table lacks: same family and near number, then near spelling.
 *
 * @returns At most three codes, the nearest first; none where nothing is near.
 */
export function suggestCodes(table: Table, text: string): string[] {
  if (text.length > MAX_LENGTH) return [];
  const parts = splitSquashed(squash(text));
  if (!parts || parts.head === '') return [];
  const { head, digits } = parts;
  const heads = [...familyIndex(table).byHead.keys()].filter((known) => known !== '');
  const same = heads.includes(head);
  const near = same
    ? [head]
    : heads
        .map((known) => ({ known, distance: editDistance(head, known, tolerance(known)) }))
        .filter(({ known, distance }) => distance <= tolerance(known))
        .sort((a, b) => a.distance - b.distance)
        .map(({ known }) => known)
        .slice(0, 1);
  const families = new Set(
    near.flatMap(
      (known) =>
        familyIndex(table)
          .byHead.get(known)
          ?.map(({ family }) => family) ?? [],
    ),
  );
  if (families.size === 0) return [];
  const number = BigInt(digits);
  const ranked = table.entries
    .filter((entry) => families.has(entry.family))
    .map((entry) => {
      const own = splitCode(entry.code)?.number ?? '';
      const away = BigInt(own) - number;
      const apart = away < 0n ? -away : away;
      const padded = digits.padStart(own.length, '0');
      return { entry, apart, typo: editDistance(padded, own, 1) <= 1 || sameDigits(digits, own) };
    })
    .filter(({ apart, typo }) => apart <= NEAR || typo)
    .sort((a, b) => {
      if (a.apart <= NEAR !== b.apart <= NEAR) return a.apart <= NEAR ? -1 : 1;
      return a.apart < b.apart ? -1 : a.apart > b.apart ? 1 : 0;
    });
  // The family alone was misspelt: its neighbours have nothing to do with it.
  const exact = ranked.filter(({ apart }) => apart === 0n);
  return (exact.length > 0 ? exact : ranked)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ entry }) => entry.code);
}

/** Whether two numbers differ by nothing but zeros inside, as in `00102` for `0000102`. */
function sameDigits(a: string, b: string): boolean {
  return stripZeros(a) === stripZeros(b);
}

/** How many letters of a family may be wrong. */
function tolerance(family: string): number {
  return family.length >= 8 ? 3 : family.length >= 5 ? 1 : 0;
}
