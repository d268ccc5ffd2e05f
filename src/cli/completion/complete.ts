import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Table } from '../../table/table.js';
import { valueKindOf } from '../definition.js';
import { begins, type Candidate, commands, narrow, VALUES } from './candidates.js';
import { argumentAt, type Line, readLine, splitFlag, takesValue } from './command-line.js';

/** How a command line can go on. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Where a file name may follow: what it begins with. The shell knows best which there are. */
  readonly file?: string;
}

const NOTHING: Completion = { candidates: [] };

/** What the completion asks for beside the words. */
export interface Sources {
  /** Loads the table that the line asks for. */
  table(files: readonly string[]): Promise<Table>;
}

/**
 * Works out how a command line can go on.
 *
 * @param program The parser: its commands, options and arguments are what is offered.
 * @param before The words before the current one, the program's own name not among them.
 * @param current The word to complete, as far as it goes; may be empty.
 */
export async function complete(
  program: CommandUnknownOpts,
  before: readonly string[],
  current: string,
  sources: Sources,
): Promise<Completion> {
  const line = readLine(program, before);
  // A word may be typed with a quote that is not closed yet.
  const word = current.replace(/^["']/, '');
  const values = async (target: Argument | Option, begun: string): Promise<Completion> => {
    const source = VALUES[valueKindOf(target) ?? 'nothing'];
    if (source === 'files') return { candidates: [], file: begun };
    if (source === 'nothing') return NOTHING;
    const table = await sources.table(line.tables);
    return { candidates: source(begun, { table, program }) };
  };

  if (line.awaiting && (line.awaiting.required || !word.startsWith('-'))) {
    return values(line.awaiting, word);
  }
  if (word.startsWith('-') && !line.optionsOver) return optionOrValue(line, word, values);

  const subs = line.operands === 0 && !line.optionsOver ? commands(line.command) : [];
  const argument = argumentAt(line);
  const named = narrow(subs, word);
  const found = argument ? await values(argument, word) : NOTHING;
  // What is no beginning of a code, but can mean one, must not hide a command.
  const literal = found.candidates.filter(({ value }) => begins(value, word));
  const fitting = named.length > 0 ? literal : found.candidates;
  return { ...found, candidates: [...named, ...fitting] };
}

/** Completes `--fla` to a flag, and `--flag=val` to a flag with its value. */
async function optionOrValue(
  line: Line,
  word: string,
  values: (target: Option, begun: string) => Promise<Completion>,
): Promise<Completion> {
  if (word.startsWith('--') && word.includes('=')) {
    const [flag, begun = ''] = splitFlag(word);
    const option = line.options.find(({ long }) => long === flag);
    if (!option || !takesValue(option)) return NOTHING;
    const found = await values(option, begun);
    const candidates = found.candidates.map((candidate) => ({
      ...candidate,
      value: `${flag}=${candidate.value}`,
    }));
    return { ...found, candidates };
  }
  const all = line.options
    .filter((option) => !line.given.has(option) || isRepeatable(option))
    .flatMap(({ long, short, description }): Candidate[] => {
      const flag = long ?? short;
      return flag ? [{ value: flag, description }] : [];
    });
  const flags = narrow(all, word);
  const short = line.options.find((option) => option.short === word);
  const candidates =
    flags.length === 0 && short ? [{ value: word, description: short.description }] : flags;
  return { candidates };
}

/** An option that adds to what was given before. */
function isRepeatable(option: Option): boolean {
  return option.long === '--table';
}
