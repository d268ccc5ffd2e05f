import type { Entry } from '../table/entry.js';
import { knownModules } from '../table/module.js';
import type { Table } from '../table/table.js';
import { isWord, startsWord } from '../text/notation.js';
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

/** What a scanner found: a code as a word of its own, the value of a code field, or a module. */
export type MatchKind = 'word' | 'field' | 'module';

/** A place of a text that a code may be read from. */
export interface Match {
  readonly kind: MatchKind;
  /** Where the code, or the module, starts: an index into the text searched. */
  readonly start: number;
  /** Where it ends, exclusive. */
  readonly end: number;
  /**
   * What stands there: a word with its family, a code field's value, or the module itself; empty for a
   * field whose value stands on the next line, and whose key and line end the match is.
   */
  readonly text: string;
  /** What the table knows of it as it stands. */
  readonly entry: Entry | undefined;
  /** Whether it stands by itself: a word that begins with its whole family, module included. */
  readonly whole: boolean;
  /** Where the key of its field starts; for a `word` -1: {@link codeFieldBefore} tells. */
  readonly key: number;
}

/** Finds codes and modules in text whose characters are bytes (latin1), or ASCII-compatible. */
export interface Scanner {
  /**
   * Finds the next match.
   *
   * @param text The text.
   * @param from Where to start looking; what stands before it is still looked at as context.
   */
  next(text: string, from: number): Match | undefined;
}

/** Families of fewer letters are short: `US500` is also a traded index. */
const SHORT_FAMILY = 4;

const NEWLINE = 10;

/** More digits than this are no code; a bound that keeps a stream's memory flat. */
const MAX_DIGITS = 200;

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Orders alternatives so that the first one that fits is the longest. */
export const longestFirst = (literals: Iterable<string>) =>
  [...literals].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Alternatives, longest first: the first one that fits wins. */
const anyOf = (literals: Iterable<string>) => longestFirst(literals).map(quoteLiteral).join('|');

/** What may be a service's own code: any other word needs the table to be one. */
const OWN_CODE = /\d|[A-Z]_|_[A-Z]/;

/** Whether a family is too short to count anywhere but in a code field. */
export function isShortFamily(family: string): boolean {
  return family === '' || (family.length < SHORT_FAMILY && /^[A-Za-z]+$/.test(family));
}

/** Codes with more digits are looked up as text: a shorter one's number and length fit one integer. */
const MAX_KNOWN_DIGITS = 8;

/** A family as it stands in a text, with or without its module. */
interface FamilyInText {
  readonly text: string;
  /** The table's family. */
  readonly name: string;
  /** Entries found before, by `number * 16 + digits`: quicker than to cut the code out of the text. */
  readonly entries: Map<number, KnownWord>;
}

interface KnownWord {
  readonly entry: Entry;
  /** The word as it stands. */
  readonly text: string;
}

/** What tells most families apart at a glance: the last two characters before a place. */
const endingAt = (text: string, end: number) =>
  text.charCodeAt(end - 1) * 65536 + text.charCodeAt(end - 2);

/**
 * The families that count anywhere, each with what it is called in a text: whole, and without its
 * module where the rest reads as a name of its own.
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
  /** Families that count anywhere, by how they end; longest first, as the pattern takes them. */
  readonly #families = new Map<number, FamilyInText[]>();
  /** Tells where a match ends; what stands before is read backwards, which is quicker than to capture it. */
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
        // Most fields without a digit are modules.
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
        // A module's field that holds a whole code quotes that code.
        if (kind === 'module' && !entry) {
          if (knownModules(this.#table).has(value) || !isNextKey(text, start, end)) {
            return { kind, start, end, text: value, entry, whole: false, key };
          }
        } else if (entry || OWN_CODE.test(value)) {
          return { kind: 'field', start, end, text: value, entry, whole: false, key };
        }
      }
      // What was rejected may hold another code, or the key of another field.
      const start = family
        ? digits - family.text.length + 1
        : (field?.start ?? wordBefore(text, floor, end));
      at = Math.max(at + 1, start);
    }
  }

  /** The longest family that ends at a place and starts at `floor` or behind it. */
  #familyBefore(text: string, end: number, floor: number): FamilyInText | undefined {
    const alike = this.#families.get(endingAt(text, end));
    if (!alike) return undefined;
    for (const family of alike) {
      const start = end - family.text.length;
      if (start >= floor && text.startsWith(family.text, start)) return family;
    }
    return undefined;
  }

  /** Reads a code that begins with a family. */
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
 * Makes a scanner for the codes of a table.
 *
 * A code is recognised by its family and digits, the family with or without its module; a letter, a
 * digit or `_` on either side forbids it, an escape does not. Whatever stands in a code field is a
 * match, too: it may be a code that needs its module, which comes as a match of its own.
 * Code-shaped words that the table lacks are found as well.
 */
export function createScanner(table: Table): Scanner {
  let scanner = scanners.get(table);
  if (!scanner) {
    scanner = new TableScanner(table);
    scanners.set(table, scanner);
  }
  return scanner;
}

/** One a table: to make its pattern takes longer than to read a short text. */
const scanners = new WeakMap<Table, Scanner>();
