import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** A code found in a text. */
export interface Occurrence {
  /** Where the code starts: an index into the text searched. */
  readonly start: number;
  /** Where it ends, exclusive. */
  readonly end: number;
  /** The table's code; for an undocumented one, the word as it stands. */
  readonly code: string;
  /** What the table knows of it. */
  readonly entry: Entry | undefined;
}

/** Finds codes in text whose characters are bytes (latin1), or ASCII-compatible. */
export interface Finder {
  /**
   * Finds the next code.
   *
   * @param text The text.
   * @param from Where to start looking; what stands before it is still looked at as context.
   */
  next(text: string, from: number): Occurrence | undefined;
}

/** Letters-only families shorter than this are short: `US500` is also a traded index. */
const SHORT_FAMILY = 4;

/** More digits than this are no code; a bound that keeps a stream's memory flat. */
const MAX_DIGITS = 200;

/** No key is longer, in characters. */
const MAX_KEY = 64;

/** How far back from a code its context can reach: a key, a separator, colours. In characters. */
export const CONTEXT = 1024;

/**
 * Words that may stand before `code` in the name of a code field. None may be made of others, as
 * `ex` is of `e` and `x`: a name that can be read in two ways takes exponential time to refuse.
 */
const QUALIFIERS =
  'api|biz|business|e|err|error|exception|fail|failure|fault|inner|message|mm|msg|orig|original|reason|reply|request|res|resp|response|result|ret|return|rsp|server|service|status|sub|svc|x';

/** A code field's whole key: `code`, `errorCode`, `error.code`, `x-err-code`, but not `zipcode`. */
const CODE_KEY = new RegExp(
  `^(?:(?:${QUALIFIERS}|body|data|payload|cause)\\.)*(?:(?:${QUALIFIERS})[_-]?)*code$`,
  'i',
);

/** How long `code` is, with which every key ends. */
const KEY_END = 4;

/** Some SGR sequences, as they may stand between a key and its value: a pattern's source. */
export const SGR = '(?:\\x1b\\[[0-9;]{0,24}m){0,3}';

/** What stands between a code field's key and its value: quotes of any escaping, `:`, `=`, `=>`, `>`. */
const SEPARATOR = `${SGR}\\\\{0,15}["']?${SGR}[ \\t]{0,8}(?:[:=]{1,2}>?|>)[ \\t]{0,8}${SGR}\\\\{0,15}["']?${SGR}`;

