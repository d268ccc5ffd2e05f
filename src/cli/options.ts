import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { ACTIONS } from '../table/entry.js';
import { completed, type ValueKind } from './definition.js';
import { CliError } from './errors.js';

/** Lets a reader of option values complain in the parser's own way. */
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

// What lookup takes, and so does a bare code.

export const paramsOption = () =>
  completed(
    'nothing',
    new Option('--params <values>', 'fill the placeholders of the message, in order, such as 5,24'),
  );

export const briefOption = () =>
  new Option('--brief', 'print one line per code: the code, a tab, its message');

export const customerOption = () =>
  new Option('--customer', 'add a sentence that can be passed on to the end user');

export const verboseOption = () =>
  new Option('--verbose', 'add what was repaired in the documentation page');

// What search takes, and so do bare words.

export const limitOption = () =>
  completed(
    'nothing',
    new Option(
      '--limit <number>',
      'print at most this many results (default: 10, on a terminal 5)',
    ).argParser(
      parsing((value) => {
        if (!/^[1-9]\d{0,8}$/.test(value))
          throw new CliError(`--limit takes a whole number from 1, not '${value}'`);
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

/** What narrows codes down by how they begin. */
export const codeOption = () =>
  filterOption('prefixes', '--code <prefix>', 'only codes that begin like this, in any case');

/** What narrows codes down by their section. */
export const sectionOption = () =>
  filterOption(
    'sections',
    '--section <section>',
    'only codes of this section; mmerr list shows all',
  );

/** What narrows codes down by their status. */
export const statusOption = () =>
  filterOption(
    'statuses',
    '--status <status>',
    'only codes of this status: a name of gRPC, such as NOT_FOUND, or its HTTP number',
  );

/** What narrows codes down by their action. */
export const actionOption = () =>
  filterOption('actions', '--action <action>', `only codes of this action: ${ACTIONS.join(', ')}`);
// What commands take whose results may be long.

export const noPagerOption = () =>
  new Option('--no-pager', 'write straight to the terminal, not through $PAGER or less');
