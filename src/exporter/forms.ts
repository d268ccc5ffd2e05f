import type { CodeForm } from '../codes/forms.js';
import { checkObjects, checkOneOf, checkOptions } from '../text/check.js';
import { formatCsv } from './csv.js';
import type { ExportOptions } from './export.js';
import { formatJson } from './json.js';

/** The formats that forms can be written in. */
export const FORM_FORMATS = ['json', 'csv'] as const;

/** A format that forms can be written in. */
export type FormFormat = (typeof FORM_FORMATS)[number];

/** The form and the message come first, for dictionaries that only read a key and a value. */
const COLUMNS = [
  'form',
  'message',
  'code',
  'module',
  'own_code',
  'section',
  'status',
  'action',
] as const satisfies readonly (keyof CodeForm)[];

/**
 * Writes forms as text, for joins with logs. It imports back to the same codes and messages.
 *
 * @param forms The result of `codeForms`.
 * @param format `json`: a list of objects, one per line. `csv`: RFC 4180 with a header and LF line ends;
 *   a cell that a spreadsheet would run as a formula begins with `'`.
 * @returns The text, with a line end at the end.
 */
export function exportForms(
  forms: readonly CodeForm[],
  format: FormFormat,
  options: ExportOptions = {},
): string {
  checkObjects('forms', forms, 'form', 'code', 'message');
  checkOneOf('format', format, FORM_FORMATS);
  checkOptions('options', options);
  return format === 'csv' ? formatCsv(forms, COLUMNS, options.bom) : formatJson(forms);
}
