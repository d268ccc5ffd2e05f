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
  /** Its path, for entries and errors. The ending decides if the format is not clear. */
  readonly name: string;
  readonly text: string;
}

/** The detected format of a page. */
export type PageFormat = 'json' | 'yaml' | 'csv' | 'properties' | 'markdown' | 'lines';

/** A report about one page. */
export interface PageReport {
  readonly name: string;
  readonly format: PageFormat;
  /** The number of rows, records or entries, including unread ones. */
  readonly rows: number;
}

/** A table made from pages. */
export interface ImportedPages {
  /** One entry per code, ordered by code. */
  readonly entries: Entry[];
  readonly pages: readonly PageReport[];
  /** The number of rows of all pages. */
  readonly rows: number;
  /** The rows that could not be read, in the order of the pages. */
  readonly unread: readonly UnreadRow[];
  /** What else of the pages is missing from the table. */
  readonly notes: readonly PageNote[];
}

/** How much of a page is used to detect its format, in characters. */
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
 * @returns Its rows and notes; `undefined` for text that only looked like YAML.
 */
export type YamlReader = (
  text: string,
  page: string,
) => { readonly rows: readonly Row[]; readonly notes: readonly PageNote[] } | undefined;

/** Whether a page is read as YAML, so that the YAML reader is needed. */
export function isYamlPage({ name, text }: PageInput): boolean {
  return isYamlName(name) || looksLikeYaml(wholeLines(text.slice(0, SAMPLE), text));
}

/**
 * Detects the format of a page from a sample of its start, and reads its rows. The formats, in order:
 *
 * 1. JSON: named `.json`, `.jsonl` or `.ndjson`, or starts with a list of objects or an object of texts.
 * 2. YAML: named `.yaml` or `.yml`, or has keys and list items in a form that only YAML has.
 * 3. Properties: named `.properties`.
 * 4. CSV: a delimiter (`,`, `;` or tab) produces columns, one of which has a heading for codes, or codes
 *    in at least half of the records.
 * 5. Properties: all keys are codes, and there is a comment or an escape in the form of properties.
 * 6. Text: lines with a code and its message, Markdown tables or tables with tabs, possibly surrounded by
 *    prose and navigation.
 */
function readPage(
  { name, text: given }: PageInput,
  readYaml: YamlReader,
  known: ReadonlySet<string>,
): ReadPage {
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
    return { ...none, format: 'properties', ...readProperties(text, name, known) };
  }
  const sample = text.slice(0, SAMPLE);
  const csv = sniffCsv(sample, ending === 'csv' || ending === 'tsv');
  if (csv) return { ...none, format: 'csv', rows: readCsv(text, name, csv) };
  if (looksLikeProperties(wholeLines(sample, text))) {
    return { ...none, format: 'properties', ...readProperties(text, name, known) };
  }
  const { rows, markdown } = readTextPage(text, name, known);
  return { ...none, format: markdown ? 'markdown' : 'lines', rows };
}

/** A sample without its last line, which may be incomplete. */
function wholeLines(sample: string, text: string): string {
  return sample.length < text.length ? sample.slice(0, sample.lastIndexOf('\n') + 1) : sample;
}

/**
 * Makes one table from pages in any format; `importPages` describes the rules.
 *
 * @param readYaml Called for pages that {@link isYamlPage} accepts. It is a parameter so that the program
 *   only loads the YAML library if it needs it.
 */
export function readPages(
  pages: readonly PageInput[],
  knowledge: Knowledge,
  readYaml: YamlReader,
): ImportedPages {
  const families = [...(knowledge.families ?? [])];
  const known = new Set([...families, ...(knowledge.modules?.keys() ?? [])]);
  const read = pages.map((page) => {
    if (!/\S/.test(page.text))
      throw new TableError(page.name, 'is empty; expected a page with codes');
    return { name: page.name, ...readPage(page, readYaml, known) };
  });
  const repaired = repairRows(
    read.flatMap((page) => page.rows),
    { families, codes: knowledge.guidance?.keys() ?? [] },
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
  if (first) return new TableError(name, `no row can be read: ${first.why}`, first.line);
  const doubtful = rows.find(
    ({ code, fault, weak }) => !(weak && fault !== undefined) && splitCode(code),
  );
  return doubtful
    ? new TableError(
        name,
        `cannot tell whether ${JSON.stringify(doubtful.code)} is a code; remove the lines that are not rows, or add a "code" column`,
        doubtful.line,
      )
    : new TableError(
        name,
        'contains no codes; expected CODE=message lines, a Markdown table, properties, CSV, YAML or JSON',
      );
}
