import { isWord, startsWord } from '../notation/field.js';
import type { Entry } from '../table/entry.js';
import { knownModules } from '../table/modules.js';
import type { Table } from '../table/table.js';
import { memoize } from '../text/memoize.js';
import {
  CODE_WORD,
  CONTEXT,
  FIELD_VALUE,
  isNextKey,
  LINE_END,
  readField,
  readKeyLine,
  usualModuleKey,
  WORD_END,
  wordBefore,
} from './code-field.js';

/** What a scanner found: a code as a separate word, the value of a code field, or a module. */
export type MatchKind = 'word' | 'field' | 'module';

/** A place in a text that may be a code or part of one. */
export interface Match {
  readonly kind: MatchKind;
  /** Where the code or module starts in the text. */
  readonly start: number;
  /** Where it ends, exclusive. */
  readonly end: number;
  /**
   * A word with its family, the value of a code field, or the module. Empty if the value of the field is on
   * the next line: the match is then the key and the line end.
   */
  readonly text: string;
  /** Its entry as written, without a module from another field. */
  readonly entry: Entry | undefined;
  /** Whether it is complete: a word that starts with its family including the module. */
  readonly whole: boolean;
  /** Where the key of its field starts; -1 for a `word`: see {@link codeFieldBefore}. */
  readonly key: number;
}

/** Finds codes and modules in text whose characters are bytes (latin1). */
export interface Scanner {
  /**
   * Finds the next match.
   *
   * @param text The text.
   * @param from Where to start. The text before it is still read as context.
   */
  next(text: string, from: number): Match | undefined;
}

/** Families with fewer letters are short: `US500` is also a traded index. */
const SHORT_FAMILY = 4;

const NEWLINE = 10;

/** The maximum number of digits of a code, which also bounds the memory of a stream. */
const MAX_DIGITS = 200;

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Orders alternatives so that the first one that matches is the longest. */
export const longestFirst = (literals: Iterable<string>) =>
  [...literals].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** A pattern that matches the longest of some literals. */
const anyOf = (literals: Iterable<string>) => longestFirst(literals).map(quoteLiteral).join('|');

/** The shape of a service's own code. Any other word only counts if the table has it. */
const OWN_CODE = /\d|[A-Z]_|_[A-Z]/;

/** Whether a family is too short to be recognised outside of a code field. */
export function isShortFamily(family: string): boolean {
  return family === '' || (family.length < SHORT_FAMILY && /^[A-Za-z]+$/.test(family));
}

/** With at most this many digits, the number and length of a code fit into one integer. */
const MAX_KNOWN_DIGITS = 8;

/** A family as written in a text, with or without its module. */
interface FamilyInText {
  readonly text: string;
  /** The table's family. */
  readonly name: string;
  /** Cached entries by `number * 16 + digits`, which is faster than cutting the code out of the text. */
  readonly entries: Map<number, KnownWord>;
}

interface KnownWord {
  readonly entry: Entry;
  /** The word as written. */
  readonly text: string;
}

/** The last two characters before a place as a key, which differ for most families. */
const endingAt = (text: string, end: number) =>
  text.charCodeAt(end - 1) * 65536 + text.charCodeAt(end - 2);

/**
 * The families that are recognised anywhere, by their names in a text: the whole name, and the name without
 * the module if it is distinctive.
 */
export function familiesAnywhere(table: Table): ReadonlyMap<string, string> {
  const families = new Map<string, string>();
  for (const { name } of table.families) if (!isShortFamily(name)) families.set(name, name);
  for (const { name, module } of table.families) {
    const rest = module !== '' && name.startsWith(module) ? name.slice(module.length) : '';
    if (rest.length >= 5 && rest.includes('_') && !families.has(rest)) families.set(rest, name);
  }
  return families;
}

class TableScanner implements Scanner {
  readonly #table: Table;
  /** Families that are recognised anywhere, by their last two characters; longest first, as in the pattern. */
  readonly #families = new Map<number, FamilyInText[]>();
  /** Finds the end of a match. The text before it is read backwards, which is faster than capturing it. */
  readonly #pattern: RegExp | undefined;

  constructor(table: Table) {
    this.#table = table;
    const anywhere = familiesAnywhere(table);
    for (const text of longestFirst(anywhere.keys())) {
      const family = { text, name: anywhere.get(text) as string, entries: new Map() };
      const ending = endingAt(text, text.length);
      const alike = this.#families.get(ending);
      if (alike) alike.push(family);
      else this.#families.set(ending, [family]);
    }
    if (table.families.length === 0) return;
    const words =
      anywhere.size > 0 ? `(?:${anyOf(anywhere.keys())})\\d{1,${MAX_DIGITS}}${WORD_END}|` : '';
    this.#pattern = new RegExp(`${words}${CODE_WORD}(?:${FIELD_VALUE}|${LINE_END})`, 'g');
  }

