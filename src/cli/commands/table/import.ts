import { statSync } from 'node:fs';
import { formatJson } from '../../../exporter/json.js';
import { auditTable } from '../../../importer/audit.js';
import { plural } from '../../../render/numbers.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { replaceFile, targetOf } from '../../io/replace-file.js';
import { importFiles, tellNotes, warnOfUnread } from '../../tables.js';

/** Makes one table from pages and writes it as JSON to standard output or a file. */
export async function runImport(
  context: Context,
  files: readonly string[],
  options: { readonly output?: string } = {},
): Promise<number> {
  const { output } = options;
  if (output !== undefined && output !== '-') refuseInputAsOutput(files, output);
  const imported = await importFiles(context.io, files);
  const json = formatJson(imported.entries);
  if (output === undefined || output === '-') await context.printDocument(json);
  else await replaceFile(output, json);
  await warnOfUnread(context.io, imported);
  await tellNotes(context.io, imported);
  const { totals } = auditTable(imported.entries, imported);
  const counts = [
    plural(imported.rows, 'row'),
    plural(imported.entries.length, 'code'),
    ...(totals.repairs > 0 ? [plural(totals.repairs, 'repair')] : []),
    ...(totals.conflicts > 0 ? [plural(totals.conflicts, 'conflict')] : []),
    ...(totals.unresolved > 0 ? [`${totals.unresolved} unresolved`] : []),
  ];
  const [page] = files;
  // Point to the page rather than to the table, which does not have the unread rows.
  const audited = files.length === 1 && page !== '-' ? page : output === '-' ? undefined : output;
  const details =
    audited !== undefined && totals.repairs + totals.conflicts + totals.unresolved > 0
      ? `; see mmerr table audit ${visible(audited)}`
      : '';
  await context.warn(counts.join(', ') + details);
  return EXIT.found;
}

function refuseInputAsOutput(files: readonly string[], output: string): void {
  const target = fileOf(output);
  // A terminal may be both.
  if (target !== undefined && files.some((file) => file !== '-' && fileOf(file) === target)) {
    throw new UsageError(`${visible(output)} is both input and output; write to another file`);
  }
}

/** The regular file that a path leads to; `undefined` if the path is broken, which writing will report. */
function fileOf(path: string): string | undefined {
  try {
    const target = targetOf(path);
    return statSync(target).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}
