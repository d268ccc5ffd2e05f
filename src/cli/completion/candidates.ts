import type { Command } from 'commander';
import type { ExportFormat } from '../../exporter/export.js';
import { listEntries } from '../../lookup/list.js';
import { ACTION_ADVICE, type Entry, HTTP_STATUS } from '../../table/entry.js';
import { sectionTitles } from '../../table/sections.js';
import type { Table } from '../../table/table.js';
import type { ColorChoice } from '../color.js';
import { SHELLS } from './scripts.js';

/** One way to go on. */
export interface Candidate {
  /** The whole word that the current one would become. */
  readonly value: string;
  /** What it means, in a few words; may be empty. */
  readonly description: string;
  /** Whether the word is likely to go on: no blank is put behind it. */
  readonly open?: boolean;
}

/** What a placeholder of the help takes: values worked out, the shell's own file names, or anything. */
export type Values =
  | 'files'
  | 'anything'
  | ((word: string, source: { readonly table: Table; readonly program: Command }) => Candidate[]);

/**
 * What stands for the values of each argument and option, by its name in the help: `<code...>`,
 * `[prefix]`, `--section <section>`.
 */
export const VALUES: Readonly<Record<string, Values>> = {
  code: (word, { table }) => codes(table, word),
  // Without a beginning the commands are what is wanted.
  query: (word, { table }) => (word === '' ? [] : codes(table, word)),
  prefix: (word, { table }) => prefixes(table, word),
  section: (word, { table }) => narrow(sections(table), word),
  status: (word, { table }) => narrow(statuses(table), word),
  action: (word) => narrow(describe(ACTION_ADVICE), word),
  format: (word) => narrow(describe(FORMATS), word),
  when: (word) => narrow(describe(COLOR_CHOICES), word),
  shell: (word) => narrow(describe(SHELLS), word),
  command: (word, { program }) => narrow(commands(program), word),
  file: 'files',
  page: 'files',
  table: 'files',
  words: 'anything',
  values: 'anything',
  number: 'anything',
};

const FORMATS = {
  json: 'entries with all that is known of them',
  csv: 'for spreadsheets',
  markdown: 'a table for a document',
  properties: 'CODE=message lines, as Java reads them',
} satisfies Record<ExportFormat, string>;

const COLOR_CHOICES = {
  auto: 'on a terminal that can show it',
  always: 'also into a pipe or a file',
  never: 'nowhere',
} satisfies Record<ColorChoice, string>;

/** Those candidates that a word begins, whatever its case and whether `-` or `_`. */
export function narrow(candidates: readonly Candidate[], word: string): Candidate[] {
  return candidates.filter(({ value }) => begins(value, word));
}

/** Whether a value begins like this, whatever the case and whether `-` or `_`. */
export function begins(value: string, word: string): boolean {
  const fold = (text: string) => text.toUpperCase().replaceAll('-', '_');
  return fold(value).startsWith(fold(word));
}

function describe(descriptions: Readonly<Record<string, string>>): Candidate[] {
  return Object.entries(descriptions).map(([value, description]) => ({ value, description }));
}

/** The commands that a command has, its help among them. */
export function commands(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((sub) => ({ value: sub.name(), description: sub.summary() || sub.description() }));
}

function sections(table: Table): Candidate[] {
  const titles = new Map(sectionTitles());
  for (const { section } of table.entries) {
    // Others would need quotes.
    if (section && /^[\w.-]+$/.test(section) && !titles.has(section)) titles.set(section, '');
  }
  return describe(Object.fromEntries(titles));
}

/** The statuses that occur. */
function statuses(table: Table): Candidate[] {
  const counts = new Map<string, number>();
  for (const { status } of table.entries) {
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return Object.entries(HTTP_STATUS).flatMap(([value, http]) => {
    const count = counts.get(value);
    return count ? [{ value, description: `HTTP ${http}, ${countOf(count)}` }] : [];
  });
}

function countOf(codes: number): string {
  return codes === 1 ? '1 code' : `${codes} codes`;
}

function ofEntry({ code, message }: Entry): Candidate {
  return { value: code, description: message };
}

/** The codes that a word can become: those that begin with it, otherwise those it can mean. */
function codes(table: Table, word: string): Candidate[] {
  const wanted = word.toUpperCase();
  const literal = table.entries.filter(({ code }) => code.toUpperCase().startsWith(wanted));
  if (literal.length > 0) return literal.map(ofEntry);
  const loose = listEntries(table, { prefix: word }).map(ofEntry);
  // A shell puts what all candidates begin with in the place of the word: that must not say less.
  const start = squash(commonStart(loose.map(({ value }) => value)));
  return loose.length === 1 || start.includes(squash(word)) ? loose : [];
}

/** Families while the word is shorter than those, then codes. */
function prefixes(table: Table, word: string): Candidate[] {
  const wanted = word.toUpperCase();
  const families = new Map<string, Entry[]>();
  for (const entry of table.entries) {
    const { family } = entry;
    if ((family !== '' && family === word) || !family.toUpperCase().startsWith(wanted)) continue;
    const same = families.get(family);
    if (same) same.push(entry);
    else families.set(family, [entry]);
  }
  const begun = [...families].flatMap(([family, entries]): Candidate[] =>
    entries.length === 1 || family === ''
      ? entries.map(ofEntry)
      : [{ value: family, description: countOf(entries.length), open: true }],
  );
  const whole = table.entries.filter(
    ({ code, family }) =>
      wanted.startsWith(family.toUpperCase()) && code.toUpperCase().startsWith(wanted),
  );
  const found = [...begun, ...(word === '' ? [] : whole.map(ofEntry))];
  const unique = [...new Map(found.map((candidate) => [candidate.value, candidate])).values()];
  return unique.length > 0 ? unique : codes(table, word);
}

function squash(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

function commonStart(values: readonly string[]): string {
  let [start = ''] = values;
  for (const value of values) {
    while (!value.startsWith(start)) start = start.slice(0, -1);
  }
  return start;
}
