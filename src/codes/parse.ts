import { splitCode } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { latinize } from '../text/look-alikes.js';
import { readExactCode } from './exact.js';
import { familyIndex, foldedFamilyIndex, LEAST_LETTERS, splitSquashed } from './family-index.js';
import { DASHES, lookAlikesToDigits, squash } from './normalize.js';

/** A text read as a code. */
export interface Reading {
  readonly entries: readonly Entry[];
  /**
   * What was read: a family and a number, possibly without the module and leading zeros; only a part of the
   * family (`gateway 17`); the number alone; letters for digits, as text recognition misreads them.
   */
  readonly kind: 'code' | 'part' | 'number' | 'look-alike';
}

/** The maximum length of a code including blanks, in characters. */
export const MAX_LENGTH = 200;

/** A version, an address, an amount: `1.0.1`. */
const DOTTED_NUMBER = /\d\.\d/;

/** A date, a phone number: `01-02`, but not `CODE-0000-102`. */
const DASHED_NUMBER = new RegExp(`\\d[_${DASHES}]\\d`);

/** Reads a text that is a code and nothing else. */
export function readWord(table: Table, text: string): Reading | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const exact = readExactCode(table, text);
  if (exact) return { entries: [exact], kind: 'code' };

  const plain = text.normalize('NFKC');
  if (DOTTED_NUMBER.test(plain)) return undefined;
  const squashed = squash(text);
  const parts = splitSquashed(squashed);
  if (parts?.head === '') {
    return DASHED_NUMBER.test(plain) ? undefined : readNumber(table, parts.digits);
  }
  return (
    (parts && (readParts(table, parts) ?? readPartOfFamily(table, parts))) ??
    readLookAlikes(table, squashed)
  );
}

type Parts = NonNullable<ReturnType<typeof splitSquashed>>;

function readingOf(entries: readonly Entry[], kind: Reading['kind']): Reading | undefined {
  return entries.length > 0 ? { entries, kind } : undefined;
}

function readParts(table: Table, { head, digits }: Parts): Reading | undefined {
  const names = familyIndex(table).get(head) ?? [];
  const whole = names.filter((name) => name.whole);
  for (const group of [whole, names]) {
    const entries = group.flatMap(({ family }) => table.get(family + digits) ?? []);
    if (entries.length > 0) return { entries, kind: 'code' };
  }
  // With only a letter or two, the number must be complete: `E5` may be anything.
  const families = (head.length < LEAST_LETTERS ? whole : names).map(({ family }) => family);
  return readNumberOf(table, new Set(families), digits, 'code');
}

/** Reads a number of some families, ignoring leading zeros. */
function readNumberOf(
  table: Table,
  families: ReadonlySet<string>,
  digits: string,
  kind: Reading['kind'],
): Reading | undefined {
  // The index of numbers is only made if it is needed.
  if (families.size === 0) return undefined;
  return readingOf(
    table.byNumber(digits).filter(({ family }) => families.has(family)),
    kind,
  );
}

/** The minimum length of a part of a family: shorter ones occur in any word. */
const LEAST_PART = 5;

function readPartOfFamily(table: Table, { head, digits }: Parts): Reading | undefined {
  if (head.length < LEAST_PART) return undefined;
  const families = new Set<string>();
  for (const [known, names] of familyIndex(table)) {
    if (known.startsWith(head)) for (const { family } of names) families.add(family);
  }
  // If it fits several families, it is ambiguous.
  return families.size === 1 ? readNumberOf(table, families, digits, 'part') : undefined;
}

function readLookAlikes(table: Table, squashed: string): Reading | undefined {
  // Without a digit, it is a word; with other characters, it is several words.
  if (!/\d/.test(squashed) || !/^[a-z\d]+$/.test(latinize(squashed))) return undefined;
  const folded = lookAlikesToDigits(squashed);
  const entries: Entry[] = [];
  for (let end = folded.search(/\d+$/); end >= 0 && end < folded.length; end++) {
    for (const { family, whole } of foldedFamilyIndex(table).get(folded.slice(0, end)) ?? []) {
      const entry = whole && table.get(family + folded.slice(end));
      if (entry) entries.push(entry);
    }
  }
  return readingOf(entries, 'look-alike');
}

function readNumber(table: Table, digits: string): Reading | undefined {
  const all = table.byNumber(digits);
  // Those with exactly these digits come first.
  const literal = all.filter((entry) => splitCode(entry.code)?.number === digits);
  return readingOf([...new Set([...literal, ...all])], 'number');
}

/**
 * Reads a text that is a code and nothing else, in any form in which people quote it: any case, quotes and
 * punctuation around it, blanks inside, `-` or a blank for `_`, without the module or leading zeros, the
 * number alone, digits misread as letters. The strictest reading wins.
 *
 * @param table The known codes.
 * @param text Any text; it may be long, but a long one is not a code.
 * @returns The entries that it may mean; empty if it is not a code of the table.
 * @throws {TypeError} For an invalid argument.
 */
export function readCode(table: Table, text: string): readonly Entry[] {
  checkTable(table);
  checkText('text', text);
  return readWord(table, text)?.entries ?? [];
}

/** Whether a text is a code in any form, or has the form of an undocumented one. */
export function looksLikeCode(table: Table, text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  if (readWord(table, text)) return true;
  const parts = splitSquashed(squash(text));
  if (!parts || parts.head === '') return false;
  return (
    familyIndex(table).has(parts.head) || /^[A-Z][A-Z0-9]*_[A-Z0-9_]*\d{2,}$/.test(text.trim())
  );
}

/** The family of a code in any form, documented or not; `undefined` if there is none or more than one. */
export function familyOf(table: Table, text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const head = splitSquashed(squash(text))?.head ?? '';
  const [only, ...others] = familyIndex(table).get(head) ?? [];
  return others.length === 0 ? only?.family : undefined;
}
