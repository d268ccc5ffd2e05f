import { Counts } from '../../../explain/counts.js';
import { readSummary } from '../../../explain/read-summary.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { CliError, EXIT } from '../../errors.js';
import { fileInput, readAllText } from '../../io/read-all.js';
import { printSummary } from './summary.js';

/**
 * Combines summaries that were printed as JSON and prints the result. A file contains one summary or a
 * list.
 *
 * @param files File names; `-` is standard input.
 * @returns The exit code.
 */
export async function mergeSummaries(context: Context, files: readonly string[]): Promise<number> {
  const table = await context.table();
  const total = new Counts();
  let failed = false;
  for (const name of files) {
    try {
      const { stream } = context.io.stdin;
      const text = await readAllText(name === '-' ? { stream } : fileInput(name));
      const value: unknown = JSON.parse(text);
      const parts = (Array.isArray(value) ? value : [value]).map((part) =>
        readSummary(part, table),
      );
      for (const part of parts) total.add(part);
    } catch (error) {
      failed = true;
      await context.warn(
        error instanceof CliError ? error.message : `${visible(name)}: ${complaint(error)}`,
      );
    }
  }
  await printSummary(context, total);
  return failed ? EXIT.failed : EXIT.found;
}

function complaint(error: unknown): string {
  const why =
    error instanceof TypeError
      ? visible(error.message)
      : error instanceof SyntaxError
        ? 'invalid JSON'
        : undefined;
  if (why === undefined) throw error;
  return `not a summary: ${why}; make one with: mmerr explain --summary --json`;
}
