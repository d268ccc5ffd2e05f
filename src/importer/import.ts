import { splitCode } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import { TableError } from './error.js';
import { readCsv, sniffCsv } from './formats/csv.js';
import { looksLikeJson, readJson } from './formats/json.js';
import { looksLikeProperties, readProperties } from './formats/properties.js';
import { readTextPage } from './formats/text.js';
import { type Claim, repairRows, type UnreadRow } from './repair/repair.js';
import { type Knowledge, resolveClaims } from './resolve.js';
import type { PageNote, Row } from './row.js';

/** A page or table to be read. */
export interface PageInput {
  /** What it is called in entries and errors: its path. The ending settles doubts about its format. */
  readonly name: string;
  readonly text: string;
}

/** What a page turned out to be. */
export type PageFormat = 'json' | 'csv' | 'properties' | 'markdown' | 'lines';

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

/** A table made of one page. */
export interface ImportedPage extends ImportedPages {
  readonly format: PageFormat;
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
 * Finds out what a page is and reads its rows. In this order, each by a sample of its beginning:
 *
 * 1. JSON: named `.json`, or begins with a list of objects or an object of texts.
 * 2. Properties: named `.properties`.
 * 3. CSV: has a delimiter (`,`, `;` or tab) that makes columns, one of which is headed as the
 *    codes' or holds codes in at least half of the records.
 * 4. Properties: nothing but keys that are codes, and a comment or an escape as only they have.
 * 5. Text: `CODE=message` lines, tables of Markdown or with tabs, prose and navigation around them.
 */
function readPage({ name, text: given }: PageInput): ReadPage {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const ending = /\.(\w+)$/.exec(name.slice(-20))?.[1]?.toLowerCase();
  const none = { rows: [], claims: [], notes: [] };
  if (ending === 'json' || looksLikeJson(text)) {
    return { ...none, format: 'json', claims: readJson(text, name) };
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
 * Families are learnt from all pages together. A code that several pages explain differently gets
 * the message that the fewest other codes share; the entry names the page it is from, the others
 * stay as alternatives.
 *
 * @param pages The pages, in the order in which they count when nothing else decides.
 * @param knowledge Corrections, guidance and modules to apply.
 * @returns The table, and what became of the pages.
 * @throws {TableError} For a page that is empty, is broken, or has no codes.
 */
export function importPages(pages: readonly PageInput[], knowledge: Knowledge = {}): ImportedPages {
  const read = pages.map((page) => {
    if (!/\S/.test(page.text))
      throw new TableError(page.name, 'is empty; give it a page with codes');
    return { name: page.name, ...readPage(page) };
  });
  const repaired = repairRows(
    read.flatMap((page) => page.rows),
    knowledge.families,
  );
  const claims: Claim[] = [];
  const reports = read.map((page): PageReport => {
    const ofPage = repaired.byPage.get(page.name);
    const own = page.format === 'json' ? page.claims : (ofPage?.claims ?? []);
    if (own.length === 0) throw nothingIn(page, repaired.unread);
    for (const claim of own) claims.push(claim);
    const { name, format } = page;
    return { name, format, rows: format === 'json' ? own.length : (ofPage?.rows ?? 0) };
  });
  return {
    entries: resolveClaims(claims, knowledge),
    pages: reports,
    rows: reports.reduce((sum, page) => sum + page.rows, 0),
    unread: repaired.unread,
    notes: read.flatMap(({ rows, notes }) => [
      ...notes,
      ...rows.flatMap(({ page, line, note }) => (note ? [{ page, line, what: note }] : [])),
    ]),
  };
}

/**
 * Makes a table of one page; see {@link importPages}.
 *
 * @throws {TableError} When it is empty, is broken, or has no codes.
 */
export function importPage(page: PageInput, knowledge: Knowledge = {}): ImportedPage {
  const imported = importPages([page], knowledge);
  return { ...imported, format: (imported.pages[0] as PageReport).format };
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
        `holds no codes for sure: nothing tells ${JSON.stringify(doubtful.code)} from other words; leave out what is no row, or give it a column headed "code"`,
        doubtful.line,
      )
    : new TableError(
        name,
        'holds no codes; expected CODE=message lines, a Markdown table, properties, CSV or JSON',
      );
}
