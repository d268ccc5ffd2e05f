import { AFTER_ESCAPE, isWord, SEPARATOR } from '../notation/field.js';

/** How far the context of a code (key, separator, colours) reaches back from it, in characters. */
export const CONTEXT = 1024;

/**
 * Words that may precede `code` in the name of a code field. None may consist of others, as `ex` consists of
 * `e` and `x`: rejecting a name that can be split in two ways would take exponential time.
 */
const QUALIFIERS =
  'api|business|e|err|error|exception|fail|failure|fault|inner|message|mm|msg|orig|original|reason|reply|request|res|resp|response|result|ret|return|rsp|server|service|status|sub|svc|x';

/** Matches a complete key at the end of a text; an escape may precede it. */
const wholeKey = (key: string) => new RegExp(`(?:(?<![\\w.-])|${AFTER_ESCAPE})${key}$`);

/** A pattern whose letters match in both cases; the flag would apply to escapes as well. */
const anyCase = (source: string) =>
  source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

/** The end of every key. */
export const CODE_WORD = '(?:[cC]ode|CODE)';

/** What may precede `code` in the key of a code field, as the source of a pattern. */
export const CODE_KEY_START = anyCase(
  `(?:(?:${QUALIFIERS})[._-]?|(?:body|data|payload|cause)\\.){0,16}`,
);

/** The same for the field with the module. */
export const MODULE_KEY_START = anyCase(
  '(?:(?:body|data|payload|res|response|result)\\.){0,8}biz[_-]?',
);

/** The key of a code field: `code`, `errorCode`, `apiError.code`, `x-err-code`, but not `zipcode`. */
const CODE_KEY = wholeKey(CODE_KEY_START + CODE_WORD);

/** The key of the field with the module. */
const MODULE_KEY = wholeKey(MODULE_KEY_START + CODE_WORD);

/** The maximum length of a key, in characters. */
const MAX_KEY = 96;

/** The length of `code`, with which every key ends. */
const KEY_END = 4;

/** The maximum length of a value, in characters. */
const MAX_VALUE = 128;

/** The end of a key and its separator, as the source of a pattern. */
export const FIELD = CODE_WORD + SEPARATOR;

/** Rejects a success, as nearly every response is, before the separator is tried in all its forms. */
const SUCCESS = '(?!["\\\\]{0,2}[=:]{1,2}["\\\\]{0,2}0(?![A-Za-z0-9_]))';

/** The end of a word or value. */
export const WORD_END = '(?![A-Za-z0-9_])';

/** A separator and a value. The key is not part of the search, because that would be slower. */
export const FIELD_VALUE = `(?:":"|${SUCCESS}${SEPARATOR})(?!0(?![A-Za-z0-9_]))[A-Za-z0-9_]{1,${MAX_VALUE}}${WORD_END}`;

/** The end of a line whose value is on the next line, as PHP dumps it. */
export const LINE_END = `["']\\]?[ \\t]*=>[ \\t]*\\r?\\n`;

/** A field at the end of a text; captures its separator. */
const FIELD_AT_END = new RegExp(`(${FIELD})([A-Za-z0-9_]{1,${MAX_VALUE}})$`);

/** The same without the value. */
const FIELD_BEFORE_VALUE = new RegExp(`(${FIELD})$`);

/** A field's key and the start of its value. */
export interface FieldBefore {
  readonly kind: 'field' | 'module';
  /** Where the key starts. */
  readonly key: number;
  /** Where the value starts. */
  readonly start: number;
}

const QUOTE = 34;
const COLON = 58;
const EQUALS = 61;
const BLANK = 32;

/**
 * Finds the key of a `code` field by its value, in the notations of nearly every log. Trying these first
 * makes reading a line of JSON several times faster.
 *
 * @param start Where the value starts.
 * @returns Where the key starts; -1 for any other notation or field.
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

/** The same for the field with the module. */
export function usualModuleKey(text: string, start: number): number {
  return text.charCodeAt(start - 1) === QUOTE && text.startsWith('"bizCode":"', start - 11)
    ? start - 10
    : -1;
}

/** Where the word that ends at a place starts: at `floor` or after it. */
export function wordBefore(text: string, floor: number, end: number): number {
  let start = end;
  while (start > floor && isWord(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Reads the field whose value ends at a place and whose key starts at `floor` or after it. */
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

/** Reads a key at the end of a line; its value is on the next line. */
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

/** Where the key that ends at a place starts. */
function keyBefore(text: string, end: number, key: RegExp): number | undefined {
  const before = text.slice(Math.max(0, end - 2 * MAX_KEY), end);
  const match = key.exec(before);
  return match && match[0].length <= MAX_KEY ? end - match[0].length : undefined;
}

/**
 * Whether a word is the key of the next field rather than a value. Go and logfmt write an empty value like
 * that: `{BizCode: Code:500}`, `bizCode= code=500`.
 */
export function isNextKey(text: string, start: number, end: number): boolean {
  const [before, behind] = [text.charCodeAt(start - 1), text.charCodeAt(end)];
  return before === BLANK && (behind === COLON || behind === EQUALS);
}

/** Where the key of the code field whose value starts at a place starts; -1 if there is none. */
export function codeFieldBefore(text: string, start: number): number {
  const usual = usualCodeKey(text, start);
  if (usual >= 0) return usual;
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const [field] = FIELD_BEFORE_VALUE.exec(before) ?? [];
  if (field === undefined) return -1;
  return keyBefore(text, start - field.length + KEY_END, CODE_KEY) ?? -1;
}

/** Whether the key of a field is just `code`, as in the platform's responses. */
export function isPlainKey(text: string, key: number): boolean {
  // Of all that may precede `code` in a key, only `cause` starts with the same letter.
  const second = text.charCodeAt(key + 1) | 32;
  return (text.charCodeAt(key) | 32) === 99 && second === 111;
}

/** Whether the key of a field is that of an HTTP status, such as `statusCode`: it has no module. */
export function isStatusKey(text: string, key: number): boolean {
  return /^[\w.-]{0,80}?status[_-]?code/i.test(text.slice(key, key + MAX_KEY));
}
