import { EXPORT_FORMATS, exportTable } from '../../../exporter/export.js';
import { type ListFilter, listEntries } from '../../../lookup/list.js';
import { renderSections, renderTabbed } from '../../../render/list.js';
import { ACTIONS, HTTP_STATUS, STATUSES, type Status } from '../../../table/entry.js';
import { sectionTitles } from '../../../table/sections.js';
import { visible } from '../../../text/visible.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';

export interface ListOptions {
  readonly section?: string;
  readonly status?: string;
  readonly action?: string;
  readonly format?: string;
}

/** Lists codes by prefix, section, status, action. */
export async function runList(
  context: Context,
  prefix: string | undefined,
  options: ListOptions = {},
): Promise<number> {
  const table = await context.table();
  const sections = new Set(sectionTitles().keys());
  for (const { section } of table.entries) if (section) sections.add(section);
  const filter: ListFilter = {
    ...(prefix === undefined ? {} : { prefix }),
    ...(options.section === undefined
      ? {}
      : { section: readSection(options.section, [...sections]) }),
    ...(options.status === undefined ? {} : { status: readStatus(options.status) }),
    ...(options.action === undefined ? {} : { action: choose('action', options.action, ACTIONS) }),
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
  const section = prefix !== undefined && sections.has(prefix.toLowerCase());
  const hint = section
    ? `; for the section: mmerr list --section ${visible(prefix.toLowerCase())}`
    : '';
  await context.warn(`no code fits ${asked}${hint}`);
  return EXIT.nothing;
}

/** Takes a status by its name, in any case, `-` or blank for `_`; or all with an HTTP number. */
function readStatus(value: string): Status | readonly Status[] {
  const withNumber = STATUSES.filter((status) => String(HTTP_STATUS[status]) === value);
  if (withNumber.length > 0) return withNumber;
  const name = value.toUpperCase().replace(/[\s-]/g, '_');
  return choose('status', Object.hasOwn(HTTP_STATUS, name) ? name : value, STATUSES);
}

/** Takes a section by its name or by its title. */
function readSection(value: string, sections: readonly string[]): string {
  const wanted = value.trim().toLowerCase();
  const byTitle = [...sectionTitles()].find(([, title]) => title.toLowerCase() === wanted)?.[0];
  return byTitle ?? choose('section', value, sections);
}
