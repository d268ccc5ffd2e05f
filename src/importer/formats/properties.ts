import { unescapeContent } from 'properties-file/unescape';
import { splitCode } from '../../table/code.js';
import type { Repair } from '../../table/entry.js';
import { type TextLine, textLines } from '../../text/lines.js';
import { asWritten, cleanCode, withoutPrefix } from '../code-text.js';
import { checkRowCount, type PageNote, type Row } from '../row.js';
import { readLineRow } from './code-lines.js';

/** A line of a properties file with all that continues it. */
interface LogicalLine extends TextLine {
  /** As it stands in the file, its first line only where there are several. */
  readonly raw: string;
  readonly repairs?: readonly Repair[];
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
 * Four rules differ: a blank inside a damaged code is left for repair instead of ending the key; white
 * space at a value's end belongs to it only where it is escaped; a `\` at a line's end does not join
 * the next line where that begins with a code of a family that the file has; and a broken escape costs
 * its own row, not the whole file.
 *
 * @param text The file.
 * @param page Its name.
 * @returns A row for each key that could be a code. They are trusted when the file has no others.
 */
export function readProperties(text: string, page: string): PropertiesRows {
  const rows: Row[] = [];
  const others: TextLine[] = [];
  let trusted = true;
  for (const line of logicalLines([...textLines(text)])) {
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

/**
 * Reads the lines of a fenced block of properties on a page, where codes are damaged as on any page.
 */
export function readFencedProperties(lines: readonly TextLine[], page: string): Row[] {
  const rows: Row[] = [];
  for (const { number, raw, text, repairs } of logicalLines(lines)) {
    const row = readLineRow(page, { number, text }, { literal: true });
    if (row) rows.push({ ...decodable(row), raw, ...(repairs ? { repairs } : {}) });
  }
  return rows;
}

/** A bundle of messages has many keys that are no codes: one note for all. */
function noteOf(page: string, [first, ...more]: readonly TextLine[]): PageNote[] {
  if (!first) return [];
  const are = more.length === 0 ? 'is not a code' : `and ${more.length} more are not codes`;
  const what = `"${first.text}" ${are} (letters, then a number); skipped`;
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
  for (const line of logicalLines([...textLines(sample)])) {
    // A heading of Markdown looks like a comment, but prose follows it.
    if (!splitCode(readLine('', line)?.code ?? '')) return false;
    keys++;
  }
  if (keys === 0) return false;
  for (const { text } of textLines(sample)) if (SIGNS.test(text)) return true;
  return false;
}

/** Joins continued lines; leaves out comments and empty lines. */
function* logicalLines(lines: readonly TextLine[]): Generator<LogicalLine> {
  let families: Set<string> | undefined;
  let pending: { number: number; raw: string; parts: string[] } | undefined;
  for (const [index, { number, text: raw }] of lines.entries()) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (!pending && (line === '' || line[0] === '#' || line[0] === '!')) continue;
    pending ??= { number, raw, parts: [] };
    let slashes = 0;
    while (line[line.length - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) {
      yield { ...whole(pending, line) };
      pending = undefined;
      continue;
    }
    const rest = line.slice(0, -1);
    const next = familyOf(lines[index + 1]?.text ?? '');
    families ??= familiesOf(lines);
    if (next === undefined || !families.has(next)) {
      pending.parts.push(rest);
      continue;
    }
    const why = 'A stray "\\" stood at the end of the line; removed, since the next line is a row.';
    yield {
      ...whole(pending, rest),
      repairs: [{ line: number, kind: 'spliced-row', was: raw.slice(0, LONGEST_RECORD), why }],
    };
    pending = undefined;
  }
  if (pending) yield whole(pending, '');
}

/** A longer line is cut in the record of what stood there. */
const LONGEST_RECORD = 2000;

function whole(
  { number, raw, parts }: { number: number; raw: string; parts: readonly string[] },
  last: string,
): LogicalLine {
  return { number, raw, text: parts.join('') + last };
}

/** The family of the code with which a line begins as a row does. */
function familyOf(line: string): string | undefined {
  const key = /^[ \t\f]*([\w.-]{2,128})[ \t\f]*[=:]/.exec(line)?.[1];
  return key === undefined ? undefined : splitCode(withoutPrefix(key))?.family;
}

/** The families of the rows that surely are rows: no `\` stands at the end of the line before. */
function familiesOf(lines: readonly TextLine[]): Set<string> {
  const families = new Set<string>();
  for (const [index, { text }] of lines.entries()) {
    const family = lines[index - 1]?.text.endsWith('\\') ? undefined : familyOf(text);
    if (family !== undefined) families.add(family);
  }
  return families;
}

function readLine(page: string, { number, raw, text, repairs }: LogicalLine): Row | undefined {
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
  if (/[=:＝]/.test(text[value] ?? '')) value++;
  const key = text.slice(0, end);
  const written = (unescaped(key) ?? key).trim();
  const code = cleanCode(written);
  return decodable({
    page,
    line: number,
    raw,
    // An escaped dot is part of the code: the exporter writes so.
    code: key.includes('\\') ? code : withoutPrefix(code),
    ...asWritten(written),
    message: text.slice(value),
    kind: 'key',
    trusted: true,
    ...(repairs ? { repairs } : {}),
  });
}

/** Where a key ends: at the first `=` or `:` that is not escaped, or, if so asked, at a blank. */
function endOfKey(text: string, from: number, atBlank: boolean): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') i++;
    else if (char === '=' || char === ':' || char === '＝') return i;
    else if (atBlank && (char === ' ' || char === '\t' || char === '\f')) return i;
  }
  return text.length;
}

/** Has a row's message decoded once rows run together are apart; a broken escape is the row's fault. */
function decodable(row: Row): Row {
  const [broken] = /(?<!\\)(?:\\\\)*\\u(?![\da-fA-F]{4}).{0,4}/s.exec(row.message) ?? [];
  if (broken === undefined) return { ...row, decode };
  const sequence = broken.slice(broken.lastIndexOf('\\u'));
  return {
    ...row,
    fault: `"${sequence}" is not an escape; write \\uXXXX, or \\\\u for the characters`,
  };
}

function unescaped(text: string): string | undefined {
  try {
    return unescapeContent(text);
  } catch {
    return undefined;
  }
}

/** Takes off the white space that is not escaped, and the escapes from the rest. */
function decode(value: string): string {
  const start = value.replace(/^[ \t\f]+/, '');
  let end = start.length;
  while (end > 0 && /[ \t\f]/.test(start[end - 1] as string)) end--;
  let slashes = 0;
  while (start[end - 1 - slashes] === '\\') slashes++;
  const kept = start.slice(0, slashes % 2 === 1 ? end + 1 : end);
  return unescaped(kept) ?? kept;
}
