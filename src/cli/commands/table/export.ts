import { EXPORT_FORMATS, exportTable } from '../../../exporter/export.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';

/** Writes the table out, those of the user laid over it. */
export async function runExport(
  context: Context,
  options: { readonly format?: string; readonly bom?: boolean | undefined } = {},
): Promise<number> {
  const { bom = false } = options;
  const format = choose('format', options.format ?? 'json', EXPORT_FORMATS);
  if (context.options.json && format !== 'json') {
    throw new UsageError(`--json and --format ${format} cannot be used together`);
  }
  if (bom && format !== 'csv') throw new UsageError('--bom only applies to --format csv');
  const { entries } = await context.table();
  await context.printDocument(exportTable(entries, format, { bom }));
  return EXIT.found;
}
