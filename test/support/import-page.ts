import type { PageInput } from '../../src/importer/formats/detect.js';
import { importPages } from '../../src/importer/import.js';
import type { Knowledge } from '../../src/importer/knowledge.js';
import type { PageReport } from '../../src/importer/read-pages.js';

/** Imports a single page; the result includes its format. */
export function importPage(page: PageInput, knowledge: Knowledge = {}) {
  const imported = importPages([page], knowledge);
  return { ...imported, format: (imported.pages[0] as PageReport).format };
}
