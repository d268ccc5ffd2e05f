import { AFTER_ESCAPE, isWord, SEPARATOR } from '../text/notation.js';

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
export const CODE_WORD = '(?:[cC]ode|CODE)';

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

/** The end of a key that ends in `code`, and what separates it from its value: a pattern's source. */
export const FIELD = CODE_WORD + SEPARATOR;

/** A success, as nearly every response is: refused before its separator is read in all its forms. */
const SUCCESS = '(?!["\\\\]{0,2}[=:]{1,2}["\\\\]{0,2}0(?![A-Za-z0-9_]))';

/** No more of a word or a value. */
export const WORD_END = '(?![A-Za-z0-9_])';

/** What is searched for: of a key no more than its end, so that few places of a log get further. */
export const FIELD_VALUE = `(?:":"|${SUCCESS}${SEPARATOR})(?!0(?![A-Za-z0-9_]))[A-Za-z0-9_]{1,${MAX_VALUE}}${WORD_END}`;

/** The same where the value stands on the next line, as PHP dumps it: no more than the line's end. */
export const LINE_END = `["']\\]?[ \\t]*=>[ \\t]*\\r?\\n`;

/** A field that ends a text, its separator captured. */
const FIELD_AT_END = new RegExp(`(${FIELD})([A-Za-z0-9_]{1,${MAX_VALUE}})$`);

/** The same up to its value. */
const FIELD_BEFORE_VALUE = new RegExp(`(${FIELD})$`);

/** A field's key and the start of its value. */
export interface FieldBefore {
  readonly kind: 'field' | 'module';
  /** Where its key starts. */
  readonly key: number;
  /** Where its value starts. */
  readonly start: number;
}

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
export function usualModuleKey(text: string, start: number): number {
  return text.charCodeAt(start - 1) === QUOTE && text.startsWith('"bizCode":"', start - 11)
    ? start - 10
    : -1;
}

/** Where the word starts that ends at a place: at `floor` or behind it. */
export function wordBefore(text: string, floor: number, end: number): number {
  let start = end;
  while (start > floor && isWord(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Reads the field whose value ends at a place and whose key starts at `floor` or behind it. */
export function readField(text: string, floor: number, end: number): FieldBefore | undefined {
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
export function readKeyLine(text: string, floor: number, end: number): FieldBefore | undefined {
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
export function isNextKey(text: string, start: number, end: number): boolean {
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
