import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { asWritten, cleanCode, hasCodeShape, withoutPrefix } from '../code-text.js';
import { TableError } from '../error.js';
import { checkRowCount, type PageNote, type Row } from '../row.js';
import { type Columns, type Role, readCellRow, roleOf } from './columns.js';
import { isDeeper } from './yaml-depth.js';
import { isYamlName } from './yaml-sniff.js';

/** The fields of an item as the cells of a row. */
const FIELDS: readonly Role[] = ['code', 'message', 'section', 'status', 'action'];
const COLUMNS: Columns = {
  skip: 0,
  width: FIELDS.length,
  named: true,
  code: 0,
  message: 1,
  section: 2,
  status: 3,
  action: 4,
};

/** No table is nested deeper. */
const DEEPEST = 20;

/** The levels of brackets, lists and mappings that are parsed. */
const MOST_LEVELS = 200;
const TOO_DEEP = 'is YAML nested too deeply for a table';

/**
 * Reads a table in YAML 1.2: mappings from codes to messages or fields, and lists of items with a code and
 * a message, nested in any groups, in one or several documents. Numbers stay as written, so that `00012005`
 * keeps its zeros. A repeated key is a conflicting row.
 *
 * @param text The content of the file.
 * @param page Its name.
 * @returns The rows, and a note about keys that are not codes; `undefined` for invalid YAML if the name
 *   does not say that it is YAML.
 * @throws {TableError} For a file named `.yaml` that is invalid, with the line.
 */
export function readYaml(
  text: string,
  page: string,
): { readonly rows: readonly Row[]; readonly notes: readonly PageNote[] } | undefined {
  if (isDeeper(text, MOST_LEVELS)) throw new TableError(page, TOO_DEEP);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  }) as readonly Document[];
  const fault = documents.flatMap(({ errors }) => errors)[0];
  if (fault) {
    if (!isYamlName(page)) return undefined;
    const what = fault.message.replace(/\s+/g, ' ');
    throw new TableError(page, `invalid YAML here (${what})`, lines.linePos(fault.pos[0]).line);
  }
  const reader = new YamlRows(text, page, lines);
  for (const document of documents) reader.read(document.contents, 0);
  return { rows: reader.rows(), notes: reader.notes() };
}

class YamlRows {
  readonly #rows: Row[] = [];
  /** The rows whose code is a key. */
  readonly #keyed = new Set<Row>();
  /** The anchors so far. */
  readonly #anchors = new Map<string, Scalar>();
  readonly #others: { key: string; line: number }[] = [];
  readonly #text: string;
  readonly #page: string;
  readonly #lines: LineCounter;

  constructor(text: string, page: string, lines: LineCounter) {
    this.#text = text;
    this.#page = page;
    this.#lines = lines;
  }

  /** The rows. Those with a code as key are trusted if the file has no other keys. */
  rows(): readonly Row[] {
    if (this.#others.length === 0) return this.#rows;
    return this.#rows.map((row) => (this.#keyed.has(row) ? { ...row, trusted: false } : row));
  }

  notes(): PageNote[] {
    const [first, ...more] = this.#others;
    if (!first) return [];
    const are = more.length === 0 ? 'is not a code' : `and ${more.length} more are not codes`;
    const what = `"${first.key}" ${are} (letters, then a number); skipped`;
    return [{ page: this.#page, line: first.line, what }];
  }

  read(node: unknown, depth: number): void {
    if (depth > DEEPEST) throw new TableError(this.#page, TOO_DEEP);
    if (isSeq(node)) {
      for (const item of node.items) this.read(item, depth + 1);
    } else if (isMap(node) && !this.#readFields(node, undefined)) {
      for (const pair of node.items) this.#readPair(pair, depth);
    }
  }

  #readPair(pair: Pair, depth: number): void {
    const key = this.#textOf(pair.key);
    if (key === undefined) return;
    const code = withoutPrefix(cleanCode(key.trim()));
    const line = this.#lineOf(pair.key);
    const message = this.#textOf(pair.value);
    if (message === undefined) {
      // A code with fields, or a group of codes.
      if (!hasCodeShape(code)) this.read(pair.value, depth + 1);
      else if (!isMap(pair.value) || !this.#readFields(pair.value, code)) {
        this.#addKeyed(pair, line, code, key, '');
      }
    } else if (hasCodeShape(code)) {
      this.#addKeyed(pair, line, code, key, message.trim());
    } else this.#others.push({ key, line });
  }

  /** Reads a mapping of fields as one row; the code is given or one of the fields. */
  #readFields(map: YAMLMap, code: string | undefined): boolean {
    const cells = FIELDS.map((role) => (role === 'code' ? (code ?? '') : ''));
    for (const { key, value } of map.items) {
      const role = roleOf(this.#textOf(key) ?? '');
      const cell = this.#textOf(value);
      const index = role === undefined ? -1 : FIELDS.indexOf(role);
      if (cell !== undefined && cells[index] === '') cells[index] = cell;
    }
    const [first] = map.items;
    if (!first || !hasCodeShape(cells[0] as string)) return false;
    const raw = this.#lineText(first.key);
    const number = this.#lineOf(first.key);
    const row = readCellRow(this.#page, { number, raw, cells }, COLUMNS, (cell) => cell, true);
    if (row) this.#add(row);
    return true;
  }

  #addKeyed({ key }: Pair, line: number, code: string, written: string, message: string): void {
    const row: Row = {
      page: this.#page,
      line,
      raw: this.#lineText(key),
      code,
      ...asWritten(written),
      message,
      kind: 'cell',
      trusted: true,
    };
    this.#keyed.add(row);
    this.#add(row);
  }

  #add(row: Row): void {
    this.#rows.push(row);
    checkRowCount(this.#page, this.#rows.length);
  }

  #lineOf(node: unknown): number {
    const offset = isScalar(node) ? (node.range?.[0] ?? 0) : 0;
    return this.#lines.linePos(offset).line;
  }

  #lineText(node: unknown): string {
    const start = this.#lines.lineStarts[this.#lineOf(node) - 1] ?? 0;
    const end = this.#text.indexOf('\n', start);
    return this.#text.slice(start, end === -1 ? undefined : end).trimEnd();
  }

  /** The text of a scalar, also through an alias. */
  #textOf(node: unknown): string | undefined {
    if (isScalar(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    // The library's own lookup searches the whole document for each alias.
    const resolved = isAlias(node) ? this.#anchors.get(node.source) : node;
    if (resolved === null) return '';
    if (!isScalar(resolved)) return undefined;
    return typeof resolved.value === 'string' ? resolved.value : '';
  }
}
