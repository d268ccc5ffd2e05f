import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { findDamagedCodes } from './damaged.js';
import { Looseness, MAX_TEXT, type QuotedCode, readWord } from './parse.js';
import { isAnnounced, isCounted, isPartOfNumber } from './surroundings.js';

/**
 * A word that may be a code; a short one may have a blank inside: `US 500`. A word with dashes is looked
 * at from its start only.
 */
const WORDS =
  /(?<![\p{L}\p{N}_])(?:(?<!\p{Pd})[\p{L}\p{N}_\p{Pd}]*\p{N}[\p{L}\p{N}_\p{Pd}]*|[A-Za-z]{1,3}[ \t]+\p{N}+)/gu;

/** A code and where it stands. */
interface PlacedCode {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly Entry[];
}

/**
 * Finds codes quoted inside other words: those of a family, damaged as a page or a picture may have
 * damaged them, padded numbers that somebody is said to get, and any short code or number that the
 * word before it announces (`error 102`, `code: US500`).
 *
 * @returns Each code once, in the text's order.
 */
export function findQuotedCodes(table: Table, text: string): QuotedCode[] {
  const read = text.slice(0, MAX_TEXT);
  const damaged = findDamagedCodes(table, read);
  const places = [...damaged, ...announcedCodes(table, read, damaged)];
  places.sort((a, b) => a.start - b.start);
  const seen = new Set<Entry>();
  const found: QuotedCode[] = [];
  for (const place of places) {
    const entries = place.entries.filter((entry) => !seen.has(entry));
    for (const entry of entries) seen.add(entry);
    if (entries.length > 0) found.push({ text: read.slice(place.start, place.end), entries });
  }
  return found;
}

/** The codes that the word before says to be one, beside those already found. */
function announcedCodes(table: Table, text: string, others: readonly PlacedCode[]): PlacedCode[] {
  const found: PlacedCode[] = [];
  let next = 0;
  for (const match of text.matchAll(WORDS)) {
    const start = match.index;
    const end = start + match[0].length;
    while ((others[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    if ((others[next]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    if (isPartOfNumber(text, start, end) || !isSaid(text, start, end)) continue;
    const reading = readWord(table, match[0]);
    if (!reading || reading.looseness === Looseness.LookAlike) continue;
    if (reading.looseness === Looseness.PartOfFamily) continue;
    if (reading.looseness === Looseness.NumberAlone && isCounted(text, end)) continue;
    found.push({ start, end, entries: reading.entries });
  }
  return found;
}

/** Whether the word before says that a code follows, or the code begins a row: `G500=message`. */
function isSaid(text: string, start: number, end: number): boolean {
  const beginsRow =
    /^\s*=/.test(text.slice(end, end + 16)) &&
    !/[\p{L}\p{N}]/u.test(text.slice(0, Math.min(start, 64)));
  return beginsRow || isAnnounced(text, start);
}
