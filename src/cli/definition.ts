import type { Argument, Command, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Context } from './context.js';

/** A command, as the parser, the help, the man page and the completion need it. */
export interface CommandDefinition {
  readonly name: string;
  /** Its line in the list of commands. */
  readonly summary?: string;
  readonly description?: string;
  /** Command lines, each followed by two or more blanks and what it does. */
  readonly examples?: readonly string[];
  /** Not shown in help and completion. */
  readonly hidden?: boolean;
  /** Runs when the first argument is not a command. */
  readonly isDefault?: boolean;
  /** Its subcommands. */
  readonly commands?: readonly CommandDefinition[];
  /** Adds the arguments, the options and the action. The action loads its code only when it runs. */
  define?(command: Command, cli: Cli): void;
}

/** What {@link CommandDefinition.define} receives. */
export interface Cli {
  /** Wraps a function from the context and arguments to an exit code as an action of the parser. */
  action<Args extends unknown[]>(
    run: (context: Context, ...args: Args) => Promise<number>,
  ): (...args: Args) => Promise<void>;
  /** The parser with all commands, also those that this call did not register. */
  program(): CommandUnknownOpts;
  /** The names of the program's commands, without hidden ones. */
  readonly commandNames: readonly string[];
}

/** What completes a value; `completion/candidates.ts` finds the candidates. */
export type ValueKind =
  | 'codes'
  | 'codes once begun'
  | 'prefixes'
  | 'sections'
  | 'statuses'
  | 'actions'
  | 'formats'
  | 'patterns'
  | 'dialects'
  | 'color choices'
  | 'shells'
  | 'commands'
  | 'files'
  | 'nothing';

const valueKinds = new WeakMap<object, ValueKind>();

/** Sets what completes the value of an argument or an option. */
export function completed<T extends object>(by: ValueKind, target: T): T {
  valueKinds.set(target, by);
  return target;
}

/** What completes the value of an argument or an option; `undefined` if its definition does not say. */
export function valueKindOf(target: Argument | Option): ValueKind | undefined {
  return valueKinds.get(target);
}

/** Splits an example into the command line and its note, which are separated by two blanks. */
export function splitExample(example: string): { readonly line: string; readonly note: string } {
  const [line = '', note = ''] = example.split(/ {2,}/);
  return { line, note };
}
