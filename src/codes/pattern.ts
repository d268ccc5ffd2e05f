import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOneOf } from '../text/check.js';
import { ESCAPE_END } from '../text/notation.js';
import {
  CODE_KEY_START,
  FIELD,
  familiesAnywhere,
  isShortFamily,
  longestFirst,
  MODULE_KEY_START,
} from './scan.js';

/** What a pattern finds: codes of long families anywhere, or short and numeric ones in a code field. */
export const PATTERN_KINDS = ['anywhere', 'field'] as const;

/** What a pattern finds. */
export type PatternKind = (typeof PATTERN_KINDS)[number];

/**
 * The dialects of regular expressions. `re2` is read alike by RE2, Go, Rust, PCRE, Java, JavaScript,
 * Python, .NET, Ruby; `postgres` by PostgreSQL; `posix` are the extended ones of grep -E and awk.
 */
export const PATTERN_DIALECTS = ['re2', 'postgres', 'posix'] as const;

/** A dialect of regular expressions. */
export type PatternDialect = (typeof PATTERN_DIALECTS)[number];

/** A regular expression that finds codes. */
export interface CodePattern {
  /**
   * The expression; it needs no flags.
   *
   * @minLength 1
   */
  readonly pattern: string;
  /**
   * The number of the group that captures the code; 1 where the dialect has other groups.
   *
   * @asType integer
   * @minimum 1
   */
  readonly group: number;
}

/** What may stand before a code, and is consumed: no dialect but some can look back. */
const before = (not: string) => `(?:^|[^${not}]|${ESCAPE_END})`;

/**
 * No letter, digit or `_` follows. Where `\b` knows letters beyond ASCII, one of these ends a code,
 * too. PostgreSQL, in which the longest match wins, takes it along in any case.
 */
const END = '(?:\\b|[^\\x01-\\x7f])';

/** How the parts of {@link CodePattern} that are spelled differently are spelled. */
const SPELLINGS: Readonly<Record<PatternDialect, readonly (readonly [string, string])[]>> = {
  re2: [],
  postgres: [['\\b', '\\y']],
  posix: [
    [END, '([^A-Za-z0-9_]|$)'],
    ['(?:', '('],
    ['[ \\t]', '[[:blank:]]'],
    ['\\x1b', '[[:cntrl:]]'],
    // The order of characters, by which ranges go, is the locale's.
    ['[0-?]', '[0-9:;<=>?]'],
    ['[ -/]{0,4}[@-~]', '[A-Za-z]'],
    ['\\]', ']'],
  ],
};

/**
 * Makes a regular expression that finds what mmerr finds in a text, for engines that cannot run it.
 *
 * It has no look-around and needs no flag. What it finds is a {@link codeForms | form} of a code or,
 * with `anywhere`, of a code that the table lacks. A number in a code field counts only if it is one
 * of the forms. It knows nothing of a response's module: beside a `bizCode` the code is `bizCode`
 * followed by `code`.
 *
 * In `posix` a match takes the character behind the code along, so that of two codes with a single
 * character between them the second is missed unless the search goes on right behind the group.
 *
 * @returns `undefined` where the table has no code of this kind.
 */
export function codePattern(
  table: Table,
  kind: PatternKind,
  dialect: PatternDialect = 're2',
): CodePattern | undefined {
  checkTable(table);
  checkOneOf('kind', kind, PATTERN_KINDS);
  checkOneOf('dialect', dialect, PATTERN_DIALECTS);
  const code = kind === 'anywhere' ? longCode(table) : shortCode(table);
  if (code === undefined) return undefined;
  const key = `(?:${CODE_KEY_START}|${MODULE_KEY_START})`;
  const start =
    kind === 'anywhere' ? before('A-Za-z0-9_') : `${before('A-Za-z0-9_.-')}${key}${ofText(FIELD)}`;
  const spell = (source: string) =>
    SPELLINGS[dialect].reduce((text, [from, to]) => text.replaceAll(from, to), source);
  const prefix = spell(start);
  return {
    pattern: `${prefix}(${spell(code)})${spell(END)}`,
    group: groupsIn(prefix) + 1,
  };
}

/** How many groups of a pattern capture. */
const groupsIn = (pattern: string) => pattern.replace(/\\./g, '').match(/\((?!\?)/g)?.length ?? 0;

/** Codes that count anywhere. */
function longCode(table: Table): string | undefined {
  const families = [...familiesAnywhere(table).keys()];
  return families.length === 0 ? undefined : `${anyOf(families)}[0-9]+`;
}

/** Codes that count in a code field only. */
function shortCode(table: Table): string | undefined {
  const families = table.families.map(({ name }) => name).filter((name) => isShortFamily(name));
  const named = families.filter((name) => name !== '');
  const numbers = table.entries.flatMap(({ code, family }) => (family === '' ? [code] : []));
  const codes = [...(named.length > 0 ? [`${anyOf(named)}[0-9]+`] : []), ...numberShapes(numbers)];
  return codes.length === 0 ? undefined : `(?:${codes.join('|')})`;
}

/** The shapes of some numbers: those of one length by what they begin with. */
function numberShapes(numbers: readonly string[]): string[] {
  const starts = new Map<number, string>();
  for (const number of numbers) {
    let start = starts.get(number.length) ?? number;
    while (!number.startsWith(start)) start = start.slice(0, -1);
    starts.set(number.length, start);
  }
  return [...starts].map(([length, start]) => start + '[0-9]'.repeat(length - start.length));
}

/** Alternatives; all that a family holds besides letters, digits, `_` and `-` is the dot. */
const anyOf = (families: Iterable<string>) =>
  `(?:${longestFirst(families)
    .map((family) => family.replaceAll('.', '\\.'))
    .join('|')})`;

/** A source made for bytes as one for text; `\d` is only the ten digits there. */
const ofText = (source: string) =>
  source.replaceAll('\\xef\\xbc\\x9a', '\uff1a').replaceAll('\\d', '[0-9]');
