import { Writable } from 'node:stream';
import { autocomplete, isCancel, updateSettings } from '@clack/prompts';
import { lookup } from '../../../lookup/lookup.js';
import { cut } from '../../../render/cut.js';
import { searchAsYouType } from '../../../search/as-you-type.js';
import type { Entry } from '../../../table/entry.js';
import { visible } from '../../../text/visible.js';
import { colorLevel } from '../../color.js';
import type { Context } from '../../context.js';
import { EXIT } from '../../errors.js';
import { USUAL_COLUMNS } from '../../io/io.js';
import { runLookup } from '../lookup/run.js';
import { readKeys } from './keys.js';

/** At most this many results can be reached with the arrows. */
const MOST_RESULTS = 20;

/** At most this many results are shown at once, or fewer on a small terminal. */
const MOST_SHOWN = 8;

/**
 * A narrower terminal wraps the prompt's own lines, which the prompt does not account for. The number
 * of results is then limited to what fits, at two lines each.
 */
const LEAST_COLUMNS = 51;
const LINES_OF_NARROW_PROMPT = 8;

/** Columns before each result: the selection mark and a blank. */
const MARK_WIDTH = 2;

/** The height of a terminal that does not report its own. */
const USUAL_ROWS = 24;

/** Ctrl-C and Ctrl-D, as a terminal sends them. */
const INTERRUPT = '\x03';
const END_OF_INPUT = '\x04';

/** A result in the form that the prompt needs. */
interface Choice {
  readonly value: Entry;
  readonly label: string;
}

/**
 * Lets the user pick a code, showing the best results while they type, and prints the entry as lookup
 * does.
 *
 * @returns 0 if an entry was printed, 1 if the user left without one (Esc, Ctrl-D), 130 after Ctrl-C.
 */
export async function runPicker(context: Context): Promise<number> {
  const { io } = context;
  const table = await context.table();
  const screen = await context.screen();
  const isPlain = colorLevel(context.options.color ?? 'auto', io.env, io.stdout) === 0;

  const label = ({ code, message }: Entry, columns: number): string => {
    const room = columns - MARK_WIDTH;
    const line = `${visible(code)}  ${visible(message)}`;
    if (screen.width(line) <= room) return line;
    return `${visible(code)}\n${' '.repeat(MARK_WIDTH)}${cut(visible(message), room, screen.width, screen.words('…'))}`;
  };
  // The prompt asks for its options several times per key. For pasted text, only the last key counts.
  let known: { readonly text: string; readonly choices: Choice[] } = { text: '', choices: [] };
  const choices = (text: string): Choice[] => {
    if (text !== known.text && !keys.hasMoreText()) {
      const { columns = USUAL_COLUMNS, rows = USUAL_ROWS } = io.stdout;
      const room = Math.max(1, Math.floor((rows - LINES_OF_NARROW_PROMPT) / 2));
      const most = columns < LEAST_COLUMNS ? Math.min(room, MOST_RESULTS) : MOST_RESULTS;
      const entries = searchAsYouType(table, text, most);
      // Copy each entry: the prompt would otherwise keep the previous selection.
      const found = entries.map((entry) => ({ value: { ...entry }, label: label(entry, columns) }));
      known = { text, choices: found };
    }
    return known.choices;
  };

  const { stream: stdout } = io.stdout;
  const change = (text: string) =>
    screen.words(isPlain ? text.replace(/\x1b\[[\d;]*m/g, '') : text);
  const keys = readKeys(io.stdin.stream, stdout);
  // Ctrl-D ends the input; without this alias the prompt would wait forever.
  updateSettings({ aliases: { [END_OF_INPUT]: 'cancel' } });
  const picked = await autocomplete<Entry>({
    message: 'Error code or words from its message',
    options() {
      // The entry is printed below, so the prompt does not repeat it.
      return this.state === 'submit' ? [] : choices(this.userInput);
    },
    filter: () => true,
    maxItems: MOST_SHOWN,
    validate: (entry) =>
      entry === undefined
        ? 'nothing to print; change the search, or press Esc to leave'
        : undefined,
    withGuide: false,
    input: keys.stream,
    output: isPlain || !screen.unicode ? changing(stdout, change) : stdout,
  });
  const last = keys.stop();
  if (isCancel(picked)) return last === INTERRUPT ? EXIT.interrupted : EXIT.nothing;
  // A pasted response has the values for the message.
  const typed = lookup(table, known.text).find(({ entries }) =>
    entries.some(({ code }) => code === picked.code),
  );
  return runLookup(context, [picked.code], {
    ...(typed?.params && { params: JSON.stringify(typed.params) }),
  });
}

/** Wraps a terminal to change what is written to it. */
function changing(terminal: Writable, change: (text: string) => string): Writable {
  const size = terminal as { readonly columns?: number; readonly rows?: number };
  const wrapped = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      terminal.write(change(chunk), done);
    },
  });
  Object.defineProperties(wrapped, {
    columns: { get: () => size.columns },
    rows: { get: () => size.rows },
  });
  terminal.on('resize', () => wrapped.emit('resize'));
  return wrapped;
}
