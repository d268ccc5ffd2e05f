import { EXPORT_FORMATS, exportTable } from '../../../exporter/export.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';

/** Writes the table out, those of the user laid over it. */
export async function runExport(
  context: Context,
  options: { readonly format?: string } = {},
): Promise<number> {
  const format = choose('format', options.format ?? 'json', EXPORT_FORMATS);
  if (context.options.json && format !== 'json') {
    throw new UsageError(`--json and --format ${format} exclude each other`);
  }
  const { entries } = await context.table();
  await context.print(exportTable(entries, format).replace(/\n$/, ''));
  return EXIT.found;
}
