import { unescapeContent } from 'properties-file/unescape';
import { splitCode } from '../../table/code.js';
import type { Repair } from '../../table/entry.js';
import { type TextLine, textLines } from '../../text/lines.js';
import { asWritten, cleanCode, withoutPrefix } from '../code-text.js';
import { checkRowCount, type PageNote, type Row } from '../row.js';
import { readBareRow, readLineRow } from './code-lines.js';

/** A line of a properties file with its continuation lines. */
interface LogicalLine extends TextLine {
  /** The line as written in the file; the first one if there are several. */
  readonly raw: string;
  readonly repairs?: readonly Repair[];
}

/** Escapes and comments that only properties files have. */
const SIGNS = /^[ \t\f]*[#!]|\\(?:[=:#!\\ ]|u[0-9a-fA-F]{4}|$)/;

/** What follows a blank inside a damaged code, as opposed to the blank after a key. */
const REST_OF_CODE = /^\s*[\w.-]*\d\s*$/;

/** What may be a code, even a damaged one, before a separator. */
const KEY_OF_ROW = /^[ \t\f]*([\w.-]{2,128}(?:[ \t\f]+[\w.-]{0,40}\d)?)[ \t\f]*[=:]/;

/** The content of a properties file. */
export interface PropertiesRows {
  readonly rows: Row[];
  /** Notes about keys that are not codes. */
  readonly notes: readonly PageNote[];
}

/** The maximum length of a key that may be a damaged code, including blanks. */
const LONGEST_KEY = 200;

/**
 * Reads a properties file by the rules of Java (`java.util.Properties.load`): comments after `#` and
 * `!`; `=`, `:` or white space between key and value; lines continued by a `\` at their end; escapes.
 * Four rules differ: a blank inside a damaged code does not end the key, so that it can be repaired; white
 * space at the end of a value only belongs to it if it is escaped; a `\` at the end of a line does not
 * continue it if the next line starts with a code of a family that is in the file or known; and an invalid escape only
 * affects its own row, not the whole file.
 *
 * @param text The content of the file.
 * @param page Its name.
 * @param known Families that are known beforehand.
 * @returns A row for each key that may be a code. They are trusted if the file has no other keys.
 */
export function readProperties(
  text: string,
  page: string,
  known: ReadonlySet<string>,
): PropertiesRows {
  const rows: Row[] = [];
  const others: TextLine[] = [];
  let trusted = true;
  for (const line of logicalLines([...textLines(text)], known)) {
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
 * Reads the lines of a fenced block of properties on a page, where codes may be damaged.
 */
export function readFencedProperties(
  lines: readonly TextLine[],
  page: string,
  known: ReadonlySet<string>,
): Row[] {
  const rows: Row[] = [];
  for (const { number, raw, text, repairs } of logicalLines(lines, known)) {
    const line = { number, text };
    const row = readLineRow(page, line, { literal: true }) ?? readBareRow(page, line);
    if (row) rows.push({ ...decodable(row), raw, ...(repairs ? { repairs } : {}) });
  }
  return rows;
}

/** One note for all keys that are not codes: bundles of messages have many. */
function noteOf(page: string, [first, ...more]: readonly TextLine[]): PageNote[] {
  if (!first) return [];
  const are = more.length === 0 ? 'is not a code' : `and ${more.length} more are not codes`;
  const what = `"${first.text}" ${are} (letters, then a number); skipped`;
  return [{ page, line: first.number, what }];
}

/**
 * Whether a text is a properties file, if its name does not say: all keys are codes, and there is a
 * comment or an escape of properties files.
 *
 * @param sample The start of the text; its last line may be incomplete.
 */
export function looksLikeProperties(sample: string): boolean {
  let keys = 0;
  for (const line of logicalLines([...textLines(sample)], new Set())) {
    // A Markdown heading looks like a comment, but prose follows it.
    if (!splitCode(readLine('', line)?.code ?? '')) return false;
    keys++;
  }
  if (keys === 0) return false;
  for (const { text } of textLines(sample)) if (SIGNS.test(text)) return true;
  return false;
}

/** Joins continued lines; leaves out comments and empty lines. */
function* logicalLines(
  lines: readonly TextLine[],
  known: ReadonlySet<string>,
): Generator<LogicalLine> {
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
    if (next === undefined || !(families.has(next) || known.has(next))) {
      pending.parts.push(rest);
      continue;
    }
    const why = 'The line ended in a stray "\\", which was removed because the next line is a row.';
    yield {
      ...whole(pending, rest),
      repairs: [{ line: number, kind: 'spliced-row', was: raw.slice(0, LONGEST_RECORD), why }],
    };
    pending = undefined;
  }
  if (pending) yield whole(pending, '');
}

/** Longer lines are cut in the record of a repair. */
const LONGEST_RECORD = 2000;

function whole(
  { number, raw, parts }: { number: number; raw: string; parts: readonly string[] },
  last: string,
): LogicalLine {
  return { number, raw, text: parts.join('') + last };
}

/** The family of the code at the start of a line that looks like a row. */
function familyOf(line: string): string | undefined {
  const key = KEY_OF_ROW.exec(cleanCode(line.slice(0, LONGEST_KEY)))?.[1];
  return key === undefined ? undefined : splitCode(withoutPrefix(key.replace(/\s+/g, '')))?.family;
}

/** The families of the rows that are certain: the previous line does not end in `\`. */
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
    // A blank ends a key in Java, but here it may be a stray blank inside a code.
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
    // An escaped dot is part of the code, as the exporter writes it.
    code: key.includes('\\') ? code : withoutPrefix(code),
    ...asWritten(written),
    message: text.slice(value),
    kind: 'key',
    trusted: true,
    ...(repairs ? { repairs } : {}),
  });
}

/** The end of a key: the first unescaped `=` or `:`, or, with `atBlank`, the first blank. */
function endOfKey(text: string, from: number, atBlank: boolean): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') i++;
    else if (char === '=' || char === ':' || char === '＝') return i;
    else if (atBlank && (char === ' ' || char === '\t' || char === '\f')) return i;
  }
  return text.length;
}

/** Lets a message be decoded after merged rows are split. An invalid escape is a fault of the row. */
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

/** Removes unescaped white space at both ends, and decodes the escapes. */
function decode(value: string): string {
  const start = value.replace(/^[ \t\f]+/, '');
  let end = start.length;
  while (end > 0 && /[ \t\f]/.test(start[end - 1] as string)) end--;
  let slashes = 0;
  while (start[end - 1 - slashes] === '\\') slashes++;
  const kept = start.slice(0, slashes % 2 === 1 ? end + 1 : end);
  return unescaped(kept) ?? kept;
}
