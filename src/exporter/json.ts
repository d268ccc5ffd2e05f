import type { Entry } from '../table/entry.js';

/** Writes entries as JSON, one a line, so that a changed entry is a changed line. */
export function formatEntries(entries: readonly Entry[]): string {
  if (entries.length === 0) return '[]\n';
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;
}
