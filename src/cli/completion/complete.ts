import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Table } from '../../table/table.js';
import { valueKindOf } from '../definition.js';
import { begins, type Candidate, commands, narrow, VALUES } from './candidates.js';
import { argumentAt, type Line, readLine, splitFlag, takesValue } from './command-line.js';

/** The possible completions of a command line. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** If a file name may follow: its start. The shell itself completes file names. */
  readonly file?: string;
}

const NOTHING: Completion = { candidates: [] };

/** What the completion needs besides the words. */
export interface Sources {
  /** Loads the table that the command line names. */
  table(files: readonly string[]): Promise<Table>;
}

/**
 * Completes a command line.
 *
 * @param program The parser, whose commands, options and arguments are offered.
 * @param before The words before the current one, without the program's own name.
 * @param current The word to complete, up to the cursor; may be empty.
 */
export async function complete(
  program: CommandUnknownOpts,
  before: readonly string[],
  current: string,
  sources: Sources,
): Promise<Completion> {
  const line = readLine(program, before);
  // The word may start with a quote that is not closed yet.
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
  // Codes that the word can mean, but that do not start with it, must not hide a command.
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

/** Whether an option may be given several times. */
function isRepeatable(option: Option): boolean {
  return option.long === '--table';
}
