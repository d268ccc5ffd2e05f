import { jsonText } from '../text/json.js';

/** Writes a list as JSON, one item per line, so that a changed item is a changed line. */
export function formatJson(items: readonly object[]): string {
  if (items.length === 0) return '[]\n';
  return `[\n${items.map((item) => jsonText(item)).join(',\n')}\n]\n`;
}
