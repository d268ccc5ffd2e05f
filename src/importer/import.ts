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

/** A table made of one page. */
export interface ImportedPage extends ImportedPages {
  readonly format: PageFormat;
}

/**
 * Makes one table of several pages, whatever each of them is: JSON, JSON Lines, YAML, CSV, properties,
 * Markdown, HTML, or text copied from a browser.
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
  checkObjects('pages', pages, 'name', 'text');
  checkOptions('knowledge', knowledge);
  return readPages(pages, knowledge, readYaml);
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
