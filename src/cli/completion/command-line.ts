import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { DEFAULT } from '../commands/default/command.js';

/** The words before the cursor, parsed. */
export interface Line {
  /** The command that the current word belongs to. */
  readonly command: CommandUnknownOpts;
  /** The options that it takes, including global ones. */
  readonly options: readonly Option[];
  /** How many of its arguments have been typed. */
  readonly operands: number;
  /** The option whose value the current word is. */
  readonly awaiting?: Option;
  /** The options already given. */
  readonly given: ReadonlySet<Option>;
  /** The tables named so far by `--table`. */
  readonly tables: readonly string[];
  /** Whether `--` came before, so that no further word is an option. */
  readonly optionsOver: boolean;
}

/** The options that a command takes, including global ones, without hidden ones. */
export function optionsOf(command: CommandUnknownOpts): Option[] {
  const help = command.createHelp();
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
}

/** The argument that the current word belongs to. The last one may take any number of words. */
export function argumentAt({ command, operands }: Line): Argument | undefined {
  const all = command.registeredArguments;
  const last = all.at(-1);
  return all[operands] ?? (last?.variadic ? last : undefined);
}

/** Reads the words before the cursor as the parser would, but never fails. */
export function readLine(program: CommandUnknownOpts, words: readonly string[]): Line {
  let command = program;
  // A call without a command has the options of the default command as well.
  const unnamed = findCommand(program, DEFAULT.name) ?? program;
  let options = optionsOf(unnamed);
  let operands = 0;
  let awaiting: Option | undefined;
  let optionsOver = false;
  const given = new Set<Option>();
  const tables: string[] = [];
  const take = (option: Option, value: string) => {
    if (option.long === '--table') tables.push(value);
  };
  for (const word of words) {
    const wanting = awaiting;
    awaiting = undefined;
    if (wanting && (wanting.required || !word.startsWith('-'))) {
      take(wanting, word);
      continue;
    }
    if (!optionsOver && word === '--') {
      optionsOver = true;
    } else if (!optionsOver && word.startsWith('-') && word !== '-') {
      const [flag, value] = splitFlag(word);
      const option = options.find(({ long, short }) => long === flag || short === flag);
      if (!option) continue;
      given.add(option);
      if (value !== undefined) take(option, value);
      else if (takesValue(option)) awaiting = option;
    } else {
      const sub = operands === 0 && !optionsOver ? findCommand(command, word) : undefined;
      if (!sub) operands++;
      const next = sub ?? (command === program ? unnamed : command);
      if (next !== command) {
        command = next;
        options = optionsOf(command);
      }
    }
  }
  return {
    command,
    options,
    operands,
    ...(awaiting ? { awaiting } : {}),
    given,
    tables,
    optionsOver,
  };
}

/** Splits `--flag=value` and `-fvalue`; the value of a bare flag is `undefined`. */
export function splitFlag(word: string): [flag: string, value: string | undefined] {
  const match = /^(--[^=]+)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word);
  return match ? [match[1] as string, match[2]] : [word, undefined];
}

function findCommand(command: CommandUnknownOpts, word: string): CommandUnknownOpts | undefined {
  return command.commands.find((sub) => sub.name() === word || sub.aliases().includes(word));
}

/** Whether an option takes a value. */
export function takesValue(option: Option): boolean {
  return option.required || option.optional;
}