  next(text: string, from: number): Match | undefined {
    const pattern = this.#pattern;
    if (!pattern) return undefined;
    for (let at = from; ; ) {
      pattern.lastIndex = at;
      if (!pattern.test(text)) return undefined;
      const end = pattern.lastIndex;
      if (text.charCodeAt(end - 1) === NEWLINE) {
        const field = readKeyLine(text, Math.max(at, end - CONTEXT), end);
        if (field) return { ...field, end, text: '', entry: undefined, whole: false };
        at = end;
        continue;
      }
      let number = 0;
      let digits = end;
      for (let unit = 1; ; unit *= 10, digits--) {
        const digit = text.charCodeAt(digits - 1) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        number += digit * unit;
      }
      if (digits === end) {
        // Most values without a digit are modules.
        let start = end;
        while (start > at && isWord(text.charCodeAt(start - 1))) start--;
        const key = usualModuleKey(text, start);
        if (key >= at) {
          const module = text.slice(start, end);
          return { kind: 'module', start, end, text: module, entry: undefined, whole: false, key };
        }
      }
      const family = digits < end ? this.#familyBefore(text, digits, at) : undefined;
      if (family) {
        const start = digits - family.text.length;
        if (startsWord(text, start)) {
          return this.#withFamily(text, family, start, digits, end, number);
        }
      }
      const floor = Math.max(at, end - CONTEXT);
      const field = readField(text, floor, end);
      if (field) {
        const { kind, key, start } = field;
        const value = text.slice(start, end);
        const entry = this.#table.get(value);
        // The field for the module may contain a complete code.
        if (kind === 'module' && !entry) {
          if (knownModules(this.#table).has(value) || !isNextKey(text, start, end)) {
            return { kind, start, end, text: value, entry, whole: false, key };
          }
        } else if (entry || OWN_CODE.test(value)) {
          return { kind: 'field', start, end, text: value, entry, whole: false, key };
        }
      }
      // The rejected text may contain another code, or the key of another field.
      const start = family
        ? digits - family.text.length + 1
        : (field?.start ?? wordBefore(text, floor, end));
      at = Math.max(at + 1, start);
    }
  }

  /** The longest family that ends at a place and starts at `floor` or after it. */
  #familyBefore(text: string, end: number, floor: number): FamilyInText | undefined {
    const alike = this.#families.get(endingAt(text, end));
    if (!alike) return undefined;
    for (const family of alike) {
      const start = end - family.text.length;
      if (start >= floor && text.startsWith(family.text, start)) return family;
    }
    return undefined;
  }

  /** Reads a code that starts with a family. */
  #withFamily(
    text: string,
    family: FamilyInText,
    start: number,
    digits: number,
    end: number,
    number: number,
  ): Match {
    const length = end - digits;
    const key = length > MAX_KNOWN_DIGITS ? undefined : number * 16 + length;
    const whole = family.text === family.name;
    const known = key === undefined ? undefined : family.entries.get(key);
    if (known) {
      return { kind: 'word', start, end, text: known.text, entry: known.entry, whole, key: -1 };
    }
    const digitsOnly = text.slice(digits, end);
    const word = family.text + digitsOnly;
    const entry = this.#table.get(family.name + digitsOnly);
    if (entry && key !== undefined) family.entries.set(key, { entry, text: word });
    return { kind: 'word', start, end, text: word, entry, whole, key: -1 };
  }
}

/**
 * Makes a scanner for the codes of a table. It is cached: making its pattern takes longer than reading a
 * short text.
 *
 * A code is recognised by its family, with or without the module, and its digits. A letter, digit or `_` on
 * either side rules it out, but an escape does not. The value of a code field is a match as well: it may be a
 * code that needs its module, which is a separate match. Undocumented codes are also found.
 */
export const createScanner: (table: Table) => Scanner = memoize(
  (table: Table) => new TableScanner(table),
);

/** All matches of a text, from a place on. */
export function matchesIn(table: Table, text: string, from = 0): Match[] {
  const scanner = createScanner(table);
  const matches: Match[] = [];
  for (let next = scanner.next(text, from); next; next = scanner.next(text, next.end)) {
    matches.push(next);
  }
  return matches;
}
