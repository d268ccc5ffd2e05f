import type { Argument, Command, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Context } from './context.js';

/** What a command is to the parser, the help, the man page and the completion. */
export interface CommandDefinition {
  readonly name: string;
  /** Its line in the list of commands. */
  readonly summary?: string;
  readonly description?: string;
  /** Calls and, two or more blanks behind each, what it does. */
  readonly examples?: readonly string[];
  /** Left out of the help and the completion. */
  readonly hidden?: boolean;
  /** Takes what names no command. */
  readonly isDefault?: boolean;
  /** The commands below it. */
  readonly commands?: readonly CommandDefinition[];
  /** Adds the arguments, the options and the action; what the action does is only loaded in it. */
  define?(command: Command, cli: Cli): void;
}

/** What a definition is given. */
export interface Cli {
  /** Makes the parser's action of what a command does: with the context of the run, to the exit code. */
  action<Args extends unknown[]>(
    run: (context: Context, ...args: Args) => Promise<number>,
  ): (...args: Args) => Promise<void>;
  /** The parser with every command, also those that this call does not name. */
  program(): CommandUnknownOpts;
  /** The names of the program's commands, hidden ones left out. */
  readonly commandNames: readonly string[];
}

/** What completes a value; `completion/candidates.ts` works the candidates out. */
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

/** Says what completes the value of an argument or an option. */
export function completed<T extends object>(by: ValueKind, target: T): T {
  valueKinds.set(target, by);
  return target;
}

/** What completes the value of an argument or an option; `undefined` where its definition is silent. */
export function valueKindOf(target: Argument | Option): ValueKind | undefined {
  return valueKinds.get(target);
}

/** Takes an example apart: the command line, and behind two blanks what it does. */
export function splitExample(example: string): { readonly line: string; readonly note: string } {
  const [line = '', note = ''] = example.split(/ {2,}/);
  return { line, note };
}
