import { unescapeContent } from 'properties-file/unescape';
import { splitCode } from '../../table/code.js';
import { type TextLine, textLines } from '../../text/lines.js';
import { checkRowCount, type PageNote, type Row } from '../row.js';

/** A line of a properties file with all that continues it. */
interface LogicalLine extends TextLine {
  /** As it stands in the file, its first line only where there are several. */
  readonly raw: string;
}

/** Escapes and comments as only a properties file has them. */
const SIGNS = /^[ \t\f]*[#!]|\\(?:[=:#!\\ ]|u[0-9a-fA-F]{4}|$)/;

/** What follows a blank that stands inside a damaged code rather than behind a key. */
const REST_OF_CODE = /^\s*[\w.-]*\d\s*$/;

/** What a properties file holds. */
export interface PropertiesRows {
  readonly rows: Row[];
  /** Tells of the keys that could be no code. */
  readonly notes: readonly PageNote[];
}

/** A key that could be a damaged code: blanks and all. */
const LONGEST_KEY = 200;

/**
 * Reads a properties file by the rules of Java (`java.util.Properties.load`): comments after `#` and
 * `!`; `=`, `:` or white space between key and value; lines continued by a `\` at their end; escapes.
 * Two rules differ: a blank inside a damaged code is left for repair instead of ending the key, and
 * white space at a value's end belongs to it only where it is escaped.
 *
 * @param text The file.
 * @param page Its name.
 * @returns A row for each key that could be a code. They are trusted when the file has no others.
 */
export function readProperties(text: string, page: string): PropertiesRows {
  const rows: Row[] = [];
  const others: TextLine[] = [];
  let trusted = true;
  for (const line of logicalLines(text)) {
    checkRowCount(page, rows.length + others.length);
    const row = readLine(page, line);
    if (!row || !splitCode(row.code)) trusted = false;
    if (row && /\d/.test(row.code)) rows.push(row);
    else others.push({ number: line.number, text: row?.code ?? '' });
  }
  return {
    rows: trusted ? rows : rows.map((row) => ({ ...row, trusted })),
    notes: noteOf(page, others),
  };
}

/** A bundle of messages has many keys that are no codes: one note for all. */
function noteOf(page: string, [first, ...more]: readonly TextLine[]): PageNote[] {
  if (!first) return [];
  const are = more.length === 0 ? 'is no code' : `and ${more.length} further are no codes`;
  const what = `"${first.text}" ${are} (letters, then a number); passed over`;
  return [{ page, line: first.number, what }];
}

/**
 * Whether a text without a telling name is a properties file: nothing but keys that are codes, and a
 * comment or an escape of the kind.
 *
 * @param sample The text's beginning; its last line may be cut.
 */
export function looksLikeProperties(sample: string): boolean {
  let keys = 0;
  for (const line of logicalLines(sample)) {
    // A heading of Markdown looks like a comment, but prose follows it.
    if (!splitCode(readLine('', line)?.code ?? '')) return false;
    keys++;
  }
  if (keys === 0) return false;
  for (const { text } of textLines(sample)) if (SIGNS.test(text)) return true;
  return false;
}

/** Joins continued lines; leaves out comments and empty lines. */
function* logicalLines(text: string): Generator<LogicalLine> {
  let pending: { number: number; raw: string; parts: string[] } | undefined;
  for (const { number, text: raw } of textLines(text)) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (!pending && (line === '' || line[0] === '#' || line[0] === '!')) continue;
    pending ??= { number, raw, parts: [] };
    let slashes = 0;
    while (line[line.length - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 1) {
      pending.parts.push(line.slice(0, -1));
      continue;
    }
    pending.parts.push(line);
    yield { number: pending.number, raw: pending.raw, text: pending.parts.join('') };
    pending = undefined;
  }
  if (pending) yield { number: pending.number, raw: pending.raw, text: pending.parts.join('') };
}

function readLine(page: string, { number, raw, text }: LogicalLine): Row | undefined {
  let end = endOfKey(text, 0, true);
  if (/[ \t\f]/.test(text[end] ?? '')) {
    // A blank ends a key in Java; here it may as well be one of the page's stray blanks.
    const sign = endOfKey(text, end, false);
    const between = text.slice(end, Math.min(sign, end + LONGEST_KEY));
    const blank = between.trim() === '';
    if (text[sign] !== undefined && (blank || REST_OF_CODE.test(between))) end = sign;
  }
  if (end > LONGEST_KEY) return undefined;
  let value = end;
  while (/[ \t\f]/.test(text[value] ?? '')) value++;
  if (text[value] === '=' || text[value] === ':') value++;
  return {
    page,
    line: number,
    raw,
    code: unescapeContent(text.slice(0, end)).trim(),
    message: text.slice(value),
    kind: 'key',
    trusted: true,
    decode,
  };
}

/** Where a key ends: at the first `=` or `:` that is not escaped, or, if so asked, at a blank. */
function endOfKey(text: string, from: number, atBlank: boolean): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') i++;
    else if (char === '=' || char === ':') return i;
    else if (atBlank && (char === ' ' || char === '\t' || char === '\f')) return i;
  }
  return text.length;
}

/** Takes off the white space that is not escaped, and the escapes from the rest. */
function decode(value: string): string {
  const start = value.replace(/^[ \t\f]+/, '');
  let end = start.length;
  while (end > 0 && /[ \t\f]/.test(start[end - 1] as string)) end--;
  let slashes = 0;
  while (start[end - 1 - slashes] === '\\') slashes++;
  return unescapeContent(start.slice(0, slashes % 2 === 1 ? end + 1 : end));
}
