import { checkObjects, checkOptions } from '../text/check.js';
import type { PageInput } from './formats/detect.js';
import { readYaml } from './formats/yaml.js';
import type { Knowledge } from './knowledge.js';
import { type ImportedPages, readPages } from './read-pages.js';

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
