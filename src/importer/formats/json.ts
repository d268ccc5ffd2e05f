import { isFields } from '../../text/check.js';
import { LineCounter, lineAt, textLines } from '../../text/lines.js';
import { asWritten, cleanCode, hasCodeShape, withoutPrefix } from '../code-text.js';
import { TableError } from '../error.js';
import type { Claim } from '../repair/repair.js';
import { checkRowCount, type Row } from '../row.js';
import { EntryReader } from './json-entry.js';
import {
  findJsonElement,
  findJsonFault,
  findRepeatedField,
  readJsonProperties,
} from './json-scan.js';

/** The start of a list of objects or an object of texts, possibly empty. */
const BEGINS = /^\s*(?:\[\s*(?:[{"]|\]\s*$|$)|\{\s*(?:["}]|$))/;

/** Texts up to this length are always parsed. */
const SMALL = 1_000_000;

const SHAPE =
  'JSON, but not a table; expected [{"code": "…", "message": "…"}, …] or {"CODE": "message", …}';

/** The content of a table in JSON. */
export interface JsonTable {
  /** The claims of its entries. */
  readonly claims: readonly Claim[];
  /** The rows of a table that only has codes and messages. */
  readonly rows: readonly Row[];
}

/** Whether a text starts like a JSON table, unlike Markdown's `[link]` and `{% tag %}`. */
export function looksLikeJson(text: string): boolean {
  return BEGINS.test(text.slice(0, 4096));
}

/**
 * Reads a table in JSON: mmerr's own format, a plain `[{"code", "message"}…]`, `{"CODE": "message", …}`,
 * or JSON Lines with objects of either kind. Unknown fields are dropped; placeholders and family are
 * computed again.
 *
 * @param text The content of the file.
 * @param page Its name; `.jsonl` and `.ndjson` imply JSON Lines.
 * @returns A claim for each entry. An entry with a source is complete, and nothing is added to it.
 * @throws {TableError} For invalid JSON, JSON of another shape, and an entry with an invalid field; with
 *   the line and the number of the entry from 1.
 */
export function readJson(text: string, page: string): JsonTable {
  // Do not parse a large file that cannot be a table: its values would fill the memory.
  if (
    text.length > SMALL &&
    !text.includes('"code"') &&
    !/^\s*\{\s*"[^"]{1,200}"\s*:\s*"/.test(text.slice(0, 4096))
  ) {
    throw new TableError(page, `is ${SHAPE}`);
  }
  if (/\.(?:jsonl|ndjson)$/i.test(page)) return readJsonLines(text, page);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (beginsWithObjectLine(text)) return readJsonLines(text, page);
    throw brokenJson(text, page);
  }
  if (!Array.isArray(value)) return { claims: [], rows: readProperties(value, text, page) };
  checkFields(value, text, page);
  const claims = value.map((item, index) =>
    new EntryReader({
      page,
      fail(why, code) {
        const offset = findJsonElement(text, index);
        const name = code === undefined ? '' : ` (${code})`;
        throw new TableError(
          page,
          `entry ${index + 1}${name} ${why}`,
          offset === undefined ? undefined : lineAt(text, offset),
        );
      },
    }).read(item),
  );
  return { claims, rows: [] };
}

function brokenJson(text: string, page: string): TableError {
  const { offset, truncated } = findJsonFault(text);
  return new TableError(
    page,
    truncated
      ? 'unexpected end of JSON; the file looks truncated'
      : 'invalid JSON here; fix it or export the table again',
    lineAt(text, Math.min(offset, text.trimEnd().length)),
  );
}

/** Checks that a list may contain entries, and that no entry repeats a field, which `JSON.parse` hides. */
function checkFields(list: readonly unknown[], text: string, page: string): void {
  const [first] = list;
  if (
    list.length > 0 &&
    (!isFields(first) || (first.code === undefined && first.message === undefined))
  ) {
    throw new TableError(page, `is ${SHAPE}`);
  }
  let expected = 0;
  for (const item of list) {
    const others =
      isFields(item) && Array.isArray(item.alternatives) ? item.alternatives.length : 0;
    expected += 2 + others;
  }
  // This search takes longer than parsing, so only do it if the names occur too often.
  let seen = 0;
  for (const _ of text.matchAll(/"(?:code|message)"\s*:/g)) seen++;
  const repeated = seen > expected ? findRepeatedField(text, ['code', 'message']) : undefined;
  if (repeated) {
    throw new TableError(
      page,
      `an entry has two fields "${repeated.key}"; keep one of them`,
      lineAt(text, repeated.offset),
    );
  }
}

/** `{"CODE": "message", …}`: a table only when every value is a string and most keys are codes. */
function readProperties(value: unknown, text: string, page: string): Row[] {
  const keys = isFields(value) ? Object.keys(value) : [];
  const codes = keys.filter((key) => hasCodeShape(withoutPrefix(cleanCode(key)))).length;
  if (
    !isFields(value) ||
    codes === 0 ||
    codes * 2 < keys.length ||
    keys.some((key) => typeof value[key] !== 'string')
  ) {
    throw new TableError(page, `is ${SHAPE}`);
  }
  const lines = new LineCounter(text);
  // Repeated keys, which the parsed value has only once, are conflicting rows.
  return readJsonProperties(text).map(({ key, value: message, offset }) =>
    rowOf(page, key, message as string, lines.lineAt(offset)),
  );
}

function rowOf(page: string, key: string, message: string, line: number): Row {
  const code = withoutPrefix(cleanCode(key));
  if (!hasCodeShape(code)) {
    throw new TableError(
      page,
      `${JSON.stringify(key)} is not a code (letters, then a number)`,
      line,
    );
  }
  if (message.trim() === '') throw new TableError(page, `${key} has no message`, line);
  const raw = `${JSON.stringify(key)}: ${JSON.stringify(message)}`;
  return { page, line, raw, code, ...asWritten(key), message, kind: 'cell', trusted: true };
}

function beginsWithObjectLine(text: string): boolean {
  const first = /\S.*/.exec(text)?.[0] ?? '';
  try {
    return isFields(JSON.parse(first));
  } catch {
    return false;
  }
}

/** Reads one object per line; lines of both shapes may be mixed. */
function readJsonLines(text: string, page: string): JsonTable {
  const claims: Claim[] = [];
  const rows: Row[] = [];
  for (const { number: line, text: content } of textLines(text)) {
    if (content.trim() === '') continue;
    checkRowCount(page, claims.length + rows.length);
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch {
      throw new TableError(page, 'invalid JSON here; fix the line', line);
    }
    if (isFields(value) && (value.code !== undefined || value.message !== undefined)) {
      const fail = (why: string, code: string | undefined): never => {
        throw new TableError(page, code === undefined ? why : `${code} ${why}`, line);
      };
      claims.push(new EntryReader({ page, line, fail }).read(value));
    } else {
      const fields = isFields(value) ? Object.entries(value) : [];
      if (fields.length === 0 || fields.some(([, message]) => typeof message !== 'string')) {
        throw new TableError(page, `is ${SHAPE}`, line);
      }
      for (const [key, message] of fields) rows.push(rowOf(page, key, message as string, line));
    }
  }
  return { claims, rows };
}
