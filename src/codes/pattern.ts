import { ESCAPE_END } from '../notation/field.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkOneOf } from '../text/check.js';
import { CODE_KEY_START, FIELD, MODULE_KEY_START } from './code-field.js';
import { familiesAnywhere, isShortFamily, longestFirst } from './scan.js';

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

/** What may precede a code. It is consumed, because not all dialects have lookbehind. */
const before = (not: string) => `(?:^|[^${not}]|${ESCAPE_END})`;

/**
 * No letter, digit or `_` follows. In engines where `\b` follows Unicode, a non-ASCII character also ends
 * a code. PostgreSQL, where the longest match wins, always includes it.
 */
const END = '(?:\\b|[^\\x01-\\x7f])';

/** Replacements in a pattern for dialects with another syntax. */
const SPELLINGS: Readonly<Record<PatternDialect, readonly (readonly [string, string])[]>> = {
  re2: [],
  postgres: [['\\b', '\\y']],
  posix: [
    [END, '([^A-Za-z0-9_]|$)'],
    ['(?:', '('],
    ['[ \\t]', '[[:blank:]]'],
    ['\\x1b', '[[:cntrl:]]'],
    // Ranges depend on the collation of the locale.
    ['[0-?]', '[0-9:;<=>?]'],
    ['[ -/]{0,4}[@-~]', '[A-Za-z]'],
    ['\\]', ']'],
  ],
};

/**
 * Makes a regular expression that finds codes in text as mmerr does, for engines that cannot run it.
 *
 * It uses no look-around and needs no flags. It matches a {@link codeForms | form} of a code or, with
 * `anywhere`, of an undocumented code. A number in a code field is only a code if it is one of the forms.
 * The pattern ignores modules: if a response has a `bizCode`, its code is `bizCode` followed by `code`.
 *
 * In `posix`, a match includes the character after the code. If two codes are separated by a single
 * character, the second one is missed unless the search continues right after the group.
 *
 * @param table The known codes.
 * @param kind What to find.
 * @param dialect The regular expressions that the engine reads.
 * @returns `undefined` if the table has no codes of this kind.
 * @throws {TypeError} For an unknown kind or dialect, or any other invalid argument.
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

/** Alternatives. The dot is the only character of families that needs an escape. */
const anyOf = (families: Iterable<string>) =>
  `(?:${longestFirst(families)
    .map((family) => family.replaceAll('.', '\\.'))
    .join('|')})`;

/** Converts a pattern source for bytes to one for text, with `\d` as ASCII digits. */
const ofText = (source: string) =>
  source.replaceAll('\\xef\\xbc\\x9a', '\uff1a').replaceAll('\\d', '[0-9]');
