import { AutocompletePrompt, isCancel, updateSettings } from '@clack/core';
import { lookup } from '../../../lookup/lookup.js';
import { cut } from '../../../render/cut.js';
import { renderPicker } from '../../../render/picker.js';
import { searchAsYouType } from '../../../search/as-you-type.js';
import { search } from '../../../search/search.js';
import type { Entry } from '../../../table/entry.js';
import { colorLevel } from '../../color.js';
import type { Context } from '../../context.js';
import { EXIT } from '../../errors.js';
import { USUAL_COLUMNS } from '../../io/io.js';
import { type LookupCommandOptions, refuseContradictions, runLookup } from '../lookup/run.js';
import { readKeys } from './keys.js';

/** At most this many results can be reached with the arrows. */
const MOST_RESULTS = 20;

/** The height of a terminal that does not report its own. */
const USUAL_ROWS = 24;

/** Ctrl-C and Ctrl-D, as a terminal sends them. */
const INTERRUPT = '\x03';
const END_OF_INPUT = '\x04';

/** A result in the form that the prompt needs. */
interface Choice {
  readonly value: Entry;
}

/**
 * Lets the user pick a code, showing the best results while they type, and prints the entry as lookup
 * does.
 *
 * @param options How to print it.
 * @returns 0 if an entry was printed, 1 if the user left without one (Esc, Ctrl-D), 130 after Ctrl-C.
 */
export async function runPicker(
  context: Context,
  options: LookupCommandOptions = {},
): Promise<number> {
  // Before anything is typed.
  refuseContradictions(context, options);
  const { io } = context;
  const table = await context.table();
  const screen = await context.screen();
  const isPlain = colorLevel(context.options.color ?? 'auto', io.env, io.stdout) === 0;

  // The prompt asks for its options several times per key. For pasted text, only the last key counts.
  let known: { readonly text: string; readonly choices: Choice[] } = { text: '', choices: [] };
  const choices = (text: string): Choice[] => {
    if (text !== known.text && !keys.hasMoreText()) {
      const entries = searchAsYouType(table, text, MOST_RESULTS);
      // Copy each entry: the prompt would otherwise keep the previous selection.
      known = { text, choices: entries.map((entry) => ({ value: { ...entry } })) };
    }
    return known.choices;
  };

  const { stream: output } = io.stdout;
  const keys = readKeys(io.stdin.stream, output);
  // Ctrl-D ends the input; without this alias the prompt would wait forever.
  updateSettings({ aliases: { [END_OF_INPUT]: 'cancel' } });
  const prompt = new AutocompletePrompt<Choice>({
    options() {
      return choices(this.userInput);
    },
    filter: () => true,
    validate: (entry) =>
      entry === undefined
        ? 'nothing to print; change the search, or press Esc to leave'
        : undefined,
    render() {
      const { columns = USUAL_COLUMNS, rows = USUAL_ROWS } = io.stdout;
      const { state, userInput, userInputWithCursor, filteredOptions, cursor } = this;
      if (state === 'submit' || state === 'cancel') {
        // What was typed stays above the entry.
        const query = `> ${userInput.trim()}`;
        return `${cut(query, columns, screen.width, screen.words('…'))}${state === 'submit' ? '\n' : ''}`;
      }
      const isEmpty = filteredOptions.length === 0 && userInput.trim() !== '';
      const view = {
        query: isPlain ? userInputWithCursor.replace(/\x1b\[[\d;]*m/g, '') : userInputWithCursor,
        results: filteredOptions.map(({ value }) => value),
        selected: cursor,
        problem: state === 'error' ? this.error : isEmpty ? 'no matches' : undefined,
      };
      return renderPicker(screen, view, columns, rows);
    },
    input: keys.stream,
    output,
  });
  const picked = (await prompt.prompt()) as Entry | symbol;
  const last = keys.stop();
  if (isCancel(picked)) return last === INTERRUPT ? EXIT.interrupted : EXIT.nothing;
  const { code } = picked as Entry;
  // A pasted response or sentence has the values for the message.
  const params =
    lookup(table, known.text).find(({ entries }) => entries.some((entry) => entry.code === code))
      ?.params ?? search(table, known.text).find(({ entry }) => entry.code === code)?.params;
  return runLookup(context, [code], {
    ...options,
    ...(params && params.length > 0 && { params: JSON.stringify(params) }),
  });
}
