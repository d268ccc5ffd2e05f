import type { Entry } from '../table/entry.js';
import { jsonText } from '../text/json.js';

/** Writes entries as JSON, one a line, so that a changed entry is a changed line. */
export function formatEntries(entries: readonly Entry[]): string {
  if (entries.length === 0) return '[]\n';
  return `[\n${entries.map((entry) => jsonText(entry)).join(',\n')}\n]\n`;
}
