import { splitCode, stripZeros } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { editDistance } from '../text/edit-distance.js';
import { withoutInvisible } from '../text/invisible.js';

/** How literally a text was read as a code; the lower the more so. */
enum Looseness {
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
interface Reading {
  readonly entries: readonly Entry[];
  readonly looseness: Looseness;
}

/** No code is longer, in characters, blanks included. */
const MAX_LENGTH = 200;

/** More suggestions help nobody. */
const MAX_SUGGESTIONS = 3;

/** Numbers further apart than this are not near. */
const NEAR = 10n;

/** What may stand around a quoted code, or between its parts. */
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const SEPARATORS = /[\s_\-\p{Pd}.]+/gu;

/** Reduces a code to its letters and digits: no case, no blanks, no `_`. */
function squash(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .replace(EDGES, '')
    .replace(SEPARATORS, '')
    .toUpperCase();
}

/** Makes letters that look like digits the same as those. */
function foldLookAlikes(squashed: string): string {
  return squashed.replace(/O/g, '0').replace(/[IL|]/g, '1').replace(/S/g, '5').replace(/B/g, '8');
}

/** A table's families, as people write them. */
interface FamilyIndex {
  /** Squashed families, with and without their module. */
  readonly byHead: ReadonlyMap<string, readonly { family: string; whole: boolean }[]>;
  /** Codes by their letters and digits, look-alikes folded. */
  lookAlikes?: ReadonlyMap<string, readonly Entry[]>;
}

const indexes = new WeakMap<Table, FamilyIndex>();

function indexOf(table: Table): FamilyIndex {
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

function lookAlikesOf(table: Table): ReadonlyMap<string, readonly Entry[]> {
  const index = indexOf(table);
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
function splitSquashed(squashed: string): { head: string; digits: string } | undefined {
  const match = /^(.*?)([0-9]+)$/.exec(squashed);
  return match ? { head: match[1] as string, digits: match[2] as string } : undefined;
}

function readWord(table: Table, text: string): Reading | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const exact = table.get(text.trim());
  if (exact) return { entries: [exact], looseness: Looseness.Exact };

  const squashed = squash(text);
  if (!/^[\p{L}\p{N}]+$/u.test(squashed)) return undefined;
  const parts = splitSquashed(squashed);
  if (parts) {
    if (parts.head === '') return readNumber(table, parts.digits);
    const reading = readParts(table, parts) ?? readPartOfFamily(table, parts);
    if (reading) return reading;
  }
  if (!/[0-9]/.test(squashed)) return undefined;
  const alike = lookAlikesOf(table).get(foldLookAlikes(squashed));
  return alike ? { entries: alike, looseness: Looseness.LookAlike } : undefined;
}

function readParts(
  table: Table,
  { head, digits }: { head: string; digits: string },
): Reading | undefined {
  const families = indexOf(table).byHead.get(head) ?? [];
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
  for (const [known, families] of indexOf(table).byHead) {
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

/** So many words in a row may make one code: `GGATEWAY CODE 0 05`. */
const MAX_WORDS = 4;

/** Longer texts are only searched up to here, in characters. */
const MAX_TEXT = 100_000;

/**
 * Finds codes quoted inside other words, damaged as a page or a picture may have damaged them.
 *
 * A number on its own is no quoted code unless it is written just as a code of the table is.
 *
 * @returns Each code once, in the text's order.
 */
export function findQuotedCodes(table: Table, text: string): QuotedCode[] {
  const words = [...text.slice(0, MAX_TEXT).matchAll(/[\p{L}\p{N}_\-\p{Pd}\u200b-\u200d]+/gu)];
  const found: QuotedCode[] = [];
  const seen = new Set<Entry>();
  for (let index = 0; index < words.length; index++) {
    const first = words[index] as RegExpExecArray;
    let best: { reading: Reading; text: string; count: number } | undefined;
    for (let count = 1; count <= MAX_WORDS && index + count <= words.length; count++) {
      const last = words[index + count - 1] as RegExpExecArray;
      const stretch = text.slice(first.index, last.index + last[0].length);
      // Only blanks may stand inside a code.
      if (count > 1 && !/^[^\s]+(?:\s+[\p{L}\p{N}_\-\p{Pd}]+)+$/u.test(stretch)) break;
      if (!/\d/.test(last[0])) continue;
      const reading = readWord(table, stretch);
      const rest = text.slice(last.index + last[0].length);
      const said = isAnnounced(words, index) || (index === 0 && /^\s*=/.test(rest));
      if (!reading || !counts(reading, stretch, said)) continue;
      if (!best || reading.looseness < best.reading.looseness) {
        best = { reading, text: stretch, count };
      }
    }
    if (!best) continue;
    const entries = best.reading.entries.filter((entry) => !seen.has(entry));
    for (const entry of entries) seen.add(entry);
    if (entries.length > 0) found.push({ text: best.text, entries });
    index += best.count - 1;
  }
  return found;
}

/** Letters that set a family apart from other words. */
const LEAST_LETTERS = 4;

/** Words that say that a code follows. */
const ERROR_WORD = /^(?:err|error|errors|errno|exception|(?:\w+[_-])?err(?:or)?[_-]?codes?)$/i;

/**
 * Whether a reading is certain enough for words that stand among others.
 *
 * @param said Whether the word before says that a code follows.
 */
function counts({ looseness, entries }: Reading, text: string, said: boolean): boolean {
  if (looseness === Looseness.LookAlike || looseness === Looseness.PartOfFamily) return false;
  if (looseness === Looseness.NumberAlone) return said;
  // A short code is a word like any other: `US500` is also a traded index.
  const letters = Math.min(
    entries[0]?.family.replace(/[^A-Za-z]/g, '').length ?? 0,
    text.replace(/[^A-Za-z]/g, '').length,
  );
  return said || letters >= LEAST_LETTERS || /^\d{6,}$/.test(text);
}

/** Whether the words before a place say that a code follows: `error 102`, `error code 102`, `code: 102`. */
function isAnnounced(words: readonly RegExpExecArray[], index: number): boolean {
  const [before = '', furtherBefore] = [words[index - 1]?.[0], words[index - 2]?.[0]];
  if (ERROR_WORD.test(before)) return true;
  // "verification code 3 times" speaks of another code.
  const alone =
    furtherBefore === undefined || /^(?:the|an?|got|with|err|error)$/i.test(furtherBefore);
  return /^codes?$/i.test(before) && alone;
}

/** Whether a text has the form of a code of this table, known or not. */
export function looksLikeCode(table: Table, text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const parts = splitSquashed(squash(text));
  if (!parts || parts.head === '') return false;
  return (
    indexOf(table).byHead.has(parts.head) || /^[A-Z][A-Z0-9]*_[A-Z0-9_]*\d{2,}$/.test(text.trim())
  );
}

/** The family of the table that a text's code would belong to, known or not, if there is just one. */
export function familyOf(table: Table, text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const head = splitSquashed(squash(text))?.head ?? '';
  const [only, ...others] = indexOf(table).byHead.get(head) ?? [];
  return others.length === 0 ? only?.family : undefined;
}

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
  const heads = [...indexOf(table).byHead.keys()].filter((known) => known !== '');
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
        indexOf(table)
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
