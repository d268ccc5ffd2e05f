import type { Entry } from '../table/entry.js';
import { knownModules } from '../table/module.js';
import type { Table } from '../table/table.js';
import { AFTER_ESCAPE, isWord, SEPARATOR, startsWord } from '../text/notation.js';

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

/** More digits than this are no code; a bound that keeps a stream's memory flat. */
const MAX_DIGITS = 200;

/** How far back from a code its context can reach: a key, a separator, colours. In characters. */
export const CONTEXT = 1024;

/**
 * Words that may stand before `code` in the name of a code field. None may be made of others, as
 * `ex` is of `e` and `x`: a name that can be read in two ways takes exponential time to refuse.
 */
const QUALIFIERS =
  'api|business|e|err|error|exception|fail|failure|fault|inner|message|mm|msg|orig|original|reason|reply|request|res|resp|response|result|ret|return|rsp|server|service|status|sub|svc|x';

/** A whole key that may begin behind an escape. */
const wholeKey = (key: string) => new RegExp(`(?:(?<![\\w.-])|${AFTER_ESCAPE})${key}$`);

/** A pattern's source whose letters stand for both cases: a flag would hold for escapes, too. */
const anyCase = (source: string) =>
  source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

/** How every key ends. */
const CODE_WORD = '(?:[cC]ode|CODE)';

/** What may stand before `code` in a code field's key: a pattern's source. */
export const CODE_KEY_START = anyCase(
  `(?:(?:${QUALIFIERS})[._-]?|(?:body|data|payload|cause)\\.){0,16}`,
);

/** The same for the field that holds the module. */
export const MODULE_KEY_START = anyCase(
  '(?:(?:body|data|payload|res|response|result)\\.){0,8}biz[_-]?',
);

/** A code field's whole key: `code`, `errorCode`, `apiError.code`, `x-err-code`, but not `zipcode`. */
const CODE_KEY = wholeKey(CODE_KEY_START + CODE_WORD);

/** The key of the field that holds the module. */
const MODULE_KEY = wholeKey(MODULE_KEY_START + CODE_WORD);

/** No key is longer, in characters. */
const MAX_KEY = 96;

/** How long `code` is, with which every key ends. */
const KEY_END = 4;

/** A value is a word of at most so many characters. */
const MAX_VALUE = 128;

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Orders alternatives so that the first one that fits is the longest. */
export const longestFirst = (literals: Iterable<string>) =>
  [...literals].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Alternatives, longest first: the first one that fits wins. */
const anyOf = (literals: Iterable<string>) => longestFirst(literals).map(quoteLiteral).join('|');

/** The end of a key that ends in `code`, and what separates it from its value: a pattern's source. */
export const FIELD = CODE_WORD + SEPARATOR;

/** A success, as nearly every response is: refused before its separator is read in all its forms. */
const SUCCESS = '(?!["\\\\]{0,2}[=:]{1,2}["\\\\]{0,2}0(?![A-Za-z0-9_]))';

/** No more of a word or a value. */
const WORD_END = '(?![A-Za-z0-9_])';

/** What is searched for: of a key no more than its end, so that few places of a log get further. */
const FIELD_VALUE = `(?:":"|${SUCCESS}${SEPARATOR})(?!0(?![A-Za-z0-9_]))[A-Za-z0-9_]{1,${MAX_VALUE}}${WORD_END}`;

/** The same where the value stands on the next line, as PHP dumps it: no more than the line's end. */
const LINE_END = `["']\\]?[ \\t]*=>[ \\t]*\\r?\\n`;

/** A field that ends a text, its separator captured. */
const FIELD_AT_END = new RegExp(`(${FIELD})([A-Za-z0-9_]{1,${MAX_VALUE}})$`);

/** The same up to its value. */
const FIELD_BEFORE_VALUE = new RegExp(`(${FIELD})$`);

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

/** A field's key and the start of its value. */
interface FieldBefore {
  readonly kind: 'field' | 'module';
  /** Where its key starts. */
  readonly key: number;
  /** Where its value starts. */
  readonly start: number;
}

const NEWLINE = 10;
const QUOTE = 34;
const COLON = 58;
const EQUALS = 61;
const BLANK = 32;

