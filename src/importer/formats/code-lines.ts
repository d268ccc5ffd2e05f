import { splitCode } from '../../table/code.js';
import type { TextLine } from '../../text/lines.js';
import { asWritten, bareCode, cleanCode, LONGEST_HEAD, withoutPrefix } from '../code-text.js';
import type { Row } from '../row.js';
import { plainText } from './markdown-inline.js';

/** The markers of a list or a quotation before a row. */
const LEAD = /^(?:(?:[-*+•·‣▪>]|\d{1,3}[.)])\s+)*/u;

/** What may be a damaged code: words of the characters of a code, separated by blanks. */
const HEAD = /^[A-Za-z0-9][A-Za-z0-9_.\-\s]*$/;

/** A certain separator between a code and its message. */
const EQUALS = /[=＝]/;

/** A possible separator: a colon, or a dash between blanks. Prose has these as well. */
const COLON_OR_DASH = /:(?=\s|$)|：|\s[-–—](?=\s)/;

/** A line, split at its separator. */
interface Halves {
  readonly before: string;
  readonly message: string;
  /** Whether the separator is a colon or a dash. */
  readonly weak: boolean;
}

/** How a line is written. */
export interface LineStyle {
  /** Whether its text is literal, not Markdown. */
  readonly literal?: boolean;
}

/**
 * Reads a `CODE=message`, `CODE: message` or `CODE - message` line.
 *
 * @param page The page's name.
 * @param line The line; its code and message may have Markdown markup.
 * @returns The row, or `undefined` for any other line: one without code-like text before the separator,
 *   with a comparison or an arrow, or with a quoted value as in programs.
 */
export function readLineRow(
  page: string,
  { number, text }: TextLine,
  { literal = false }: LineStyle = {},
): Row | undefined {
  const trimmed = text.trimStart();
  const lead = LEAD.exec(trimmed)?.[0] ?? '';
  const body = trimmed.slice(lead.length);
  const isMarked =
    !literal && (/^[`*_[\\<]/.test(body) || /\\[_.-]/.test(body.slice(0, LONGEST_HEAD)));
  const halves = cutLine(isMarked ? plainText(body) : body);
  if (!halves) return undefined;
  let { message } = halves;
  if (/^[=>~]/.test(message) || isQuoted(message)) return undefined;
  if (isMarked) message = message.replace(/\\$/, '');
  else if (!literal && /^(?:[-*+>]|\d)/.test(lead)) message = plainText(message);
  else if (message.endsWith('&#x20;')) message = message.slice(0, -'&#x20;'.length);
  return {
    page,
    line: number,
    raw: text,
    code: withoutPrefix(bareCode(halves.before)),
    ...asWritten(halves.before),
    message: message.trim(),
    kind: 'line',
    trusted: false,
    ...(halves.weak ? { weak: true } : {}),
  };
}

/** Splits a line at its first separator after what may be a code. */
function cutLine(line: string): Halves | undefined {
  const start = line.slice(0, LONGEST_HEAD + 1);
  const weak = COLON_OR_DASH.exec(start);
  if (weak) {
    const before = line.slice(0, weak.index).trim();
    if (splitCode(cleanCode(before).replace(/\s+/g, ''))) {
      return { before, message: line.slice(weak.index + weak[0].length).trim(), weak: true };
    }
  }
  const sign = EQUALS.exec(start);
  if (!sign || sign.index === 0) return undefined;
  const before = line.slice(0, sign.index).trim();
  if (!HEAD.test(bareCode(before))) return undefined;
  return { before, message: line.slice(sign.index + 1).trim(), weak: false };
}

/** A code followed by words, but not by a separator and a plain message. */
const CODE_FIRST =
  /^["'`*_~[(]{0,20}([A-Za-z][\w.-]{0,100}\d)(?!\w)([^\p{L}\p{N}]{1,20})[\p{L}\p{N}]/u;

/**
 * Reads a line that starts with a code, but in which {@link readLineRow} finds no message.
 *
 * @returns A row with a fault; it only counts if its family turns out to be a family of the page. If more
 *   than a blank follows the code, it may be a line of a program, and is weak.
 */
export function readBareRow(page: string, { number, text }: TextLine): Row | undefined {
  const start = text.trimStart().replace(LEAD, '').slice(0, LONGEST_HEAD);
  const [, code, between = ''] = CODE_FIRST.exec(cleanCode(start)) ?? [];
  if (code === undefined) return undefined;
  const weak = between.trim() !== '';
  const fault = `${weak ? `expected ${code}=message, without quotation marks` : `no separator between ${code} and its message`}; write it like the other rows`;
  return {
    page,
    line: number,
    raw: text,
    code,
    message: '',
    kind: 'line',
    trusted: false,
    fault,
    ...(weak ? { weak } : {}),
  };
}

/** Whether a message is quoted like a string in a program. */
function isQuoted(message: string): boolean {
  const end = message.replace(/[;,]{1,2}$/, '').slice(-1);
  return message.length > 1 && /["'`]/.test(end) && message[0] === end;
}
