import { SEPARATOR_WITH_QUOTE, startsWord } from '../notation/field.js';
import {
  closingQuote,
  decodeQuoted,
  decodeUrl,
  decodeUtf8,
  depthOf,
  isDoubled,
  unescapeJson,
} from '../notation/value.js';

/** The values of one `msgParams` field in a text. */
export interface ParamsField {
  /** Where the field's key starts: an index into the text. */
  readonly start: number;
  /** Where its value ends, exclusive. */
  readonly end: number;
  /** None for a field without a value, such as `null`. */
  readonly values: readonly string[];
}

/** The key of the field. */
const KEY = /msg_?params/gi;

/** The separator of key and value; captures the quotes before and after it. */
const SEPARATOR = new RegExp(`(?=([^a-z]{0,16}))${SEPARATOR_WITH_QUOTE}`, 'iy');

/** A doubled quote after the key. */
const DOUBLED_START = /^\\{0,15}(["'])\\{0,15}\1/;

/** The separator in nearly all logs. */
const USUAL_SEPARATOR = '":"';

/** The end of a value without quotes. */
const BARE_VALUE = /[^\s;&|"'\\{}[\]()<>\x1b]{1,2001}/y;

/** A word inside a value without quotes: not the key of the next field. */
const NEXT_WORD = String.raw` (?![A-Za-z_]\w{0,60}[=:])[^\s;&|"'\\{}[\]()<>=\x1b]{1,200}`;

/** The further words of such a value, before the next field or the end of a dumped object. */
const NEXT_WORDS = new RegExp(`(?:${NEXT_WORD}){1,8}(?=[)}]| [A-Za-z_]\\w{0,60}[=:])`, 'y');

/** How far back a dumped object may open, in characters. */
const MAX_DUMP = 1000;

/** The end of a value in an element of XML. */
const ELEMENT_VALUE = /[^<>"'\x00-\x1f]{1,2001}(?=<)|[^\s;&|"'\\{}[\]()<>\x1b]{1,2001}/y;

/** How various languages write that there is no value. */
const NO_VALUE = /^(?:null|undefined|none|nil|<nil>|\(null\))$/i;

const UNDERSCORE = 95;

/** The maximum length of `msgParams`, in characters. */
const MAX_VALUE = 2000;

/** Short values and their results: logs repeat the same ones. */
let knownValues = new Map<string, KnownValues>();
/** The previous generation: what is not used again while a new one fills is dropped. */
let olderValues: typeof knownValues = new Map();
const shared = new WeakSet<readonly string[]>();

interface KnownValues {
  readonly values: readonly string[];
  /** How often they were used. */
  seen: number;
}
const MAX_KNOWN_VALUES = 1000;

/** Longer values are not cached, in characters: as a part of a text, a value keeps all of it in memory. */
const MAX_KNOWN_VALUE = 12;

/**
 * Reads the value of a response's `msgParams`.
 *
 * @param value The field: a string with values separated by commas (also full-width ones), a list, or a
 *   list as text.
 * @returns The values without blanks around them; none for an absent, empty or unreadable field.
 */
export function splitParams(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.every((item) => ['string', 'number', 'boolean'].includes(typeof item))
      ? value.map(String)
      : [];
  }
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string' || value.trim() === '') return [];
  const text = value.trim();
  if (!text.includes(',') && /%2C/i.test(text)) return splitParams(decodeUrl(text));
  if (text.startsWith('[') && text.endsWith(']')) {
    try {
      return splitParams(JSON.parse(text));
    } catch {
      // A list in a dump: `[5, 24]`, `['5', '24']`.
      return splitParams(text.slice(1, -1)).map((item) => item.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return text.split(/[,，]/).map((param) => param.trim());
}

/**
 * Finds all `msgParams` fields in a part of a text, in any notation.
 *
 * @param text Text whose characters are bytes (latin1).
 * @returns The fields in order, without those whose value cannot be read.
 */
export function findParams(text: string, from: number, to: number): ParamsField[] {
  const fields: ParamsField[] = [];
  // Cut off here, so that the rest of the text is not searched again for each line.
  const stretch = text.slice(from, to);
  const goesOn = to < text.length && text[to] !== '\n';
  for (KEY.lastIndex = 0; KEY.test(stretch); ) {
    const keyEnd = KEY.lastIndex;
    const key = keyEnd - (stretch.charCodeAt(keyEnd - 7) === UNDERSCORE ? 10 : 9);
    if (!startsWord(stretch, key)) continue;
    const value = stretch.startsWith(USUAL_SEPARATOR, keyEnd)
      ? readQuoted(stretch, keyEnd + USUAL_SEPARATOR.length, '"')
      : readValue(stretch, keyEnd, goesOn);
    if (value) fields.push({ start: from + key, end: from + value.end, values: value.values });
  }
  return fields;
}

/** The values of a field, and where they end in the text. */
type Values = Omit<ParamsField, 'start'>;

/**
 * Reads the value of the field whose key ends at a place.
 *
 * @param goesOn Whether the line goes on after the text.
 */
function readValue(text: string, keyEnd: number, goesOn: boolean): Values | undefined {
  SEPARATOR.lastIndex = keyEnd;
  const match = SEPARATOR.exec(text);
  if (!match) return undefined;
  const [separator, afterKey = '', quote = ''] = match;
  const start = keyEnd + separator.length;
  // Two quotes are a quote in a CSV cell only if the key has them as well.
  if (isDoubled(quote) && !DOUBLED_START.test(afterKey)) return { end: start, values: [] };
  if (quote !== '') return readQuoted(text, start, quote);
  if (text[start] === '[') return readList(text, start, afterKey);
  // An element of XML ends at its end tag; blanks belong to the value.
  const bareValue = /(?<!=)>$/.test(separator) ? ELEMENT_VALUE : BARE_VALUE;
  bareValue.lastIndex = start;
  const firstWord = bareValue.exec(text)?.[0] ?? '';
  // A dump of an object writes blanks without quotes as well: `R(msgParams=2026-01-31 10:00, code=1)`.
  NEXT_WORDS.lastIndex = start + firstWord.length;
  const nextWords = isInDump(text, keyEnd) ? NEXT_WORDS.exec(text)?.[0] : undefined;
  const value = firstWord + (nextWords ?? '');
  // The value may go on after this part of the text: do not read half of it.
  if (value.length > MAX_VALUE || (goesOn && start + value.length === text.length))
    return undefined;
  // In a URL, the value ends where the next parameter begins.
  const escaped = separator.includes('%') || /%2C/i.test(value);
  const own = escaped ? (value.split(/%(?:25){0,3}(?:26|22|27|7D)/i)[0] as string) : value;
  // An escaped line end of syslog ends it as well.
  const bare = (own.split(/#0[1-3][0-7]/)[0] as string).replace(/(?:,|\xef\xbc\x8c)+$/, '');
  if (bare === '') return undefined;
  const end = start + bare.length;
  if (NO_VALUE.test(bare)) return { end, values: [] };
  const text8 = decodeUtf8(bare);
  return { end, values: splitParams(escaped ? decodeUrl(text8) : text8) };
}

/** Whether a bracket is open at a place, as in `BaseResult(code=1, msgParams=…)`. */
function isInDump(text: string, place: number): boolean {
  let closed = 0;
  for (let at = place - 1; at >= Math.max(0, place - MAX_DUMP); at--) {
    const char = text[at];
    if (char === ')' || char === '}') closed++;
    else if ((char === '(' || char === '{') && closed-- === 0) return true;
  }
  return false;
}

function readQuoted(text: string, start: number, quote: string): Values | undefined {
  const end = closingQuote(text, start, Math.min(text.length, start + MAX_VALUE), quote);
  if (end === undefined) return undefined;
  const value = text.slice(start, end);
  const values =
    quote === '"' && value.length <= MAX_KNOWN_VALUE
      ? knownValuesOf(value)
      : splitParams(decodeQuoted(value, quote));
  return { end, values };
}

/** Reads a list, `["5","24"]`, at the same depth of escaping as its key. */
function readList(text: string, start: number, afterKey: string): Values | undefined {
  const [quote = ''] = /^\\{0,15}["']/.exec(afterKey) ?? [];
  const end = closingBracket(text, start + 1, Math.min(text.length, start + MAX_VALUE), quote);
  if (end === undefined) return undefined;
  // The list is in the same strings as its key; its own strings stay quoted.
  const list = unescapeJson(decodeUtf8(text.slice(start, end)), depthOf(quote.length - 1));
  // A bracket further on may close another list: only a complete list is one.
  return DUMPED_LIST.test(list) ? { end, values: splitParams(list) } : undefined;
}

/** A list of strings, numbers and words, in JSON or a dump. */
const DUMPED_LIST =
  /^\[\s*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"'[\]{},]+)\s*(?:,\s*|(?=\])))*\]$/;

/** The end of a list, exclusive; brackets in its strings do not count. */
function closingBracket(text: string, from: number, to: number, quote: string): number | undefined {
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (char === ']') return at + 1;
    if (char !== '"' && char !== "'") continue;
    const opening = quote.endsWith(char) ? quote : char;
    const close = closingQuote(text, at + 1, to, opening);
    if (close === undefined) return undefined;
    at = close + opening.length - 1;
  }
  return undefined;
}

/** Whether the next field with the same values gets this very list. */
export function areShared(values: readonly string[]): boolean {
  return shared.has(values);
}

function knownValuesOf(text: string): readonly string[] {
  let known = knownValues.get(text);
  if (!known) {
    known = olderValues.get(text) ?? { values: splitParams(decodeQuoted(text, '"')), seen: 0 };
    // Two generations, rather than one map that deletes its oldest key: finding that key takes ever longer.
    if (knownValues.size >= MAX_KNOWN_VALUES) {
      olderValues = knownValues;
      knownValues = new Map();
    }
    knownValues.set(text, known);
  }
  // Only values that recur get a weak reference: one for each value would slow down the garbage collector.
  if (known.seen++ === 1) shared.add(known.values);
  return known.values;
}
