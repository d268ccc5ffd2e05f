import { plainBuiltinTable } from '../table/builtin.js';
import {
  ACTION_ADVICE,
  CUSTOMER_ADVICE,
  type Entry,
  HTTP_STATUS,
  type Wording,
} from '../table/entry.js';
import { visible } from '../text/visible.js';
import type { Screen } from './screen.js';

/** Printed with all output that shows status and action. */
const READING_NOTE = "status and action are mmerr's interpretation, not the vendor's";

const LABEL_WIDTH = 9;

/** A label and its text, wrapped with a hanging indent. */
function field(screen: Screen, label: string, text: string): string {
  const { quiet } = screen.style;
  const indent = LABEL_WIDTH + 2;
  return `  ${quiet(label.padEnd(LABEL_WIDTH))}${screen.wrap(text, indent)}`;
}

/** `line 5`, `lines 5 and 7`. */
function lineList(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}

/** What follows a source of each wording. */
const WORDING_NOTES: Readonly<Record<Wording, string>> = {
  verbatim: '',
  paraphrase: ' (paraphrased)',
  observed: ' (observed in responses, not documented)',
};

function sourceText({ source }: Entry): string {
  const page = visible(source.page);
  const place = source.lines.length > 0 ? `${page}, ${lineList(source.lines)}` : page;
  return place + WORDING_NOTES[source.wording];
}

/** What to show of an entry. */
export interface EntryView {
  /** The message with its placeholders filled; the documented message by default. */
  readonly sentence?: string;
  /** The title of its section, if known. */
  readonly sectionTitle?: string | undefined;
  /** Whether to list all repairs of the page; otherwise only an unresolved conflict is mentioned. */
  readonly verbose?: boolean;
  /** Whether to add the sentence for the end user. */
  readonly customer?: boolean;
}

function notes(entry: Entry, verbose: boolean): string[] {
  const { alternatives = [], published, repairs = [] } = entry;
  const isUndecided = repairs.some(({ kind }) => kind === 'tie');
  if (!verbose && !isUndecided) return [];
  const also = alternatives.map(
    ({ message, lines }) => `the page also says “${visible(message)}” (${lineList(lines)})`,
  );
  if (!verbose) return also;
  return [
    ...(published === undefined ? [] : [`published as “${visible(published)}”`]),
    ...also,
    ...repairs
      .filter(({ kind }) => kind !== 'leftover-word')
      .map(({ line, was, why }) => `line ${line} reads “${visible(was)}”: ${visible(why)}`),
  ];
}

/** A code and its message, on one line if they fit, otherwise one below the other. */
function headline(screen: Screen, code: string, sentence: string): string {
  const shown = screen.style.code(visible(code));
  const indent = code.length + 2;
  if (screen.columns === undefined || indent + screen.width(sentence) <= screen.columns) {
    return `${shown}  ${sentence}`;
  }
  return `${shown}\n  ${screen.wrap(sentence, 2)}`;
}

/** An entry in full: its message, status, action, section and source. */
export function renderEntry(screen: Screen, entry: Entry, view: EntryView = {}): string {
  const { style } = screen;
  const { sentence = entry.message, sectionTitle, verbose = false, customer = false } = view;
  const lines = [headline(screen, entry.code, visible(sentence)), ''];
  if (sentence !== entry.message) lines.push(field(screen, 'template', visible(entry.message)));
  if (entry.status) {
    const status = style.status(entry.status)(entry.status);
    lines.push(field(screen, 'status', `${status} (HTTP ${HTTP_STATUS[entry.status]})`));
  }
  if (entry.action) {
    const action = style.action(entry.action)(entry.action);
    lines.push(field(screen, 'action', `${action}: ${ACTION_ADVICE[entry.action]}`));
    if (customer) lines.push(field(screen, 'customer', CUSTOMER_ADVICE[entry.action]));
  }
  if (entry.section) {
    const section = visible(entry.section);
    lines.push(field(screen, 'section', sectionTitle ? `${section}: ${sectionTitle}` : section));
  }
  lines.push(field(screen, 'source', sourceText(entry)));
  for (const note of notes(entry, verbose))
    lines.push(field(screen, 'note', style.quiet(screen.words(note))));
  return lines.join('\n');
}

/**
 * The note below entries with status and action, if any of these is mmerr's interpretation rather than
 * from the user's own table.
 */
export function renderReadingNote(
  screen: Screen,
  entries: readonly Pick<Entry, 'code' | 'status' | 'action'>[],
): string[] {
  const isOwn = entries.some(({ code, status, action }) => {
    const own = plainBuiltinTable.get(code);
    return (
      own !== undefined &&
      ((status !== undefined && status === own.status) ||
        (action !== undefined && action === own.action))
    );
  });
  return isOwn ? [screen.style.quiet(`  ${screen.wrap(`(${READING_NOTE})`, 2)}`)] : [];
}
