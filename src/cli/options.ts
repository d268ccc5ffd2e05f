import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { ACTIONS } from '../table/entry.js';
import { completed, type ValueKind } from './definition.js';
import { CliError } from './errors.js';

/** Turns the errors of an option's value parser into errors of commander. */
export function parsing<T>(read: (value: string) => T): (value: string) => T {
  return (value) => {
    try {
      return read(value);
    } catch (error) {
      if (error instanceof CliError) throw new InvalidArgumentError(`${error.message}.`);
      throw error;
    }
  };
}

// Options of lookup, and of a bare code.

export const paramsOption = () =>
  completed(
    'nothing',
    new Option(
      '--params <values>',
      'values for the placeholders of the message, in order, such as 5,24',
    ),
  );

export const briefOption = () =>
  new Option('--brief', 'print one line per code: the code, a tab and the message');

export const customerOption = () =>
  new Option('--customer', 'add a sentence to pass on to the end user');

export const verboseOption = () =>
  new Option('--verbose', 'add the repairs that were made to the documentation page');

// Options of search, and of bare words.

export const limitOption = () =>
  completed(
    'nothing',
    new Option(
      '--limit <number>',
      'print at most this many results (default: 10, or 5 on a terminal)',
    ).argParser(
      parsing((value) => {
        if (!/^[1-9]\d{0,8}$/.test(value))
          throw new CliError(`invalid --limit '${value}'; expected a whole number of at least 1`);
        return Number(value);
      }),
    ),
  );

const filterOption = (kind: ValueKind, flags: string, description: string) =>
  completed(
    kind,
    new Option(flags, `${description}; repeatable`).argParser(
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    ),
  );

/** Filters codes by how they begin. */
export const codeOption = () =>
  filterOption('prefixes', '--code <prefix>', 'only codes that start with this, in any case');

/** Filters codes by section. */
export const sectionOption = () =>
  filterOption(
    'sections',
    '--section <section>',
    'only codes in this section; mmerr list --help names them all',
  );

/** Filters codes by status. */
export const statusOption = () =>
  filterOption(
    'statuses',
    '--status <status>',
    'only codes with this status: a gRPC name, such as NOT_FOUND, or an HTTP number',
  );

/** Filters codes by action. */
export const actionOption = () =>
  filterOption(
    'actions',
    '--action <action>',
    `only codes with this action: ${ACTIONS.join(', ')}`,
  );

// Options of commands with long results.

export const noPagerOption = () =>
  new Option('--no-pager', 'do not page long output through $PAGER or less');
