import { splitCode } from '../table/code.js';
import type { Entry } from '../table/entry.js';
import { TableError } from './error.js';
import {
  type PageFormat,
  type PageInput,
  type ReadPage,
  readPage,
  type YamlReader,
} from './formats/detect.js';
import type { Knowledge } from './knowledge.js';
import { mergeClaims } from './merge.js';
import { type Claim, repairRows, type UnreadRow } from './repair/repair.js';
import type { PageNote } from './row.js';

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

/**
 * Makes one table from pages in any format; `importPages` describes the rules.
 *
 * @param readYaml Called for pages that `isYamlPage` accepts. It is a parameter so that the program
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
