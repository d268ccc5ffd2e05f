import {
  closingQuote,
  decodeQuoted,
  decodeUrl,
  decodeUtf8,
  depthOf,
  SEPARATOR_WITH_QUOTE,
  startsWord,
  unescapeJson,
} from '../text/notation.js';

/** The values of one `msgParams` field in a text. */
export interface ParamsField {
  /** Where the field's key starts: an index into the text. */
  readonly start: number;
  /** Where its value ends, exclusive. */
  readonly end: number;
  /** None for a field without a value, such as `null`. */
  readonly values: readonly string[];
}

/** The field's key. */
const KEY = /msg_?params/gi;

/** What divides the key from its value; the quotes before and behind captured. */
const SEPARATOR = new RegExp(`(?=([^a-z]{0,16}))${SEPARATOR_WITH_QUOTE}`, 'iy');

/** The same as nearly every log has it. */
const USUAL_SEPARATOR = '":"';

/** A value without quotes ends here. */
const BARE_VALUE = /[^\s;&|"'\\{}[\]()<>\x1b]{1,2001}/y;

/** The value of an element of XML ends here. */
const ELEMENT_VALUE = /[^<>"'\x00-\x1f]{1,2001}(?=<)|[^\s;&|"'\\{}[\]()<>\x1b]{1,2001}/y;

/** What a field without a value holds, in the languages that write logs. */
const NO_VALUE = /^(?:null|undefined|none|nil|<nil>|\(null\))$/i;

const UNDERSCORE = 95;

/** The longest `msgParams` that is read, in characters. */
const MAX_VALUE = 2000;

/** Short values and what they were read as: a log has the same ones again and again. */
let knownValues = new Map<string, KnownValues>();
/** Those before them: what is not asked for again while a new generation fills is dropped. */
let olderValues: typeof knownValues = new Map();
const shared = new WeakSet<readonly string[]>();

interface KnownValues {
  readonly values: readonly string[];
  /** How often they were asked for. */
  seen: number;
}
const MAX_KNOWN_VALUES = 1000;

/** Longer values are read anew each time, in characters: as a part of a text one would keep all of it. */
const MAX_KNOWN_VALUE = 12;

/**
 * Reads the value of a response's `msgParams`.
 *
 * @param value The field as it came: a string with the values separated by commas (also full-width
 *   ones), a list, or a list written as text.
 * @returns The values, blanks around them taken off; none for an absent, empty or unreadable field.
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
      // A list as a dump writes it: `[5, 24]`, `['5', '24']`.
      return splitParams(text.slice(1, -1)).map((item) => item.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return text.split(/[,，]/).map((param) => param.trim());
}

/**
 * Finds every `msgParams` field in a stretch of text, in any notation of a log.
 *
 * @param text Text whose characters are bytes (latin1).
 * @returns The fields in order, those whose value cannot be read left out.
 */
export function findParams(text: string, from: number, to: number): ParamsField[] {
  const fields: ParamsField[] = [];
  // Only this stretch: a search of all that follows would be made again for each line.
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

/** The values of a field, and where in the text they end. */
type Values = Omit<ParamsField, 'start'>;

/**
 * Reads the value of the field whose key ends at a place.
 *
 * @param goesOn Whether the line goes on behind the text.
 */
function readValue(text: string, keyEnd: number, goesOn: boolean): Values | undefined {
  SEPARATOR.lastIndex = keyEnd;
  const match = SEPARATOR.exec(text);
  if (!match) return undefined;
  const [separator, afterKey = '', quote = ''] = match;
  const start = keyEnd + separator.length;
  const doubled = /(?:""|'')$/.test(quote);
  // Two quotes are a quote of a CSV cell only where the key has them, too.
  if (doubled && !/^\\{0,15}(?:""|'')/.test(afterKey)) return { end: start, values: [] };
  if (quote !== '') return readQuoted(text, start, quote);
  if (text[start] === '[') return readList(text, start, afterKey);
  // An element of XML goes on to its end tag, blanks and all.
  const bareValue = /(?<!=)>$/.test(separator) ? ELEMENT_VALUE : BARE_VALUE;
  bareValue.lastIndex = start;
  const value = bareValue.exec(text)?.[0] ?? '';
  // One that goes on behind the stretch looked at is not to be read half.
  if (value.length > MAX_VALUE || (goesOn && start + value.length === text.length))
    return undefined;
  // In a URL the value ends where the next part of the query begins.
  const escaped = separator.includes('%') || /%2C/i.test(value);
  const own = escaped ? (value.split(/%(?:25){0,3}(?:26|22|27|7D)/i)[0] as string) : value;
  // So does an escaped line end of syslog.
  const bare = (own.split(/#0[1-3][0-7]/)[0] as string).replace(/(?:,|\xef\xbc\x8c)+$/, '');
  if (bare === '') return undefined;
  const end = start + bare.length;
  if (NO_VALUE.test(bare)) return { end, values: [] };
  const text8 = decodeUtf8(bare);
  return { end, values: splitParams(escaped ? decodeUrl(text8) : text8) };
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

/** Reads a list: `["5","24"]`, escaped as deep as the key is. */
function readList(text: string, start: number, afterKey: string): Values | undefined {
  const [quote = ''] = /^\\{0,15}["']/.exec(afterKey) ?? [];
  const end = closingBracket(text, start + 1, Math.min(text.length, start + MAX_VALUE), quote);
  if (end === undefined) return undefined;
  // The list stands in the same strings as the key; its own strings stay quoted.
  const list = unescapeJson(decodeUtf8(text.slice(start, end)), depthOf(quote.length - 1));
  // A bracket far behind may close another list: only what is a list by itself is one.
  return DUMPED_LIST.test(list) ? { end, values: splitParams(list) } : undefined;
}

/** A list of strings, numbers and words, as JSON and dumps write it. */
const DUMPED_LIST =
  /^\[\s*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"'[\]{},]+)\s*(?:,\s*|(?=\])))*\]$/;

/** Where the list ends whose bracket closes it, exclusive; brackets in its strings do not. */
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

/** Whether this very list of values is given again for the next field with the same ones. */
export function areShared(values: readonly string[]): boolean {
  return shared.has(values);
}

function knownValuesOf(text: string): readonly string[] {
  let known = knownValues.get(text);
  if (!known) {
    known = olderValues.get(text) ?? { values: splitParams(decodeQuoted(text, '"')), seen: 0 };
    // Two generations, not one map whose oldest key is deleted: to find that key takes ever longer.
    if (knownValues.size >= MAX_KNOWN_VALUES) {
      olderValues = knownValues;
      knownValues = new Map();
    }
    knownValues.set(text, known);
  }
  // Only what comes again is worth a weak reference: one for each value burdens the collector.
  if (known.seen++ === 1) shared.add(known.values);
  return known.values;
}