/**
 * Where the key starts of a `code` field whose value starts at a place, in the notations that nearly
 * every log has: to compare with these first makes a line of JSON several times quicker to read.
 *
 * @returns -1 for any other notation, or another field.
 */
function usualCodeKey(text: string, start: number): number {
  const last = text.charCodeAt(start - 1);
  if (last === QUOTE) {
    return text.charCodeAt(start - 2) === COLON && text.startsWith('"code":"', start - 8)
      ? start - 7
      : -1;
  }
  return last === EQUALS &&
    text.startsWith('code=', start - 5) &&
    text.charCodeAt(start - 6) === BLANK
    ? start - 5
    : -1;
}

/** The same for the field of the module. */
function usualModuleKey(text: string, start: number): number {
  return text.charCodeAt(start - 1) === QUOTE && text.startsWith('"bizCode":"', start - 11)
    ? start - 10
    : -1;
}

/** Where the word starts that ends at a place: at `floor` or behind it. */
function wordBefore(text: string, floor: number, end: number): number {
  let start = end;
  while (start > floor && isWord(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Reads the field whose value ends at a place and whose key starts at `floor` or behind it. */
function readField(text: string, floor: number, end: number): FieldBefore | undefined {
  const value = wordBefore(text, floor, end);
  const code = usualCodeKey(text, value);
  // `=3D` is quoted-printable's `=`.
  if (code >= floor && !text.startsWith('=3D', value - 1)) {
    return { kind: 'field', key: code, start: value };
  }
  const [field, separator = ''] = FIELD_AT_END.exec(text.slice(floor, end)) ?? [];
  if (field === undefined) return undefined;
  const keyEnd = end - field.length + KEY_END;
  const start = end - field.length + separator.length;
  const key = keyBefore(text, keyEnd, CODE_KEY);
  if (key !== undefined) return { kind: 'field', key, start };
  const module = keyBefore(text, keyEnd, MODULE_KEY);
  return module === undefined ? undefined : { kind: 'module', key: module, start };
}

/** Reads the key that ends with its line: its value is on the next one. */
function readKeyLine(text: string, floor: number, end: number): FieldBefore | undefined {
  const [rest = ''] = /["'][^"']*$/.exec(text.slice(floor, end)) ?? [];
  const start = end - rest.length;
  for (const [kind, pattern] of [
    ['field', CODE_KEY],
    ['module', MODULE_KEY],
  ] as const) {
    const key = keyBefore(text, start, pattern);
    if (key !== undefined && key >= floor) return { kind, key, start };
  }
  return undefined;
}

/** Where the whole key starts that ends at a place. */
function keyBefore(text: string, end: number, key: RegExp): number | undefined {
  const before = text.slice(Math.max(0, end - 2 * MAX_KEY), end);
  const match = key.exec(before);
  return match && match[0].length <= MAX_KEY ? end - match[0].length : undefined;
}

/**
 * Whether a word is the key of the next field rather than a value: `{BizCode: Code:500}` is how Go
 * writes an empty one, and `bizCode= code=500` how logfmt does.
 */
function isNextKey(text: string, start: number, end: number): boolean {
  const [before, behind] = [text.charCodeAt(start - 1), text.charCodeAt(end)];
  return before === BLANK && (behind === COLON || behind === EQUALS);
}

/** Where the key of the code field starts whose value starts at a place; -1 where there is none. */
export function codeFieldBefore(text: string, start: number): number {
  const usual = usualCodeKey(text, start);
  if (usual >= 0) return usual;
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const [field] = FIELD_BEFORE_VALUE.exec(before) ?? [];
  if (field === undefined) return -1;
  return keyBefore(text, start - field.length + KEY_END, CODE_KEY) ?? -1;
}

/** Whether a field's key is `code` alone, as the platform's responses have it. */
export function isPlainKey(text: string, key: number): boolean {
  // Of all that may stand before `code` in a key only `cause` begins alike.
  const second = text.charCodeAt(key + 1) | 32;
  return (text.charCodeAt(key) | 32) === 99 && second === 111;
}

/** Whether a field's key is that of an HTTP status, as `statusCode` is: no module goes with it. */
export function isStatusKey(text: string, key: number): boolean {
  return /^[\w.-]{0,80}?status[_-]?code/i.test(text.slice(key, key + MAX_KEY));
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
