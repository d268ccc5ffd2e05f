import type { AddHelpTextContext, Help, HelpConfiguration } from '@commander-js/extra-typings';
import { sectionTitles } from '../table/sections.js';
import { visible } from '../text/visible.js';
import { splitExample } from './definition.js';

/** The width of help in a pipe, in columns; it is wrapped there too, for pagers. */
export const PIPE_HELP_COLUMNS = 80;

/** Text is not set in columns narrower than this. */
const LEAST_HELP_COLUMNS = 24;

/** Lays out a term and its description: side by side, or one below the other if there is no room. */
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
  // The descriptions mention defaults where they matter.
  optionDescription: ({ description }) => description,
  minWidthToWrap: LEAST_HELP_COLUMNS,
  formatItem: helpItem,
};

/**
 * Lays out the examples of a command, with the notes beside them, or all below if one has no room. A
 * command is never broken into lines, so that it can be copied.
 */
export function examplesHelp(examples: readonly string[]): (context: AddHelpTextContext) => string {
  return ({ command, error }) => {
    const { getOutHelpWidth, getErrHelpWidth } = command.configureOutput();
    const columns = (error ? getErrHelpWidth : getOutHelpWidth)?.() ?? PIPE_HELP_COLUMNS;
    const all = examples.map(splitExample);
    const help = Object.assign(command.createHelp(), { helpWidth: columns });
    const widest = Math.max(...all.map(({ line }) => line.length));
    const beside = all.map(({ line, note }) => `  ${line.padEnd(widest)}  ${note}`);
    const shown = beside.every((text) => text.length <= columns)
      ? beside
      : all.map(({ line, note }) => helpItem(line, columns, note, help));
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
 * Rewrites an error of the parser as the program words errors: one line, with a pointer to the help.
 *
 * @param text The parser's text.
 * @param help The call that prints the help.
 * @param improve May word the error better.
 */
export function complaint(text: string, help: string, improve = (said: string) => said): string {
  const said = text
    .trim()
    .replace(/^error: /, '')
    // The error of our own value parser is enough.
    .replace(/^option .* is invalid\. (?=invalid --)/s, '')
    .replace(/\n\(?(.*?)\)?$/s, ' ($1)')
    .replace(/\.$/, '')
    .replace(/\(D/, '(d')
    .replace(/^missing required argument '(?:code|words)'$/, '$& (- reads standard input)')
    .replace(/^(option '--section <section>') argument missing$/, '$1: name a section');
  return `mmerr: ${visible(improve(said))}; see ${help}\n`;
}
