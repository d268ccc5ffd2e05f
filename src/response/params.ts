import { isWord, SGR } from '../codes/scan.js';
import { splitParams } from '../message/template.js';
import { backslashesBefore, type JsonObject, scanObjects } from './objects.js';

/** The values of one `msgParams` field in a text. */
export interface ParamsField {
  /** Where the field's key starts: an index into the text. */
  readonly start: number;
  /** Where its value ends, exclusive. */
  readonly end: number;
  readonly values: readonly string[];
}

/** What {@link paramsOf} found for a code. */
export interface CodeParams {
  readonly values: readonly string[] | undefined;
  /** Whether nothing that may still follow in the text can change the answer. */
  readonly final: boolean;
}

/** The key of the field, and what stands between it and its value. */
const FIELD = new RegExp(
  `\\bmsg_?params(\\\\{0,15})["']?${SGR}[ \\t]{0,8}[:=]{1,2}>?${SGR}[ \\t]{0,8}${SGR}(?:(\\\\{0,15})(["'])|(\\[)|)`,
  'iy',
);

/** The end of the field's key, as which it is looked for. */
const KEY_END = 'arams';

/** The field up to its value, as nearly every log has it. */
const USUAL_FIELD = 'msgParams":"';

/** A value without quotes ends here. */
const BARE_VALUE = /[^\s;&|"'\\{}[\]()\x1b]{1,2001}/y;

/** Up to the next string or the end of a list. */
const LIST_PART = /[^"\]\\]{0,2000}(\\{0,15})(["\]])/y;

/** Short values and what they were read as: a log has the same ones again and again. */
const knownValues = new Map<string, readonly string[]>();
const knownLists = new Set<readonly string[]>();
const MAX_KNOWN_VALUES = 1000;

/** Longer values are read anew each time, in characters: as a part of a text one would keep all of it. */
const MAX_KNOWN_VALUE = 12;

/** The longest `msgParams` that is read, in characters. */
const MAX_VALUE = 2000;

/** Whether this very list of values is given again for the next field with the same ones. */
export function areKnown(values: readonly string[]): boolean {
  return knownLists.has(values);
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
  // Only this stretch: a search of all that follows would be made again for each line.
  const stretch = text.slice(from, to);
  for (
    let at = stretch.indexOf(KEY_END), next: number;
    at >= 0;
    at = stretch.indexOf(KEY_END, next)
  ) {
    next = at + KEY_END.length;
    const key = at - (stretch[at - 2] === '_' ? 5 : 4);
    if (key < 0) continue;
    let field: ParamsField | undefined;
    if (stretch.startsWith(USUAL_FIELD, key) && !isWord(stretch.charCodeAt(key - 1))) {
      next = key + USUAL_FIELD.length;
      field = readQuoted(text, from + key, from + next, '', '"', to);
    } else {
      FIELD.lastIndex = key;
      const match = FIELD.exec(stretch);
      if (!match) continue;
      next = FIELD.lastIndex;
      field = readValue(text, from + key, from + next, match, to);
    }
    if (field) fields.push(field);
  }
  return fields;
}

/** Reads the value that starts at a place, of the field that starts at another. */
function readValue(
  text: string,
  field: number,
  start: number,
  match: RegExpExecArray,
  to: number,
): ParamsField | undefined {
  const [, keyEscapes = '', escapes = '', quote, bracket] = match;
  if (quote) return readQuoted(text, field, start, escapes, quote, to);
  if (bracket) {
    const end = closingBracket(text, start, Math.min(to, start + MAX_VALUE));
    if (end === undefined) return undefined;
    const values = listValues(unescapeText(text.slice(start - 1, end + 1), depthOf(keyEscapes)));
    return values && { start: field, end: end + 1, values };
  }
  BARE_VALUE.lastIndex = start;
  const whole = BARE_VALUE.exec(text)?.[0] ?? '';
  // One that goes on behind the stretch looked at is not to be read half.
  if (whole.length > MAX_VALUE || start + whole.length > to) return undefined;
  const bare = whole.replace(/,+$/, '');
  if (bare === '' || bare === 'null' || bare === 'undefined') return undefined;
  return { start: field, end: start + bare.length, values: splitParams(decodeUtf8(bare)) };
}

function readQuoted(
  text: string,
  field: number,
  start: number,
  escapes: string,
  quote: string,
  to: number,
): ParamsField | undefined {
  const close = closingQuote(text, start, Math.min(to, start + MAX_VALUE), escapes.length, quote);
  if (close === undefined) return undefined;
  const value = text.slice(start, close - escapes.length);
  const values =
    escapes === '' && value.length <= MAX_KNOWN_VALUE
      ? knownValuesOf(value)
      : splitParams(unescapeText(value, depthOf(escapes) + 1));
  return { start: field, end: close + 1, values };
}

