import { codeFieldBefore, isPlainKey } from '../../codes/code-field.js';
import type { Match } from '../../codes/scan.js';
import { decodeUtf8 } from '../../notation/value.js';
import type { Table } from '../../table/table.js';
import { findParams, splitParams } from '../params.js';
import { fieldStart, readFieldEnd } from './layout.js';

/** A field of a response on a line of its own. */
export interface LineField {
  readonly kind: 'code' | 'module' | 'params';
  /** The match of a scanner, for a code or module. */
  readonly match?: Match;
  /** Whether the key of a code is `code`; a longer key beside it means something else. */
  readonly isPlain?: boolean;
  /** The values, for params. */
  readonly values?: readonly string[];
  /** Whether the line only has its key, and the next line the value. */
  readonly pending: boolean;
  /** Where its value ends. */
  readonly end: number;
}

/** Only the key of params: `["msgParams"]=>` in a dump of PHP. */
const PARAMS_KEY_LINE = /["'[]{1,2}msg_?params["'\]]{1,2}[ \t]*=>[ \t]*\r?$/iy;

/** Params without quotes, up to the end of their line or XML element. */
const BARE_PARAMS =
  /["'[:@]{0,2}msg_?params["'\]]{0,2}[ \t]*(?:=>|[:=])[ \t]*((?:[^\s"'[{(<&\\]|<nil>)[^\r]*?)[ \t]*,?[ \t]*\r?$|<msg_?params>([^<\r]*)<\/msg_?params>[ \t]*\r?$/iy;

/** How various languages write that there is no value. */
const NO_VALUE = /^(?:null|undefined|none|nil|<nil>|\(null\))$/i;

/** A value on a line of its own: in a dump of PHP, or quoted. */
const VALUE_LINE =
  /^[ \t]*(?:string\(\d{1,6}\) "([^"\r]{0,2000})"|(?:int|float)\((-?\d{1,20})\)|"([^"\\\r]{0,2000})",?|'([^'\\\r]{0,2000})',?|(NULL))[ \t]*\r?$/d;

/** Where the key of a match's field starts; -1 for a word that is not the value of a field. */
export function keyOf(text: string, match: Match): number {
  return match.kind === 'word' ? codeFieldBefore(text, match.start) : match.key;
}

/**
 * Reads the field that starts at a place in a line.
 *
 * @param start Where the line starts in the text.
 * @param end Where it ends, without its line end.
 * @param first Where the field starts.
 * @param matches The matches of a scanner in the line.
 * @returns `undefined` for a field that does not matter.
 */
export function readLineField(
  text: string,
  start: number,
  end: number,
  first: number,
  matches: readonly Match[],
): LineField | undefined {
  for (const match of matches) {
    const key = keyOf(text, match);
    if (key < 0 || fieldStart(text, key, start) !== first) continue;
    const kind = match.kind === 'module' ? 'module' : 'code';
    const isPlain = isPlainKey(text, key);
    return { kind, match, isPlain, pending: match.text === '', end: Math.min(match.end, end) };
  }
  const line = text.slice(first, end);
  PARAMS_KEY_LINE.lastIndex = 0;
  if (PARAMS_KEY_LINE.test(line)) return { kind: 'params', values: [], pending: true, end };
  const params = findParams(text, start, end).find(
    (field) => fieldStart(text, field.start, start) === first,
  );
  if (!params) return undefined;
  BARE_PARAMS.lastIndex = 0;
  const [, bare, element] = BARE_PARAMS.exec(line) ?? [];
  const whole = bare ?? element;
  if (whole === undefined || readFieldEnd(text, params.end, end)) {
    return { kind: 'params', values: params.values, pending: false, end: params.end };
  }
  const values = NO_VALUE.test(whole) ? [] : splitParams(decodeUtf8(whole));
  const valueEnd = first + line.lastIndexOf(whole) + whole.length;
  return { kind: 'params', values, pending: false, end: valueEnd };
}

/**
 * Reads a line with the value of a key on the previous line.
 *
 * @param start Where its content, or the blanks before it, start in the text.
 * @param end Where the line ends, without its line end.
 * @param matches The matches of a scanner in the line.
 * @returns `undefined` for a line that is not exactly one value.
 */
export function readValueLine(
  table: Table,
  text: string,
  start: number,
  end: number,
  kind: LineField['kind'],
  matches: readonly Match[],
): LineField | undefined {
  const found = VALUE_LINE.exec(text.slice(start, end));
  if (!found) return undefined;
  const group = found.slice(1).findIndex((value) => value !== undefined) + 1;
  const value = found[group] === 'NULL' ? '' : (found[group] as string);
  const [from, to] = (found.indices?.[group] ?? [0, 0]).map((place) => start + place) as [
    number,
    number,
  ];
  if (kind === 'params')
    return { kind, values: splitParams(decodeUtf8(value)), pending: false, end: to };
  if (!/^\w{1,128}$/.test(value)) return undefined;
  const match = matches.find((one) => one.start === from && one.end === to) ?? {
    kind: kind === 'code' ? 'field' : 'module',
    start: from,
    end: to,
    text: value,
    entry: kind === 'code' ? table.get(value) : undefined,
    whole: false,
    key: -1,
  };
  return { kind, match, isPlain: true, pending: false, end: to };
}
