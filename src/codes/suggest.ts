import { splitCode, stripZeros } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { editDistance } from '../text/edit-distance.js';
import { addTo } from '../text/group-by.js';
import { memoize } from '../text/memoize.js';
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
 * @param table The known codes.
 * @param text A code that the table does not have, in any form.
 * @returns At most three codes, the nearest first; empty if nothing is near.
 * @throws {TypeError} For an invalid argument.
 */
export function suggestCodes(table: Table, text: string): string[] {
  checkTable(table);
  checkText('text', text);
  if (text.length > MAX_LENGTH) return [];
  const parts = splitSquashed(squash(text));
  if (!parts || parts.head === '') return [];
  const { head, digits } = parts;
  const byHead = familyIndex(table);
  const same = byHead.has(head);
  const near = same ? head : nearestHead(table, head);
  if (near === undefined) return [];
  const families = new Set(byHead.get(near)?.map(({ family }) => family));
  const number = BigInt(digits);
  const ranked = candidates(table, families, number, digits)
    .map((entry) => {
      const own = splitCode(entry.code)?.number ?? '';
      const away = BigInt(own) - number;
      const apart = away < 0n ? -away : away;
      const padded = digits.padStart(own.length, '0');
      const typo = editDistance(padded, own, 1) <= 1 || stripZeros(digits) === stripZeros(own);
      return { entry, apart, typo };
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

/** The family, squashed, with the most similar spelling; `undefined` if none is similar. */
function nearestHead(table: Table, head: string): string | undefined {
  const letters = lettersOf(head);
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const known of knownHeads(table)) {
    const most = Math.min(tolerance(known.head), least - 1);
    if (most < 0 || Math.abs(known.head.length - head.length) > most) continue;
    // Each error changes the set of letters by two at most. A table may have thousands of families.
    if (bitsIn(known.letters ^ letters) > 2 * most) continue;
    const distance = editDistance(head, known.head, most);
    if (distance > most) continue;
    nearest = known.head;
    least = distance;
  }
  return nearest;
}

const knownHeads = memoize((table: Table) =>
  [...familyIndex(table).keys()]
    .filter((head) => head !== '')
    .map((head) => ({ head, letters: lettersOf(head) })),
);

/** A bit for each letter of a text; several letters may share one. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << text.charCodeAt(at);
  return letters;
}

function bitsIn(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The entries of a family by their digits, with their index in the table, and the lengths of the digits. */
interface NumberIndex {
  readonly byDigits: Map<string, [place: number, entry: Entry][]>;
  readonly lengths: Set<number>;
}

const numberIndex = memoize((table: Table): ReadonlyMap<string, NumberIndex> => {
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
  return index;
});

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

/** How many letters of a family may be misspelt. */
function tolerance(family: string): number {
  return family.length >= 8 ? 3 : family.length >= 5 ? 1 : 0;
}
