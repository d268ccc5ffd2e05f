import { codeForms } from '../../../codes/forms.js';
import { EXPORT_FORMATS, exportTable } from '../../../exporter/export.js';
import { exportForms, FORM_FORMATS } from '../../../exporter/forms.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';

export interface ExportCommandOptions {
  readonly format?: string;
  readonly bom?: boolean | undefined;
  /** One row per form of a code instead of one per code. */
  readonly forms?: boolean | undefined;
}

/** Writes the table, including the user's own codes. */
export async function runExport(
  context: Context,
  options: ExportCommandOptions = {},
): Promise<number> {
  const { bom = false, forms = false } = options;
  const format = choose('format', options.format ?? 'json', EXPORT_FORMATS);
  if (context.options.json && format !== 'json') {
    throw new UsageError(`--json and --format ${format} cannot be used together`);
  }
  if (bom && format !== 'csv') throw new UsageError('--bom only applies to --format csv');
  if (forms) {
    const ofForms = FORM_FORMATS.find((known) => known === format);
    if (!ofForms) {
      throw new UsageError(
        `--forms cannot be written as ${format}; use --format ${FORM_FORMATS.join(' or ')}`,
      );
    }
    const rows = codeForms(await context.table());
    await context.printDocument(exportForms(rows, ofForms, { bom }));
    return EXIT.found;
  }
  const { entries } = await context.table();
  await context.printDocument(exportTable(entries, format, { bom }));
  return EXIT.found;
}
