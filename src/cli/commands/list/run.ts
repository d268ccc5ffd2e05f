import { type ListFilter, listEntries } from '../../../lookup/list.js';
import { renderSections, renderTabbed } from '../../../render/list.js';
import { plural } from '../../../render/numbers.js';
import type { Screen } from '../../../render/screen.js';
import type { Entry } from '../../../table/entry.js';
import { sectionTitles } from '../../../table/sections.js';
import type { Table } from '../../../table/table.js';
import { visible } from '../../../text/visible.js';
import { choose } from '../../choice.js';
import type { Context, PageOptions } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { type FilterOptions, readFilter, sectionNames } from '../../filters.js';
import type { ListOutput } from '../../json-outputs.js';

export interface ListOptions extends FilterOptions, PageOptions {
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
  const exporting = options.format === undefined ? undefined : await readFormat(options.format);
  const format = exporting?.format;
  if (context.options.json && format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} cannot be used together`);
  }
  const entries = listEntries(table, filter);
  if (context.options.json || format === 'json') {
    await context.printJson<ListOutput>(entries);
  } else if (entries.length > 0) {
    if (exporting) {
      await context.printDocument(exporting.exportTable(entries, exporting.format), options);
    } else {
      const screen = await context.screen();
      const shown =
        screen.columns === undefined
          ? renderTabbed(screen, entries)
          : renderCounted(screen, entries);
      await context.page(shown, options);
    }
  }
  if (entries.length > 0) return EXIT.found;
  const asked = prefix === undefined ? 'these filters' : `'${visible(prefix)}'`;
  const hint = prefix === undefined ? '' : await hintAt(table, prefix);
  await context.warn(`no codes match ${asked}${hint}`);
  return EXIT.nothing;
}

/** Reads the value of `--format`; only then is the exporter loaded. */
async function readFormat(value: string) {
  const { EXPORT_FORMATS, exportTable } = await import('../../../exporter/export.js');
  return { format: choose('format', value, EXPORT_FORMATS), exportTable };
}

/** Entries by section, and their number. */
function renderCounted(screen: Screen, entries: readonly Entry[]): string {
  const count = screen.style.quiet(plural(entries.length, 'code'));
  return `${renderSections(screen, entries, sectionTitles())}\n\n${count}`;
}

/** A hint about what a prefix that matches nothing probably meant. */
async function hintAt(table: Table, prefix: string): Promise<string> {
  const section = prefix.trim().toLowerCase();
  if (sectionNames(table).includes(section)) {
    return `; for the section: mmerr list --section ${visible(section)}`;
  }
  const { CLOSE } = await import('../../../search/answer.js');
  const { search } = await import('../../../search/search.js');
  const [best] = search(table, prefix, { limit: 1 });
  return best && best.score >= CLOSE ? `; to search messages: mmerr search ${visible(prefix)}` : '';
}
