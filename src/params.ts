import { backslashesBefore, type JsonObject, scanObjects } from './objects.js';
import { splitParams } from './template.js';

/** The values of one `msgParams` field in a text. */
export interface ParamsField {
  /** Where the field's key starts: an index into the text. */
  readonly start: number;
  readonly values: readonly string[];
}

/** What {@link paramsOf} found for a code. */
export interface CodeParams {
  readonly values: readonly string[] | undefined;
  /** Whether nothing that may still follow in the text can change the answer. */
  readonly final: boolean;
}

/** The key of the field, and what stands between it and its value. */
const FIELD =
  /\bmsg_?params(\\{0,15})["']?[ \t]{0,8}[:=]{1,2}>?[ \t]{0,8}(?:(\\{0,15})(["'])|(\[)|)/gi;

/** A value without quotes ends here. */
const BARE_VALUE = /[^\s;&|"'\\{}[\]()]{1,400}/y;

/** The longest `msgParams` that is read, in characters. */
const MAX_VALUE = 2000;

/** Whether a text may hold a params field at all: the cheap question before {@link findParams}. */
export function mayHoldParams(text: string, from: number, to: number): boolean {
  const at = text.indexOf('arams', from);
  return at >= 0 && at < to;
}

/**
 * Finds every `msgParams` field in a stretch of text: in JSON, in JSON escaped inside JSON to any
 * depth, or as `msgParams=5,24`.
 *
 * @param text Text whose characters are bytes (latin1).
 * @returns The fields in order; a field without a readable value, such as `null`, is left out.
 */
export function findParams(text: string, from: number, to: number): ParamsField[] {
  const fields: ParamsField[] = [];
  FIELD.lastIndex = from;
  for (let match = FIELD.exec(text); match && match.index < to; match = FIELD.exec(text)) {
    const values = readValue(text, match, to);
    if (values) fields.push({ start: match.index, values });
  }
  return fields;
}

function readValue(text: string, match: RegExpExecArray, to: number): string[] | undefined {
  const start = match.index + match[0].length;
  const [, keyEscapes = '', escapes = '', quote, bracket] = match;
  if (quote) {
    const end = closingQuote(text, start, Math.min(to, start + MAX_VALUE), escapes.length, quote);
    if (end === undefined) return undefined;
    return splitParams(unescapeText(text.slice(start, end - escapes.length), depthOf(escapes)));
  }
  if (bracket) {
    const end = text.indexOf(']', start);
    if (end < 0 || end >= Math.min(to, start + MAX_VALUE)) return undefined;
    return listValues(unescapeText(text.slice(start - 1, end + 1), depthOf(keyEscapes)));
  }
  BARE_VALUE.lastIndex = start;
  const bare = BARE_VALUE.exec(text.slice(0, to))?.[0].replace(/,+$/, '');
  if (!bare || bare === 'null' || bare === 'undefined') return undefined;
  return splitParams(unescapeText(bare, 0));
}

function listValues(json: string): string[] | undefined {
  try {
    return splitParams(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** Where the quote stands that closes a string whose quotes carry so many backslashes. */
function closingQuote(
  text: string,
  from: number,
  to: number,
  escapes: number,
  quote: string,
): number | undefined {
  for (let at = text.indexOf(quote, from); at >= 0 && at < to; at = text.indexOf(quote, at + 1)) {
    const count = backslashesBefore(text, at, from);
    if (count === escapes) return at;
    // Fewer close an outer string: this one never ends.
    if (count < escapes) return undefined;
    // An even surplus is escaped backslashes of this string's own, then its closing quote.
    if ((count - escapes) % (2 * escapes + 2) === 0) return at;
  }
  return undefined;
}

/** How many JSON strings a quote with these backslashes stands inside of: 0, 1, 3, 7 … → 0, 1, 2, 3 … */
function depthOf(escapes: string): number {
  return Math.round(Math.log2(escapes.length + 1));
}

/** Takes a JSON string's text out of its escapes: its own, and those of the strings around it. */
function unescapeText(bytes: string, depth: number): string {
  let text = decodeUtf8(bytes);
  for (let level = 0; level <= depth && text.includes('\\'); level++) {
    try {
      text = JSON.parse(`"${text}"`) as string;
    } catch {
      return text;
    }
  }
  return text;
}

/** Reads a latin1 string's bytes as UTF-8. */
function decodeUtf8(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

/**
 * Says which params belong to which code: those with which it shares the innermost object, unless
 * another code shares a deeper one with them.
 *
 * @param text The text that holds them, usually one line.
 * @param from Where that text starts.
 * @param to Where it ends.
 * @param codes Where each code of it starts.
 * @param fields The params fields of it.
 * @returns For each code its values, and whether that is final even if the text goes on.
 */
export function paramsOf(
  text: string,
  from: number,
  to: number,
  codes: readonly number[],
  fields: readonly ParamsField[],
): CodeParams[] {
  const scan = scanObjects(text, from, to);
  const homes = codes.map((code) => scan.around(code));
  const withCode = new Set<JsonObject | undefined>([undefined]);
  for (const home of homes) {
    for (let object = home; object && !withCode.has(object); object = object.parent) {
      withCode.add(object);
    }
  }
  const owned = new Map<JsonObject | undefined, ParamsField[]>();
  for (const field of fields) {
    let owner = scan.around(field.start);
    while (owner && !withCode.has(owner)) owner = owner.parent;
    const same = owned.get(owner);
    if (same) same.push(field);
    else owned.set(owner, [field]);
  }
  return codes.map((code, index) => {
    const home = homes[index];
    let object = home;
    while (object && !owned.has(object)) object = object.parent;
    const candidates = owned.get(object) ?? [];
    // The object's own field comes before one of an object inside it.
    const direct = candidates.filter((field) => scan.around(field.start) === object);
    const field = pick(direct.length > 0 ? direct : candidates, code);
    const own = object !== undefined && object === home;
    const before = direct.length > 0 && field !== undefined && field.start < code;
    return { values: field?.values, final: own && (before || object?.close !== undefined) };
  });
}

/** The last field before a place, or else the first one behind it: what follows later changes neither. */
function pick(fields: readonly ParamsField[], place: number): ParamsField | undefined {
  return fields.findLast((field) => field.start < place) ?? fields[0];
}
