import { renderDiff } from '../../../render/diff.js';
import { plural } from '../../../render/numbers.js';
import { plainBuiltinTable } from '../../../table/builtin.js';
import { diffTables } from '../../../table/diff.js';
import type { Context } from '../../context.js';
import { EXIT } from '../../errors.js';
import type { DiffOutput } from '../../json-outputs.js';
import { importFiles, mentionNotes, warnOfUnread } from '../../tables.js';

/** Compares a table with the built-in one and prints what was added, changed and removed. */
export async function runDiff(context: Context, file: string): Promise<number> {
  if (context.options.table)
    await context.warn('--table is ignored: diff always compares with the built-in table');
  const imported = await importFiles(context.io, [file]);
  await warnOfUnread(context.io, imported);
  await mentionNotes(context.io, file, imported);
  const diff = diffTables(plainBuiltinTable.entries, imported.entries);
  const { added, removed, changed, outside } = diff;
  if (context.options.json) await context.printJson<DiffOutput>({ added, removed, changed });
  else await context.print(renderDiff(await context.screen(), diff));
  if (outside.length > 0) {
    await context.warn(
      `compared with the error-code page; left out ${plural(outside.length, 'built-in code')} from other pages`,
    );
  }
  return EXIT.found;
}
