import { EXPORT_FORMATS, exportTable } from '../../../exporter/export.js';
import { type ListFilter, listEntries } from '../../../lookup/list.js';
import { renderSections, renderTabbed } from '../../../render/list.js';
import { sectionTitles } from '../../../table/sections.js';
import { visible } from '../../../text/visible.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { type FilterOptions, readFilter, sectionsOf } from '../../filters.js';

export interface ListOptions extends FilterOptions {
  readonly format?: string;
}

/** Lists codes by prefix, section, status, action. */
export async function runList(
  context: Context,
  prefix: string | undefined,
  options: ListOptions = {},
): Promise<number> {
  const table = await context.table();
  const filter: ListFilter = {
    ...readFilter(table, options),
    ...(prefix === undefined ? {} : { prefix }),
  };
  const format =
    options.format === undefined ? undefined : choose('format', options.format, EXPORT_FORMATS);
  if (context.options.json && format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} exclude each other`);
  }
  const entries = listEntries(table, filter);
  if (context.options.json || format === 'json') {
    await context.printJson(entries);
  } else if (entries.length > 0) {
    if (format !== undefined) {
      await context.printDocument(exportTable(entries, format));
    } else {
      const screen = await context.screen();
      await context.print(
        screen.columns === undefined
          ? renderTabbed(screen, entries)
          : `${renderSections(screen, entries, sectionTitles())}\n\n${screen.style.quiet(
              `${entries.length} ${entries.length === 1 ? 'code' : 'codes'}`,
            )}`,
      );
    }
  }
  if (entries.length > 0) return EXIT.found;
  const asked = prefix === undefined ? 'these filters' : `'${visible(prefix)}'`;
  const section = prefix !== undefined && sectionsOf(table).includes(prefix.toLowerCase());
  const hint = section
    ? `; for the section: mmerr list --section ${visible(prefix.toLowerCase())}`
    : '';
  await context.warn(`no code fits ${asked}${hint}`);
  return EXIT.nothing;
}
