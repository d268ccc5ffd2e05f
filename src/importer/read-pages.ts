import { splitCode } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import { TableError } from './error.js';
import { readCsv, sniffCsv } from './formats/csv.js';
import { looksLikeJson, readJson } from './formats/json.js';
import { looksLikeProperties, readProperties } from './formats/properties.js';
import { readTextPage } from './formats/text.js';
import { isYamlName, looksLikeYaml } from './formats/yaml-sniff.js';
import type { Knowledge } from './knowledge.js';
import { mergeClaims } from './merge.js';
import { type Claim, repairRows, type UnreadRow } from './repair/repair.js';
import type { PageNote, Row } from './row.js';

/** A page or table to be read. */
export interface PageInput {
  /** What it is called in entries and errors: its path. The ending settles doubts about its format. */
  readonly name: string;
  readonly text: string;
}

/** What a page turned out to be. */
export type PageFormat = 'json' | 'yaml' | 'csv' | 'properties' | 'markdown' | 'lines';

/** What became of one page. */
export interface PageReport {
  readonly name: string;
  readonly format: PageFormat;
  /** How many rows, records or entries it has, the unread ones included. */
  readonly rows: number;
}

/** A table made of pages. */
export interface ImportedPages {
  /** One entry a code, ordered by code. */
  readonly entries: Entry[];
  readonly pages: readonly PageReport[];
  /** How many rows all pages have. */
  readonly rows: number;
  /** The rows that could not be read, in the pages' order. */
  readonly unread: readonly UnreadRow[];
  /** What else of the pages is not in the table. */
  readonly notes: readonly PageNote[];
}

/** How much of a page is looked at to tell its format. */
const SAMPLE = 65_536;

interface ReadPage {
  readonly format: PageFormat;
  readonly rows: readonly Row[];
  readonly claims: readonly Claim[];
  readonly notes: readonly PageNote[];
}

/**
 * Reads a table in YAML.
 *
 * @returns What it holds; `undefined` for a text that only looked like YAML.
 */
export type YamlReader = (
  text: string,
  page: string,
) => { readonly rows: readonly Row[]; readonly notes: readonly PageNote[] } | undefined;

/** Whether a page is read as YAML, so that its reader has to be at hand. */
export function isYamlPage({ name, text }: PageInput): boolean {
  return isYamlName(name) || looksLikeYaml(wholeLines(text.slice(0, SAMPLE), text));
}

/**
 * Finds out what a page is and reads its rows. In this order, each by a sample of its beginning:
 *
 * 1. JSON: named `.json`, `.jsonl` or `.ndjson`, or begins with a list of objects or an object of texts.
 * 2. YAML: named `.yaml` or `.yml`, or keys and list items as only YAML has them.
 * 3. Properties: named `.properties`.
 * 4. CSV: has a delimiter (`,`, `;` or tab) that makes columns, one of which is headed as the
 *    codes' or holds codes in at least half of the records.
 * 5. Properties: nothing but keys that are codes, and a comment or an escape as only they have.
 * 6. Text: lines of a code and its message, tables of Markdown or with tabs, prose and navigation
 *    around them.
 */
function readPage({ name, text: given }: PageInput, readYaml: YamlReader): ReadPage {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const ending = /\.(\w+)$/.exec(name.slice(-20))?.[1]?.toLowerCase();
  const none = { rows: [], claims: [], notes: [] };
  if (/^(?:json|jsonl|ndjson)$/.test(ending ?? '') || looksLikeJson(text)) {
    return { ...none, format: 'json', ...readJson(text, name) };
  }
  if (isYamlPage({ name, text })) {
    const yaml = readYaml(text, name);
    if (yaml) return { ...none, format: 'yaml', ...yaml };
  }
  if (ending === 'properties') {
    return { ...none, format: 'properties', ...readProperties(text, name) };
  }
  const sample = text.slice(0, SAMPLE);
  const csv = sniffCsv(sample, ending === 'csv' || ending === 'tsv');
  if (csv) return { ...none, format: 'csv', rows: readCsv(text, name, csv) };
  if (looksLikeProperties(wholeLines(sample, text))) {
    return { ...none, format: 'properties', ...readProperties(text, name) };
  }
  const { rows, markdown } = readTextPage(text, name);
  return { ...none, format: markdown ? 'markdown' : 'lines', rows };
}

/** A sample without the line that its end may have cut. */
function wholeLines(sample: string, text: string): string {
  return sample.length < text.length ? sample.slice(0, sample.lastIndexOf('\n') + 1) : sample;
}

/**
 * Makes one table of several pages, whatever each of them is.
 *
 * The reader of YAML is given, so that the program loads its library only for a page that needs it.
 *
 * Families are learnt from all pages together. A code that several pages explain differently gets
 * the message that the fewest other codes share; the entry names the page it is from, the others
 * stay as alternatives.
 *
 * @param pages The pages, in the order in which they count when nothing else decides.
 * @param knowledge Corrections, guidance and modules to apply.
 * @param readYaml Called for each page that {@link isYamlPage} admits.
 * @returns The table, and what became of the pages.
 * @throws {TableError} For a page that is empty, is broken, or has no codes.
 */
export function readPages(
  pages: readonly PageInput[],
  knowledge: Knowledge,
  readYaml: YamlReader,
): ImportedPages {
  const read = pages.map((page) => {
    if (!/\S/.test(page.text))
      throw new TableError(page.name, 'is empty; expected a page with codes');
    return { name: page.name, ...readPage(page, readYaml) };
  });
  const repaired = repairRows(
    read.flatMap((page) => page.rows),
    { families: knowledge.families ?? [], codes: knowledge.guidance?.keys() ?? [] },
  );
  const claims: Claim[] = [];
  const reports = read.map((page): PageReport => {
    const ofPage = repaired.byPage.get(page.name);
    let codes = 0;
    for (const claim of [...page.claims, ...(ofPage?.claims ?? [])]) {
      codes++;
      claims.push(claim);
    }
    if (codes === 0) throw nothingIn(page, repaired.unread);
    const { name, format } = page;
    return { name, format, rows: page.claims.length + (ofPage?.rows ?? 0) };
  });
  return {
    entries: mergeClaims(claims, knowledge),
    pages: reports,
    rows: reports.reduce((sum, page) => sum + page.rows, 0),
    unread: repaired.unread,
    notes: read.flatMap(({ rows, notes }) => [
      ...notes,
      ...rows.flatMap(({ page, line, note }) => (note ? [{ page, line, what: note }] : [])),
    ]),
  };
}

function nothingIn(
  { name, rows }: ReadPage & Pick<PageInput, 'name'>,
  unread: readonly UnreadRow[],
): TableError {
  const first = unread.find((row) => row.page === name);
  if (first) return new TableError(name, `none of its rows can be read: ${first.why}`, first.line);
  const doubtful = rows.find(({ code }) => splitCode(code));
  return doubtful
    ? new TableError(
        name,
        `holds no codes for certain: cannot tell whether ${JSON.stringify(doubtful.code)} is one; remove the lines that are not rows, or add a column headed "code"`,
        doubtful.line,
      )
    : new TableError(
        name,
        'holds no codes; expected CODE=message lines, a Markdown table, properties, CSV, YAML or JSON',
      );
}
