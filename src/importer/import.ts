import { checkObjects, checkOptions } from '../text/check.js';
import { readYaml } from './formats/yaml.js';
import type { Knowledge } from './knowledge.js';
import {
  type ImportedPages,
  type PageFormat,
  type PageInput,
  type PageReport,
  readPages,
} from './read-pages.js';

export type { ImportedPages, PageFormat, PageInput, PageReport };

/** A table made from one page. */
export interface ImportedPage extends ImportedPages {
  readonly format: PageFormat;
}

/**
 * Makes one table from pages in any format: JSON, JSON Lines, YAML, CSV, properties, Markdown, HTML, or
 * text copied from a browser.
 *
 * Families are learnt from all pages together. If pages give a code different messages, the one that the
 * fewest other codes share is kept; the entry names its page, and the others become alternatives.
 *
 * @param pages The pages. Their order decides if nothing else does.
 * @param knowledge Corrections, guidance and modules to apply.
 * @returns The table, and a report about the pages.
 * @throws {TableError} For a page that is empty or broken, or has no codes.
 */
export function importPages(pages: readonly PageInput[], knowledge: Knowledge = {}): ImportedPages {
  checkObjects('pages', pages, 'name', 'text');
  checkOptions('knowledge', knowledge);
  return readPages(pages, knowledge, readYaml);
}

/**
 * Makes a table from one page; see {@link importPages}.
 *
 * @throws {TableError} If it is empty or broken, or has no codes.
 */
export function importPage(page: PageInput, knowledge: Knowledge = {}): ImportedPage {
  const imported = importPages([page], knowledge);
  return { ...imported, format: (imported.pages[0] as PageReport).format };
}
