import { splitCode, stripZeros } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { editDistance } from '../text/edit-distance.js';
import { addTo } from '../text/group-by.js';
import { familyIndex, splitSquashed } from './family-index.js';
import { squash } from './normalize.js';
import { MAX_LENGTH } from './parse.js';

/** The maximum number of suggestions. */
const MAX_SUGGESTIONS = 3;

/** The maximum distance of near numbers. */
const NEAR = 10n;

/**
 * Suggests codes that are similar to one that the table lacks: in the same family with a near number, then
 * with a similar spelling.
 *
 * @returns At most three codes, the nearest first; none if nothing is near.
 */
export function suggestCodes(table: Table, text: string): string[] {
  checkTable(table);
  checkText('text', text);
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
  const ranked = candidates(table, families, number, digits)
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

/** The entries of a family by their digits, with their index in the table, and the lengths of the digits. */
interface NumberIndex {
  readonly byDigits: Map<string, [place: number, entry: Entry][]>;
  readonly lengths: Set<number>;
}

const numberIndexes = new WeakMap<Table, ReadonlyMap<string, NumberIndex>>();

function numberIndex(table: Table): ReadonlyMap<string, NumberIndex> {
  const known = numberIndexes.get(table);
  if (known) return known;
  const index = new Map<string, NumberIndex>();
  table.entries.forEach((entry, place) => {
    const digits = splitCode(entry.code)?.number ?? '';
    if (digits === '') return;
    let family = index.get(entry.family);
    if (!family) {
      family = { byDigits: new Map(), lengths: new Set() };
      index.set(entry.family, family);
    }
    family.lengths.add(digits.length);
    addTo(family.byDigits, digits, [place, entry]);
  });
  numberIndexes.set(table, index);
  return index;
}

/**
 * The entries whose number may be near, in the order of the table. They are looked up, because a scan took
 * 190 ms per code with a table of 100,000 codes.
 */
function candidates(
  table: Table,
  families: ReadonlySet<string>,
  number: bigint,
  digits: string,
): Entry[] {
  const found = new Map<number, Entry>();
  for (const name of families) {
    const family = numberIndex(table).get(name);
    if (!family) continue;
    for (const length of family.lengths) {
      for (const near of nearDigits(number, digits, length)) {
        for (const [place, entry] of family.byDigits.get(near) ?? []) found.set(place, entry);
      }
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** Numbers of a given length that are near, or one typing error away. */
function* nearDigits(number: bigint, digits: string, length: number): Iterable<string> {
  for (let near = number - NEAR; near <= number + NEAR; near++) {
    if (near >= 0n && String(near).length <= length) yield String(near).padStart(length, '0');
  }
  const padded = digits.padStart(length, '0');
  if (padded.length > length + 1) return;
  for (let at = 0; at < padded.length; at++) {
    const [head, tail] = [padded.slice(0, at), padded.slice(at + 1)];
    if (padded.length === length + 1) {
      yield head + tail;
      continue;
    }
    for (let digit = 0; digit <= 9; digit++) yield head + digit + tail;
    // Two swapped digits.
    if (tail !== '') yield head + tail[0] + padded[at] + tail.slice(1);
  }
}

/** Whether two numbers only differ in their zeros, as `00102` and `0000102`. */
function sameDigits(a: string, b: string): boolean {
  return stripZeros(a) === stripZeros(b);
}

/** How many letters of a family may be misspelt. */
function tolerance(family: string): number {
  return family.length >= 8 ? 3 : family.length >= 5 ? 1 : 0;
}
