import { auditTable } from '../../../importer/audit.js';
import { renderAudit } from '../../../render/audit.js';
import { plural } from '../../../render/numbers.js';
import type { Context, PageOptions } from '../../context.js';
import { EXIT } from '../../errors.js';
import type { AuditOutput } from '../../json-outputs.js';
import { importFiles, tellNotes } from '../../tables.js';

/** Prints all repairs and conflicts of a table, by default of the built-in one. */
export async function runAudit(
  context: Context,
  file: string | undefined,
  options: { readonly strict?: boolean } & PageOptions = {},
): Promise<number> {
  const imported = file === undefined ? undefined : await importFiles(context.io, [file]);
  const entries = imported?.entries ?? (await context.table()).entries;
  const audit = auditTable(entries, { unread: imported?.unread ?? [] });
  if (context.options.json) await context.printJson<AuditOutput>(audit);
  else await context.page(renderAudit(await context.screen(), audit), options);
  if (imported) await tellNotes(context.io, imported);
  if (!options.strict || audit.totals.unresolved === 0) return EXIT.found;
  await context.warn(plural(audit.totals.unresolved, 'unresolved case'));
  return EXIT.nothing;
}
