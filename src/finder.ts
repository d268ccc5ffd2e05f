import type { Entry } from './entry.js';
import type { Table } from './table.js';

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

/** Some SGR sequences, as they may stand between a key and its value: a pattern's source. */
export const SGR = '(?:\\x1b\\[[0-9;]{0,24}m){0,3}';

/** What stands between a code field's key and its value: quotes of any escaping, `:`, `=`, `=>`, `>`. */
const SEPARATOR = `${SGR}\\\\{0,15}["']?${SGR}[ \\t]{0,8}(?:[:=]{1,2}>?|>)[ \\t]{0,8}${SGR}\\\\{0,15}["']?${SGR}`;

/** The end of a control sequence (ECMA-48 CSI), raw or as JSON escapes it, right before a word. */
const AFTER_CSI = /(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|\\e)\[[0-?]{0,64}[ -/]{0,4}[@-~]$/;

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Alternatives, longest first: the first one that fits wins. */
const anyOf = (literals: Iterable<string>) =>
  [...literals]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(quoteLiteral)
    .join('|');

/** Whether a character is a letter, a digit or `_`. */
export const isWord = (char: number) =>
  (char >= 48 && char <= 57) ||
  (char >= 65 && char <= 90) ||
  char === 95 ||
  (char >= 97 && char <= 122);

/** Codes with more digits are looked up as text: a shorter one's number and length fit one integer. */
const MAX_KNOWN_DIGITS = 8;

/** Entries found before, by `number * 16 + digits`: quicker than to cut the code out of the text. */
interface KnownEntries {
  /** Their family as it stood in the text, with or without its module. */
  readonly family: string;
  readonly entries: Map<number, Entry>;
}

/** What tells most families apart at a glance: their length and their first letter. */
const shapeOf = (text: string, start: number, end: number) =>
  (end - start) * 256 + text.charCodeAt(start);

class TableFinder implements Finder {
  readonly #table: Table;
  /** Families, as they stand in a text, with the family of the table they belong to. */
  readonly #families = new Map<string, string>();
  readonly #numericLengths = new Set<number>();
  readonly #zeroLed = new Set<number>();
  readonly #pattern: RegExp | undefined;
  /** Entries found before, by the length and first letter of the family as it stands in a text. */
  readonly #known = new Map<number, KnownEntries[]>();

  constructor(table: Table) {
    this.#table = table;
    const anywhere = new Set<string>();
    const short = new Set<string>();
    for (const { name } of table.families) {
      if (name === '') continue;
      const isShort = name.length < SHORT_FAMILY && /^[A-Za-z]+$/.test(name);
      (isShort ? short : anywhere).add(name);
      this.#families.set(name, name);
    }
    for (const { name, module } of table.families) {
      // Only a rest that reads as a name of its own may stand without its module.
      const rest = module !== '' && name.startsWith(module) ? name.slice(module.length) : '';
      if (rest.length < 5 || !rest.includes('_') || this.#families.has(rest)) continue;
      anywhere.add(rest);
      this.#families.set(rest, name);
    }
    for (const family of anywhere) {
      const shape = shapeOf(family, 0, family.length);
      const same = this.#known.get(shape);
      const known = { family, entries: new Map<number, Entry>() };
      if (same) same.push(known);
      else this.#known.set(shape, [known]);
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
    ];
    const patterns = [
      ...(anywhere.size > 0 ? [`(?:${anyOf(anywhere)})\\d{1,${MAX_DIGITS}}(?![A-Za-z0-9_])`] : []),
      // Anchored at the end of the key: few places of a log get past its first three letters.
      ...(values.length > 0
        ? [`(?:ode|ODE)${SEPARATOR}(${values.join('|')})(?![A-Za-z0-9_])`]
        : []),
    ];
    this.#pattern = patterns.length > 0 ? new RegExp(patterns.join('|'), 'g') : undefined;
  }

  next(text: string, from: number): Occurrence | undefined {
    const pattern = this.#pattern;
    if (!pattern) return undefined;
    pattern.lastIndex = from;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      const value = match[1];
      const found =
        value === undefined
          ? this.#atFamily(text, match.index, end)
          : this.#inField(text, match.index, end - value.length, value);
      if (found) return found;
      // What was rejected may hold another code, or the key of another field.
      pattern.lastIndex = match.index + 1;
    }
    return undefined;
  }

  #atFamily(text: string, start: number, end: number): Occurrence | undefined {
    if (start > 0 && isWord(text.charCodeAt(start - 1)) && !afterEscape(text, start)) {
      return undefined;
    }
    let number = 0;
    let unit = 1;
    let digitsStart = end;
    for (; digitsStart > start; digitsStart--) {
      const digit = text.charCodeAt(digitsStart - 1) - 48;
      if (digit < 0 || digit > 9) break;
      number += digit * unit;
      unit *= 10;
    }
    if (end - digitsStart > MAX_KNOWN_DIGITS) return this.#read(text, start, digitsStart, end);
    const known = this.#knownOf(text, start, digitsStart);
    const key = number * 16 + end - digitsStart;
    const entry = known?.get(key);
    if (entry) return { start, end, code: entry.code, entry };
    const read = this.#read(text, start, digitsStart, end);
    if (read.entry) known?.set(key, read.entry);
    return read;
  }

  /** The entries found before of the family that stands here. */
  #knownOf(text: string, start: number, end: number): Map<number, Entry> | undefined {
    const alike = this.#known.get(shapeOf(text, start, end)) ?? [];
    for (const { family, entries } of alike) if (text.startsWith(family, start)) return entries;
    return undefined;
  }

  /** Looks a code up as text. */
  #read(text: string, start: number, digitsStart: number, end: number): Occurrence {
    const word = text.slice(start, end);
    const known = this.#table.get(word);
    if (known) return { start, end, code: known.code, entry: known };
    const family = this.#families.get(text.slice(start, digitsStart));
    const entry =
      family === undefined ? undefined : this.#table.get(family + text.slice(digitsStart, end));
    return { start, end, code: entry?.code ?? word, entry };
  }

  #inField(text: string, key: number, start: number, value: string): Occurrence | undefined {
    if (!endsCodeKey(text, key + 3)) return undefined;
    const entry = this.#table.get(value);
    const end = start + value.length;
    if (entry) return { start, end, code: entry.code, entry };
    const numeric = value.charCodeAt(0) <= 57;
    // A number is code-shaped only when it is padded as the table's codes are.
    if (numeric && !(value.startsWith('0') && this.#zeroLed.has(value.length))) return undefined;
    return { start, end, code: value, entry: undefined };
  }
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
