import { randomUUID } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXPORT_FORMATS, exportTable } from '../../exporter/export.js';
import { formatEntries } from '../../exporter/json.js';
import { auditTable } from '../../importer/audit.js';
import { renderAudit } from '../../render/audit.js';
import { renderDiff } from '../../render/diff.js';
import { plural } from '../../render/plural.js';
import { builtinTable } from '../../table/builtin.js';
import { diffTables } from '../../table/diff.js';
import { visible } from '../../text/visible.js';
import { choose } from '../choice.js';
import type { Context } from '../context.js';
import { CliError, EXIT, reasonOf, UsageError } from '../errors.js';
import { importFiles, tellNotes, warnOfUnread } from '../tables.js';

/** Prints every repair and conflict of a table, the built-in one unless another is named. */
export async function runAudit(
  context: Context,
  file: string | undefined,
  options: { readonly strict?: boolean } = {},
): Promise<number> {
  const imported = file === undefined ? undefined : await importFiles(context.io, [file]);
  const entries = imported?.entries ?? (await context.table()).entries;
  const audit = auditTable(entries, { unread: imported?.unread ?? [] });
  if (context.options.json) await context.printJson(audit);
  else await context.print(renderAudit(await context.screen(), audit));
  if (imported) await tellNotes(context.io, imported);
  if (!options.strict || audit.totals.unresolved === 0) return EXIT.found;
  await context.warn(plural(audit.totals.unresolved, 'unresolved case'));
  return EXIT.nothing;
}

/** Reads pages into one table, written as JSON to standard output or a file. */
export async function runImport(
  context: Context,
  files: readonly string[],
  options: { readonly output?: string } = {},
): Promise<number> {
  const { output } = options;
  const target = output === undefined ? undefined : followLinks(output);
  if (target !== undefined && files.some((file) => file !== '-' && followLinks(file) === target)) {
    throw new UsageError(
      `${visible(output ?? '')} is the page itself; name another file to write to`,
    );
  }
  const imported = await importFiles(context.io, files);
  const json = formatEntries(imported.entries);
  if (output === undefined || output === '-') await context.print(json.trimEnd());
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
  // The page tells more than its table, in which unread rows have no place.
  const audited = files.length === 1 && page !== '-' ? page : output === '-' ? undefined : output;
  const details =
    audited !== undefined && totals.repairs + totals.conflicts + totals.unresolved > 0
      ? `; see mmerr table audit ${visible(audited)}`
      : '';
  await context.warn(counts.join(', ') + details);
  return EXIT.found;
}

/** Says what is new, gone and changed in a table against the built-in one. */
export async function runDiff(context: Context, file: string): Promise<number> {
  if (context.options.table) await context.warn('--table is not laid over what is compared with');
  const imported = await importFiles(context.io, [file]);
  await warnOfUnread(context.io, imported);
  const diff = diffTables(builtinTable.entries, imported.entries);
  const { added, removed, changed, outside } = diff;
  if (context.options.json) await context.printJson({ added, removed, changed });
  else await context.print(renderDiff(await context.screen(), diff));
  if (outside.length > 0) {
    await context.warn(
      `${plural(outside.length, 'code')} that the built-in table has from other pages: not compared`,
    );
  }
  return EXIT.found;
}

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

/** Writes a file as a whole or not at all: into a new one beside it, which then takes its place. */
async function replaceFile(file: string, text: string): Promise<void> {
  const target = followLinks(file);
  const isPlain = statOf(target)?.isFile() ?? true;
  const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    if (!isPlain) {
      // A device or a pipe cannot be replaced.
      await writeFile(target, text);
      return;
    }
    const mode = statOf(target)?.mode;
    await writeFile(temporary, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    const isMissing = (error as { code?: string }).code === 'ENOENT';
    throw new CliError(`${visible(file)}: ${isMissing ? 'no such folder' : reasonOf(error)}`);
  }
}

function statOf(file: string) {
  return statSync(file, { throwIfNoEntry: false });
}

function followLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
