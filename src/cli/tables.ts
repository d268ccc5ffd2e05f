import { delimiter } from 'node:path';
import { decodePage } from '../importer/decode.js';
import { TableError } from '../importer/error.js';
import { isYamlPage, type PageInput, type YamlReader } from '../importer/formats/detect.js';
import { knowledgeOf } from '../importer/knowledge.js';
import { type ImportedPages, readPages } from '../importer/read-pages.js';
import { plural } from '../render/numbers.js';
import { plainBuiltinTable } from '../table/builtin.js';
import { joinLayers, type Table } from '../table/table.js';
import { visible } from '../text/visible.js';
import { CliError } from './errors.js';
import type { Io } from './io/io.js';
import { fileInput, readAllBytes } from './io/read-all.js';
import { claimStdin } from './io/stdin.js';
import { say } from './messages.js';

/** The name of a page that is read from standard input. */
const STDIN_NAME = 'standard input';

/** Reads the text of a page or table. */
async function readPage(io: Io, file: string): Promise<PageInput> {
  const name = file === '-' ? STDIN_NAME : file;
  const { text, guess } = decodePage(await readPageBytes(io, file), name);
  if (guess !== undefined) {
    await say(io, `mmerr: ${visible(name)}: not UTF-8; read as ${guess}\n`);
  }
  return { name, text };
}

async function readPageBytes(io: Io, file: string): Promise<Uint8Array> {
  if (file === '-') {
    claimStdin(io.stdin, 'table');
    return readAllBytes(io.stdin);
  }
  return readAllBytes(fileInput(file));
}

/**
 * Makes one table from files.
 *
 * @throws {CliError} If one of them cannot be read or is not a table.
 */
export async function importFiles(io: Io, files: readonly string[]): Promise<ImportedPages> {
  try {
    const pages = [];
    for (const file of files) pages.push(await readPage(io, file));
    // The YAML library is as large as all of mmerr: load it only for a page that needs it.
    const readYaml: YamlReader = pages.some(isYamlPage)
      ? (await import('../importer/formats/yaml.js')).readYaml
      : () => undefined;
    return readPages(pages, knowledgeOf(plainBuiltinTable.entries), readYaml);
  } catch (error) {
    if (error instanceof TableError) throw new CliError(visible(error.message));
    throw error;
  }
}

/** Warns about rows that could not be read and are missing from the table. */
export async function warnOfUnread(io: Io, { unread }: ImportedPages): Promise<void> {
  for (const { page, line, why } of unread) {
    await say(io, `mmerr: ${visible(`${page}:${line}: skipped: ${why}`)}\n`);
  }
}

/**
 * Prints in one line that the importer left more out of a file: commands that only use a table should not
 * repeat all of it on each call.
 */
export async function mentionNotes(io: Io, file: string, { notes }: ImportedPages): Promise<void> {
  const [first] = notes;
  if (!first) return;
  const more = notes.length > 1 ? `; and ${plural(notes.length - 1, 'more note')}` : '';
  const way = file === '-' ? '' : `; for details: mmerr table audit ${file}`;
  await say(io, `mmerr: ${visible(`${first.page}:${first.line}: ${first.what}${more}${way}`)}\n`);
}

/** Prints what else the importer left out of the table. */
export async function tellNotes(io: Io, { notes }: ImportedPages): Promise<void> {
  for (const { page, line, what } of notes) {
    await say(io, `mmerr: ${visible(`${page}:${line}: ${what}`)}\n`);
  }
}

/**
 * Adds the user's own tables to the built-in one: those in `MMERR_TABLE`, then those of the options.
 * Later ones override earlier ones.
 *
 * @throws {CliError} If one of them cannot be read or is not a table.
 */
export async function loadTables(io: Io, files: readonly string[]): Promise<Table> {
  const named = (io.env.MMERR_TABLE ?? '').split(delimiter).filter((file) => file !== '');
  const layers = [plainBuiltinTable.entries];
  for (const file of [...named, ...files]) {
    const imported = await importFiles(io, [file]);
    await warnOfUnread(io, imported);
    await mentionNotes(io, file, imported);
    layers.push(imported.entries);
  }
  return joinLayers(...layers);
}
