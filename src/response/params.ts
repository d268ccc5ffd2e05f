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

/** The field from its key to its value; the quotes before and behind the separator captured. */
const FIELD = new RegExp(`msg_?params(?=([^a-z]{0,16}))${SEPARATOR_WITH_QUOTE}`, 'iy');

/** The end of the field's key, as which it is looked for. */
const KEY_END = 'arams';

/** The field up to its value, as nearly every log has it. */
const USUAL_FIELD = '"msgParams":"';

/** A value without quotes ends here. */
const BARE_VALUE = /[^\s;&|"'\\{}[\]()<>\x1b]{1,2001}/y;

/** What a field without a value holds, in the languages that write logs. */
const NO_VALUE = /^(?:null|undefined|none|nil|<nil>|\(null\))$/i;

/** The longest `msgParams` that is read, in characters. */
const MAX_VALUE = 2000;

/** Short values and what they were read as: a log has the same ones again and again. */
let knownValues = new Map<string, readonly string[]>();
/** Those before them: what is not asked for again while a new generation fills is dropped. */
let olderValues: typeof knownValues = new Map();
const shared = new WeakSet<readonly string[]>();
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
  for (
    let at = stretch.indexOf(KEY_END), next: number;
    at >= 0;
    at = stretch.indexOf(KEY_END, next)
  ) {
    next = at + KEY_END.length;
    let key = at - 4;
    if (stretch.startsWith(USUAL_FIELD, key - 1)) {
      const start = key - 1 + USUAL_FIELD.length;
      const field = readQuoted(stretch, key, start, '"', stretch.length);
      if (field) fields.push(shift(field, from));
      next = start;
      continue;
    }
    if (stretch[at - 2] === '_') key--;
    if (key < 0 || !startsWord(stretch, key)) continue;
    FIELD.lastIndex = key;
    const match = FIELD.exec(stretch);
    if (!match) continue;
    next = FIELD.lastIndex;
    const field = readValue(stretch, key, next, match, goesOn);
    if (field) fields.push(shift(field, from));
  }
  return fields;
}

function shift({ start, end, values }: ParamsField, by: number): ParamsField {
  return { start: start + by, end: end + by, values };
}

/**
 * Reads the value that starts at a place, of the field that starts at another.
 *
 * @param goesOn Whether the line goes on behind the text.
 */
function readValue(
  text: string,
  field: number,
  start: number,
  match: RegExpExecArray,
  goesOn: boolean,
): ParamsField | undefined {
  const [whole, afterKey = '', quote = ''] = match;
  const doubled = /(?:""|'')$/.test(quote);
  // Two quotes are a quote of a CSV cell only where the key has them, too.
  if (doubled && !/^\\{0,15}(?:""|'')/.test(afterKey)) {
    return { start: field, end: start, values: [] };
  }
  if (quote !== '') return readQuoted(text, field, start, quote, text.length);
  if (text[start] === '[') return readList(text, field, start, afterKey);
  BARE_VALUE.lastIndex = start;
  const value = BARE_VALUE.exec(text)?.[0] ?? '';
  // One that goes on behind the stretch looked at is not to be read half.
  if (value.length > MAX_VALUE || (goesOn && start + value.length === text.length))
    return undefined;
  // In a URL the value ends where the next part of the query begins.
  const escaped = whole.includes('%') || /%2C/i.test(value);
  const own = escaped ? (value.split(/%(?:25){0,3}(?:26|22|27|7D)/i)[0] as string) : value;
  // So does an escaped line end of syslog.
  const bare = (own.split(/#0[1-3][0-7]/)[0] as string).replace(/(?:,|\xef\xbc\x8c)+$/, '');
  if (bare === '') return undefined;
  const end = start + bare.length;
  if (NO_VALUE.test(bare)) return { start: field, end, values: [] };
  const text8 = decodeUtf8(bare);
  return { start: field, end, values: splitParams(escaped ? decodeUrl(text8) : text8) };
}

function readQuoted(
  text: string,
  field: number,
  start: number,
  quote: string,
  to: number,
): ParamsField | undefined {
  const end = closingQuote(text, start, Math.min(to, start + MAX_VALUE), quote);
  if (end === undefined) return undefined;
  const value = text.slice(start, end);
  const values =
    quote === '"' && value.length <= MAX_KNOWN_VALUE
      ? knownValuesOf(value)
      : splitParams(decodeQuoted(value, quote));
  return { start: field, end, values };
}

/** Reads a list: `["5","24"]`, escaped as deep as the key is. */
function readList(
  text: string,
  field: number,
  start: number,
  afterKey: string,
): ParamsField | undefined {
  const [quote = ''] = /^\\{0,15}["']/.exec(afterKey) ?? [];
  const end = closingBracket(text, start + 1, Math.min(text.length, start + MAX_VALUE), quote);
  if (end === undefined) return undefined;
  // The list stands in the same strings as the key; its own strings stay quoted.
  const list = unescapeJson(decodeUtf8(text.slice(start, end)), depthOf(quote.length - 1));
  // A bracket far behind may close another list: only what is a list by itself is one.
  return DUMPED_LIST.test(list) ? { start: field, end, values: splitParams(list) } : undefined;
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

function knownValuesOf(value: string): readonly string[] {
  const known = knownValues.get(value) ?? olderValues.get(value);
  // Only what comes again is worth a weak reference: one for each value burdens the collector.
  if (known) shared.add(known);
  const values = known ?? splitParams(decodeQuoted(value, '"'));
  if (known && knownValues.has(value)) return known;
  // Two generations, not one map whose oldest key is deleted: to find that key takes ever longer.
  if (knownValues.size >= MAX_KNOWN_VALUES) {
    olderValues = knownValues;
    knownValues = new Map();
  }
  knownValues.set(value, values);
  return values;
}
