import { splitCode } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { familyIndex, LEAST_LETTERS, lookAlikesOf, splitSquashed } from './family-index.js';
import { lookAlikesToDigits, squash } from './normalize.js';

/** How literally a text was read as a code; the lower the more so. */
export enum Looseness {
  Exact,
  /** Case, blanks, dashes, quotes aside. */
  SameLetters,
  /** Without the module. */
  WithoutModule,
  /** Leading zeros aside. */
  SameNumber,
  /** A part of the family's name and the number: `gateway 17`. */
  PartOfFamily,
  /** The number alone. */
  NumberAlone,
  /** Letters that look like digits, as text taken off a picture has them. */
  LookAlike,
}

/** A text read as a code. */
export interface Reading {
  readonly entries: readonly Entry[];
  readonly looseness: Looseness;
}

/** No code is longer, in characters, blanks included. */
export const MAX_LENGTH = 200;

/** Longer texts are only searched up to here, in characters. */
export const MAX_TEXT = 100_000;

/** A version, an address, a date, a phone number: `1.0.1`, `01-02`; `CODE-0000-102` is none. */
const COMPOUND_NUMBER = /\p{N}\.\p{N}|^[^\p{L}\p{N}]*\p{N}+(?:[\p{Pd}_]\p{N}+)+[^\p{L}\p{N}]*$/u;

/** Reads a text that is a code and nothing else, and tells how literally. */
export function readWord(table: Table, text: string): Reading | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const exact = table.get(text.trim());
  if (exact) return { entries: [exact], looseness: Looseness.Exact };

  if (COMPOUND_NUMBER.test(text)) return undefined;
  const squashed = squash(text);
  if (!/^[\p{L}\p{N}]+$/u.test(squashed)) return undefined;
  const parts = splitSquashed(squashed);
  if (parts) {
    if (parts.head === '') return readNumber(table, parts.digits);
    const reading = readParts(table, parts) ?? readPartOfFamily(table, parts);
    if (reading) return reading;
  }
  if (!/[0-9]/.test(squashed)) return undefined;
  const alike = lookAlikesOf(table).get(lookAlikesToDigits(squashed));
  return alike ? { entries: alike, looseness: Looseness.LookAlike } : undefined;
}

function readParts(
  table: Table,
  { head, digits }: { head: string; digits: string },
): Reading | undefined {
  const families = familyIndex(table).byHead.get(head) ?? [];
  const exact = (whole: boolean) =>
    families.flatMap((item) => {
      const entry = item.whole === whole ? table.get(item.family + digits) : undefined;
      return entry ? [entry] : [];
    });
  const whole = exact(true);
  if (whole.length > 0) return { entries: whole, looseness: Looseness.SameLetters };
  const rest = exact(false);
  if (rest.length > 0) return { entries: rest, looseness: Looseness.WithoutModule };
  // Of a letter or two only the whole number is a code: `E5` is a size, a section, anything.
  const names = new Set(
    head.length < LEAST_LETTERS
      ? families.filter(({ whole }) => whole).map(({ family }) => family)
      : families.map(({ family }) => family),
  );
  const numbered =
    names.size > 0 ? table.byNumber(digits).filter((entry) => names.has(entry.family)) : [];
  return numbered.length > 0 ? { entries: numbered, looseness: Looseness.SameNumber } : undefined;
}

/** Letters that can be a part of a family's name: fewer would be found in any word. */
const LEAST_PART = 5;

function readPartOfFamily(
  table: Table,
  { head, digits }: { head: string; digits: string },
): Reading | undefined {
  if (head.length < LEAST_PART) return undefined;
  const names = new Set<string>();
  for (const [known, families] of familyIndex(table).byHead) {
    if (known.startsWith(head)) for (const { family } of families) names.add(family);
  }
  // Of several families none is meant more than another.
  if (names.size !== 1) return undefined;
  const entries = table.byNumber(digits).filter(({ family }) => names.has(family));
  return entries.length > 0 ? { entries, looseness: Looseness.PartOfFamily } : undefined;
}

function readNumber(table: Table, digits: string): Reading | undefined {
  const all = table.byNumber(digits);
  if (all.length === 0) return undefined;
  // Those that write the number with just these digits come first.
  const literal = all.filter((entry) => splitCode(entry.code)?.number === digits);
  const entries = [...literal, ...all.filter((entry) => !literal.includes(entry))];
  return { entries, looseness: Looseness.NumberAlone };
}

/**
 * Reads a text that is a code and nothing else, in any form in which people quote it: any case,
 * quotes and punctuation around it, blanks inside, `-` or blank for `_`, without the module, without
 * the leading zeros, the number alone, digits misread as letters. The most literal reading wins.
 *
 * @returns The entries it can mean, none if it is no code of the table.
 */
export function readCode(table: Table, text: string): readonly Entry[] {
  checkTable(table);
  checkText('text', text);
  return readWord(table, text)?.entries ?? [];
}

/**
 * Reads a text that is several codes and nothing else: `USCUSTOMER_API_0000102, US500`.
 *
 * @returns Each code once, in the text's order; none where any word of the text is no code.
 */
export function readCodeList(table: Table, text: string): QuotedCode[] {
  const words = text.slice(0, MAX_TEXT).split(/[\s,;]+/);
  const codes = new Map<Entry | undefined, QuotedCode>();
  for (const word of words.filter((one) => one !== '')) {
    const reading = /[A-Za-z]/.test(word) ? readWord(table, word) : undefined;
    if (!reading) return [];
    if (!codes.has(reading.entries[0]))
      codes.set(reading.entries[0], { text: word, entries: reading.entries });
  }
  return [...codes.values()];
}

/** A code quoted inside other words. */
export interface QuotedCode {
  /** The words it was read from. */
  readonly text: string;
  readonly entries: readonly Entry[];
}

/** Whether a text has the form of a code of this table, known or not. */
export function looksLikeCode(table: Table, text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const parts = splitSquashed(squash(text));
  if (!parts || parts.head === '') return false;
  return (
    familyIndex(table).byHead.has(parts.head) ||
    /^[A-Z][A-Z0-9]*_[A-Z0-9_]*\d{2,}$/.test(text.trim())
  );
}

/** The family of the table that a text's code would belong to, known or not, if there is just one. */
export function familyOf(table: Table, text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const head = splitSquashed(squash(text))?.head ?? '';
  const [only, ...others] = familyIndex(table).byHead.get(head) ?? [];
  return others.length === 0 ? only?.family : undefined;
}