/** The end of a control sequence (ECMA-48 CSI), raw or as JSON escapes it, right before a word. */
const AFTER_CSI = /(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|\\e)\[[0-?]{0,64}[ -/]{0,4}[@-~]$/;

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

const longestFirst = (literals: Iterable<string>) =>
  [...literals].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Alternatives, longest first: the first one that fits wins. */
const anyOf = (literals: Iterable<string>) => longestFirst(literals).map(quoteLiteral).join('|');

/** Whether a character is a letter, a digit or `_`. */
export const isWord = (char: number) =>
  (char >= 48 && char <= 57) ||
  (char >= 65 && char <= 90) ||
  char === 95 ||
  (char >= 97 && char <= 122);

/** Codes with more digits are looked up as text: a shorter one's number and length fit one integer. */
const MAX_KNOWN_DIGITS = 8;

/** A family as it stands in a text, with or without its module. */
interface FamilyInText {
  readonly text: string;
  /** The table's family. */
  readonly name: string;
  /** Entries found before, by `number * 16 + digits`: quicker than to cut the code out of the text. */
  readonly entries: Map<number, Entry>;
}

/** What tells most families apart at a glance: the last two characters before a place. */
const endingAt = (text: string, end: number) =>
  text.charCodeAt(end - 1) * 65536 + text.charCodeAt(end - 2);

class TableFinder implements Finder {
  readonly #table: Table;
  /** Families that count anywhere, by how they end; longest first, as the pattern takes them. */
  readonly #families = new Map<number, FamilyInText[]>();
  readonly #numericLengths = new Set<number>();
  readonly #zeroLed = new Set<number>();
  /** Tells where a code ends; what stands before is read backwards, which is quicker than to capture it. */
  readonly #pattern: RegExp | undefined;
  /** A code field whose value ends a text, the value captured. */
  readonly #field: RegExp;

  constructor(table: Table) {
    this.#table = table;
    const anywhere = new Map<string, string>();
    const short = new Set<string>();
    for (const { name } of table.families) {
      if (name === '') continue;
      if (name.length < SHORT_FAMILY && /^[A-Za-z]+$/.test(name)) short.add(name);
      else anywhere.set(name, name);
    }
    for (const { name, module } of table.families) {
      // Only a rest that reads as a name of its own may stand without its module.
      const rest = module !== '' && name.startsWith(module) ? name.slice(module.length) : '';
      if (rest.length < 5 || !rest.includes('_') || anywhere.has(rest)) continue;
      anywhere.set(rest, name);
    }
    for (const text of longestFirst(anywhere.keys())) {
      const family = { text, name: anywhere.get(text) as string, entries: new Map() };
      const ending = endingAt(text, text.length);
      const alike = this.#families.get(ending);
      if (alike) alike.push(family);
      else this.#families.set(ending, [family]);
    }
    const numeric = table.families.some(({ name }) => name === '');
    if (numeric) {
      for (const { code, family } of table.entries) {
        if (family !== '') continue;
        this.#numericLengths.add(code.length);
        if (code.startsWith('0')) this.#zeroLed.add(code.length);
      }
    }
    const values = [
      ...(short.size > 0 ? [`(?:${anyOf(short)})\\d{1,${MAX_DIGITS}}`] : []),
      ...[...this.#numericLengths].map((length) => `\\d{${length}}`),
    ].join('|');
    // Anchored at the end of the key: few places of a log get past its first letters.
    const field = `(?:code|Code|CODE)${SEPARATOR}`;
    const patterns = [
      ...(anywhere.size > 0 ? [`(?:${anyOf(anywhere.keys())})\\d{1,${MAX_DIGITS}}`] : []),
      ...(values === '' ? [] : [`${field}(?:${values})`]),
    ].join('|');
    if (patterns !== '') this.#pattern = new RegExp(`(?:${patterns})(?![A-Za-z0-9_])`, 'g');
    this.#field = new RegExp(`${field}(${values})$`);
  }

  next(text: string, from: number): Occurrence | undefined {
    const pattern = this.#pattern;
    if (!pattern) return undefined;
    for (let at = from; ; ) {
      pattern.lastIndex = at;
      if (!pattern.test(text)) return undefined;
      const end = pattern.lastIndex;
      let number = 0;
      let digits = end;
      for (let unit = 1; ; unit *= 10, digits--) {
        const digit = text.charCodeAt(digits - 1) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        number += digit * unit;
      }
      const family = this.#familyBefore(text, digits, at);
      let start: number;
      let found: Occurrence | undefined;
      if (family) {
        start = digits - family.text.length;
        if (startsWord(text, start)) {
          found = this.#withFamily(text, family, start, digits, end, number);
        }
      } else {
        const before = text.slice(Math.max(at, end - CONTEXT), end);
        const [field, value = ''] = this.#field.exec(before) ?? [];
        // Only a family of a single character, which no code has, would get here without a field.
        start = field === undefined ? end - 1 : end - field.length;
        if (field !== undefined) found = this.#inField(text, start, end - value.length, value);
      }
      if (found) return found;
      // What was rejected may hold another code, or the key of another field.
      at = start + 1;
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
  ): Occurrence {
    const length = end - digits;
    const key = length > MAX_KNOWN_DIGITS ? undefined : number * 16 + length;
    let entry = key === undefined ? undefined : family.entries.get(key);
    if (!entry) {
      entry = this.#table.get(family.name + text.slice(digits, end));
      if (entry && key !== undefined) family.entries.set(key, entry);
    }
    return { start, end, code: entry?.code ?? text.slice(start, end), entry };
  }

  #inField(text: string, key: number, start: number, value: string): Occurrence | undefined {
    if (!endsCodeKey(text, key + KEY_END)) return undefined;
    const entry = this.#table.get(value);
    const end = start + value.length;
    if (entry) return { start, end, code: entry.code, entry };
    const numeric = value.charCodeAt(0) <= 57;
    // A number is code-shaped only when it is padded as the table's codes are.
    if (numeric && !(value.startsWith('0') && this.#zeroLed.has(value.length))) return undefined;
    return { start, end, code: value, entry: undefined };
  }
}

/** Whether a word can begin here: behind the edge of another, or behind a control sequence. */
function startsWord(text: string, start: number): boolean {
  return start === 0 || !isWord(text.charCodeAt(start - 1)) || afterEscape(text, start);
}

/** Whether the word character before `start` ends a control sequence. */
function afterEscape(text: string, start: number): boolean {
  return AFTER_CSI.test(text.slice(Math.max(0, start - 80), start));
}

/** Whether the text up to `end` ends in the whole key of a code field. */
function endsCodeKey(text: string, end: number): boolean {
  let start = end;
  while (start > 0) {
    const char = text.charCodeAt(start - 1);
    if (!isWord(char) && char !== 45 && char !== 46) break;
    if (end - start === MAX_KEY) return false;
    start--;
  }
  const key = text.slice(start, end);
  if (CODE_KEY.test(key)) return true;
  // Colours before the key: their last letter looks like the key's first.
  const sgr = /^(?:[0-9;]*m)/.exec(key);
  return (
    sgr !== null &&
    afterEscape(text, start + sgr[0].length) &&
    CODE_KEY.test(key.slice(sgr[0].length))
  );
}

/**
 * Makes a finder of the codes of a table.
 *
 * A code is recognised by its family and digits, the family with or without its module; a letter, a
 * digit or `_` on either side forbids it, a control sequence does not. Short codes (`US500`) and
 * purely numeric ones count only as the value of a code field. Code-shaped words that the table
 * lacks are found too.
 */
export function createFinder(table: Table): Finder {
  return new TableFinder(table);
}
