// How figures are printed: a line each, the budget beside it.

/** What a figure may be, and from where it is missed. */
export interface Budget {
  readonly at: 'most' | 'least';
  readonly limit: number;
  /** What the limit is compared with and counted in: `× perl`, `MB`. */
  readonly unit: string;
}

/** Says what a budget is and whether a figure keeps it. */
export function verdict(figure: number, { at, limit, unit }: Budget): string {
  const kept = at === 'most' ? figure <= limit : figure >= limit;
  return `${kept ? 'within budget' : 'MISSED'} (${at === 'most' ? '≤' : '≥'} ${limit} ${unit})`;
}

/** Prints rows of cells under each other. */
export function printRows(rows: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      // The last cell of a row is free text and takes no part.
      if (column < row.length - 1) widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === row.length - 1
        ? cell
        : column === 0
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${cells.join('  ')}`);
  }
}

export const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
export const milliseconds = (time: number) =>
  time >= 1000 ? `${(time / 1000).toFixed(2)} s` : `${time.toFixed(1)} ms`;
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
