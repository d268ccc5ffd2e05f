import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { squash } from '../../codes/normalize.js';
import type { PatternDialect, PatternKind } from '../../codes/pattern.js';
import type { ExportFormat } from '../../exporter/export.js';
import { listEntries } from '../../lookup/list.js';
import { plural } from '../../render/numbers.js';
import { ACTION_ADVICE, type Entry, HTTP_STATUS } from '../../table/entry.js';
import { sectionTitles } from '../../table/sections.js';
import type { Table } from '../../table/table.js';
import { addTo } from '../../text/group-by.js';
import type { ColorChoice } from '../color.js';
import type { ValueKind } from '../definition.js';
import { SHELLS } from './scripts.js';

/** A possible completion. */
export interface Candidate {
  /** The complete word that replaces the current one. */
  readonly value: string;
  /** A short description; may be empty. */
  readonly description: string;
  /** Whether the word is likely to continue, so that the shell adds no blank after it. */
  readonly open?: boolean;
}

/** What completes a value: computed candidates, the shell's file names, or nothing. */
export type Values =
  | 'files'
  | 'nothing'
  | ((
      word: string,
      source: { readonly table: Table; readonly program: CommandUnknownOpts },
    ) => Candidate[]);

/** What completes each kind of value that the definitions of the commands name. */
export const VALUES: Readonly<Record<ValueKind, Values>> = {
  codes: (word, { table }) => codes(table, word),
  // For an empty word, the user wants the commands.
  'codes once begun': (word, { table }) => (word === '' ? [] : codes(table, word)),
  prefixes: (word, { table }) => prefixes(table, word),
  sections: (word, { table }) => narrow(sections(table), word),
  statuses: (word, { table }) => narrow(statuses(table), word),
  actions: (word) => narrow(describe(ACTION_ADVICE), word),
  formats: (word) => narrow(describe(FORMATS), word),
  patterns: (word) => narrow(describe(PATTERNS), word),
  dialects: (word) => narrow(describe(DIALECTS), word),
  'color choices': (word) => narrow(describe(COLOR_CHOICES), word),
  shells: (word) => narrow(describe(SHELLS), word),
  commands: (word, { program }) => narrow(commands(program), word),
  files: 'files',
  nothing: 'nothing',
};

const FORMATS = {
  json: 'complete entries',
  csv: 'for spreadsheets',
  markdown: 'a Markdown table',
  properties: 'CODE=message lines, for Java',
} satisfies Record<ExportFormat, string>;

const PATTERNS = {
  anywhere: 'long codes, anywhere in text',
  field: 'short and numeric codes, in a code field',
} satisfies Record<PatternKind, string>;

const DIALECTS = {
  re2: 'RE2, Go, Rust, PCRE, Java, JavaScript, Python',
  postgres: 'PostgreSQL',
  posix: 'grep -E, awk, rsyslog',
} satisfies Record<PatternDialect, string>;

const COLOR_CHOICES = {
  auto: 'on a terminal only',
  always: 'also in pipes and files',
  never: 'no colour',
} satisfies Record<ColorChoice, string>;

/** The candidates that start with a word, ignoring case and `-` versus `_`. */
export function narrow(candidates: readonly Candidate[], word: string): Candidate[] {
  return candidates.filter(({ value }) => begins(value, word));
}

/** Whether a value starts with a word, ignoring case and `-` versus `_`. */
export function begins(value: string, word: string): boolean {
  const fold = (text: string) => text.toUpperCase().replaceAll('-', '_');
  return fold(value).startsWith(fold(word));
}

function describe(descriptions: Readonly<Record<string, string>>): Candidate[] {
  return Object.entries(descriptions).map(([value, description]) => ({ value, description }));
}

/** The subcommands of a command, including its help. */
export function commands(command: CommandUnknownOpts): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((sub) => ({ value: sub.name(), description: sub.summary() || sub.description() }));
}

function sections(table: Table): Candidate[] {
  const titles = new Map(sectionTitles());
  for (const { section } of table.entries) {
    // Names with other characters would need quotes.
    if (section && /^[\w.-]+$/.test(section) && !titles.has(section)) titles.set(section, '');
  }
  return describe(Object.fromEntries(titles));
}

/** The statuses that occur in the table. */
function statuses(table: Table): Candidate[] {
  const counts = new Map<string, number>();
  for (const { status } of table.entries) {
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return Object.entries(HTTP_STATUS).flatMap(([value, http]) => {
    const count = counts.get(value);
    return count ? [{ value, description: `HTTP ${http}, ${plural(count, 'code')}` }] : [];
  });
}

function ofEntry({ code, message }: Entry): Candidate {
  return { value: code, description: message };
}

/** The codes that start with a word, or otherwise those that it can mean. */
function codes(table: Table, word: string): Candidate[] {
  const wanted = word.toUpperCase();
  const literal = table.entries.filter(({ code }) => code.toUpperCase().startsWith(wanted));
  if (literal.length > 0) return literal.map(ofEntry);
  const loose = listEntries(table, { prefix: word }).map(ofEntry);
  // A shell replaces the word with the common start of all candidates, which must not be shorter.
  const start = squash(commonStart(loose.map(({ value }) => value)));
  return loose.length === 1 || start.includes(squash(word)) ? loose : [];
}

/** Families as long as the word is shorter than one, then codes. */
function prefixes(table: Table, word: string): Candidate[] {
  const wanted = word.toUpperCase();
  const families = new Map<string, Entry[]>();
  for (const entry of table.entries) {
    const { family } = entry;
    if ((family !== '' && family === word) || !family.toUpperCase().startsWith(wanted)) continue;
    addTo(families, family, entry);
  }
  const begun = [...families].flatMap(([family, entries]): Candidate[] =>
    entries.length === 1 || family === ''
      ? entries.map(ofEntry)
      : [{ value: family, description: plural(entries.length, 'code'), open: true }],
  );
  const whole = table.entries.filter(
    ({ code, family }) =>
      wanted.startsWith(family.toUpperCase()) && code.toUpperCase().startsWith(wanted),
  );
  const found = [...begun, ...(word === '' ? [] : whole.map(ofEntry))];
  const unique = [...new Map(found.map((candidate) => [candidate.value, candidate])).values()];
  return unique.length > 0 ? unique : codes(table, word);
}

function commonStart(values: readonly string[]): string {
  let [start = ''] = values;
  for (const value of values) {
    while (!value.startsWith(start)) start = start.slice(0, -1);
  }
  return start;
}