function knownValuesOf(value: string): readonly string[] {
  const known = knownValues.get(value);
  if (known) return known;
  const values = splitParams(unescapeText(value, 1));
  if (knownValues.size >= MAX_KNOWN_VALUES) {
    knownValues.clear();
    knownLists.clear();
  }
  knownValues.set(value, values);
  knownLists.add(values);
  return values;
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

/** Where the bracket stands that closes a list; those in its strings do not. */
function closingBracket(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; ) {
    LIST_PART.lastIndex = at;
    const [part = '', escapes = '', mark] = LIST_PART.exec(text) ?? [];
    const end = at + part.length - 1;
    if (part === '' || end >= to) return undefined;
    if (mark === ']') return end;
    const close = closingQuote(text, end + 1, to, escapes.length, '"');
    if (close === undefined) return undefined;
    at = close + 1;
  }
  return undefined;
}

/** How many JSON strings a quote with these backslashes stands inside of: 0, 1, 3, 7 … → 0, 1, 2, 3 … */
function depthOf(escapes: string): number {
  return Math.round(Math.log2(escapes.length + 1));
}

/** Takes text out of the escapes of so many JSON strings that it stands in. */
function unescapeText(bytes: string, depth: number): string {
  let text = decodeUtf8(bytes);
  for (let level = 0; level < depth && text.includes('\\'); level++) {
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
 * Says which params belong to which code. A code takes those of the innermost object around it that
 * holds any, but not those of another code's object; where several codes or fields share an object,
 * or a line without any, they go together in the order in which they stand. A code with none of its
 * own takes those of the same code inside its object, as a line of prose repeats the code of the
 * response behind it.
 *
 * @param text The text that holds them, usually one line.
 * @param from Where that text starts.
 * @param to Where it ends.
 * @param codes Where each code of it starts, in order.
 * @param fields The params fields of it.
 * @param names Each code's name, `undefined` for one whose message takes no params. Without them
 *   every code takes params, and none is the same as another.
 * @returns For each code its values, and whether that is final even if the text goes on.
 */
export function paramsOf(
  text: string,
  from: number,
  to: number,
  codes: readonly number[],
  fields: readonly ParamsField[],
  names: readonly (string | undefined)[] = codes.map(String),
): CodeParams[] {
  const scan = scanObjects(text, from, to);
  const homes = codes.map((code) => scan.around(code));
  const withCode = new Set<JsonObject | undefined>([undefined]);
  for (const home of homes) {
    for (let object = home; object && !withCode.has(object); object = object.parent) {
      withCode.add(object);
    }
  }
  /** Where the first code stands that an object holds itself and that takes params. */
  const firstCode = new Map<JsonObject | undefined, number>();
  homes.forEach((home, index) => {
    if (names[index] !== undefined && !firstCode.has(home)) {
      firstCode.set(home, codes[index] as number);
    }
  });
  const owned = new Map<JsonObject | undefined, OwnedFields>();
  for (const field of fields) {
    const holder = scan.around(field.start);
    let owner = holder;
    while (owner && !withCode.has(owner)) owner = owner.parent;
    const same = owned.get(owner) ?? { direct: [], inner: [] };
    (owner === holder ? same.direct : same.inner).push(field);
    owned.set(owner, same);
  }

  const answers = codes.map((code, index): CodeParams => {
    if (names[index] === undefined) return { values: undefined, final: true };
    const home = homes[index];
    let object = home;
    while (object && !owned.has(object)) {
      object = object.parent;
      if (firstCode.has(object)) return { values: undefined, final: false };
    }
    const { direct, inner } = owned.get(object) ?? { direct: [], inner: [] };
    // The object's own field comes before one of an object inside it.
    const candidates = direct.length > 0 ? direct : inner;
    // One whose value holds the code had not ended before it: only what had is final.
    const before = candidates.findLast((field) => field.end <= code);
    const after = candidates.find((field) => field.end > code);
    if (object !== home) return { values: (before ?? after)?.values, final: false };
    const closed = object?.close !== undefined;
    const first = firstCode.get(home) ?? code;
    const fieldsLead = candidates.some((field) => field.end <= first);
    return fieldsLead
      ? { values: before?.values, final: closed || direct.length > 0 }
      : { values: after?.values, final: closed };
  });

  /** Codes that have values, by name. */
  const donors = new Map<string, number[]>();
  answers.forEach(({ values }, index) => {
    const name = names[index];
    if (name === undefined || values === undefined) return;
    const same = donors.get(name);
    if (same) same.push(index);
    else donors.set(name, [index]);
  });
  return answers.map((answer, index) => {
    const name = names[index];
    if (name === undefined || answer.values !== undefined) return answer;
    const home = homes[index];
    const donor = donors.get(name)?.find((other) => isInside(homes[other], home));
    if (donor === undefined) return answer;
    return { values: answers[donor]?.values, final: answer.final };
  });
}

/** The params fields that an object shares with the codes in it. */
interface OwnedFields {
  /** Those it holds itself. */
  readonly direct: ParamsField[];
  /** Those of objects inside it that hold no code. */
  readonly inner: ParamsField[];
}

/** Whether an object is another one or lies in it; everything lies in the text itself. */
function isInside(object: JsonObject | undefined, outer: JsonObject | undefined): boolean {
  let around = object;
  while (around && around !== outer) around = around.parent;
  return around === outer;
}
