import type { AddHelpTextContext, Help, HelpConfiguration } from '@commander-js/extra-typings';
import { sectionTitles } from '../table/sections.js';
import { visible } from '../text/visible.js';
import { splitExample } from './definition.js';

/** Help is laid out into a pipe too, for pagers; this wide, in columns. */
export const PIPE_HELP_COLUMNS = 80;

/** Narrower columns of text are no column any more. */
const LEAST_HELP_COLUMNS = 24;

/** Lays out a term of the help and what it means: beside it, or below where there is no room. */
function helpItem(term: string, termWidth: number, description: string, help: Help): string {
  if (description === '') return `  ${term}`;
  const columns = help.helpWidth ?? PIPE_HELP_COLUMNS;
  const beside = columns - termWidth - 4 >= LEAST_HELP_COLUMNS;
  const indent = beside ? termWidth + 4 : 6;
  const text = help
    .boxWrap(description, columns - indent)
    .replaceAll('\n', `\n${' '.repeat(indent)}`);
  return beside ? `  ${term.padEnd(termWidth)}  ${text}` : `  ${term}\n      ${text}`;
}

/** How the help of every command is laid out. */
export const HELP: HelpConfiguration = {
  showGlobalOptions: true,
  // Defaults are part of the texts, where they matter.
  optionDescription: ({ description }) => description,
  minWidthToWrap: LEAST_HELP_COLUMNS,
  formatItem: helpItem,
};

/** The examples of a command's help, what they do beside them, or below where there is no room. */
export function examplesHelp(examples: readonly string[]): (context: AddHelpTextContext) => string {
  return ({ command, error }) => {
    const { getOutHelpWidth, getErrHelpWidth } = command.configureOutput();
    const columns = (error ? getErrHelpWidth : getOutHelpWidth)?.() ?? PIPE_HELP_COLUMNS;
    const all = examples.map(splitExample);
    // A single long line must not drive the notes of all others away.
    const usual = all.map(({ line }) => line.length).filter((length) => length <= columns * 0.7);
    const widest = Math.max(0, ...usual);
    const shown = all.map(({ line, note }) => {
      if (note === '') return `  ${line}`;
      const beside = `  ${line.padEnd(widest)}  ${note}`;
      return beside.length <= columns && line.length <= widest
        ? beside
        : `  ${line}\n      ${note}`;
    });
    return `\nExamples:\n${shown.join('\n')}\n`;
  };
}

/** The sections of the built-in table, for the help of commands that filter by them. */
export function sectionsHelp({ command }: AddHelpTextContext): string {
  const columns = command.configureOutput().getOutHelpWidth?.() ?? PIPE_HELP_COLUMNS;
  const sections = [...sectionTitles()];
  const widest = Math.max(...sections.map(([name]) => name.length));
  const help = Object.assign(command.createHelp(), { helpWidth: columns });
  const items = sections.map(([name, title]) => help.formatItem(name, widest, title, help));
  return `\nSections:\n${items.join('\n')}`;
}

/**
 * The parser's complaint in the program's own form: one line, with the way out.
 *
 * @param text As the parser has it.
 * @param help The call that prints the help.
 * @param improve Says it better where it can.
 */
export function complaint(text: string, help: string, improve = (said: string) => said): string {
  const said = text
    .trim()
    .replace(/^error: /, '')
    // Where a reader of values has complained itself, that is enough.
    .replace(/^option .* is invalid\. (?=--)/s, '')
    .replace(/\n\(?(.*?)\)?$/s, ' ($1)')
    .replace(/\.$/, '')
    .replace(/\(D/, '(d')
    .replace(/^missing required argument '(?:code|words)'$/, '$& (- reads standard input)')
    .replace(/^(option '--section <section>') argument missing$/, '$1: name a section');
  return `mmerr: ${visible(improve(said))}; see ${help}\n`;
}
