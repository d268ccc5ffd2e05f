/**
 * A text of lines `key<TAB>value`, sorted by key in UTF-16 code units, looked up by binary search: large
 * generated data of which a program needs a few lines. Nothing is parsed before it is asked for.
 */
export class SortedLines {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The value of a key. */
  get(key: string): string | undefined {
    const text = this.#text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
      const tab = text.indexOf('\t', start);
      const found = text.slice(start, tab);
      if (found === key) return text.slice(tab + 1, endOf(text, tab));
      if (found < key) low = endOf(text, tab) + 1;
      else high = start;
    }
    return undefined;
  }
}

function endOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Writes values by key as {@link SortedLines} reads them; neither may contain a tab or line feed. */
export function formatSortedLines(values: Iterable<readonly [key: string, value: string]>): string {
  const lines = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([key, value]) => `${key}\t${value}\n`).join('');
}
