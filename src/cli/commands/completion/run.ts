import { Writable } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { builtinTable } from '../../../table/builtin.js';
import { visible } from '../../../text/visible.js';
import { type Context, createContext } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { type Output, USUAL_COLUMNS } from '../../io/io.js';

/** Where warnings about tables go while somebody is typing. */
const SILENCE: Output = {
  stream: new Writable({ write: (_chunk, _encoding, done) => done() }),
};

/** Prints the script that makes a shell complete mmerr's commands, options and codes. */
export async function runCompletion(context: Context, shell: string | undefined): Promise<number> {
  const { isShell, SCRIPTS } = await import('../../completion/scripts.js');
  const names = Object.keys(SCRIPTS);
  const known = (word: string) => `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
  if (shell === undefined) throw new UsageError(`name a shell: ${known('or')}`);
  const name = shell.toLowerCase() === 'pwsh' ? 'powershell' : shell.toLowerCase();
  if (!isShell(name)) {
    throw new UsageError(`no completion for '${visible(shell)}', only for ${known('and')}`);
  }
  await context.print(SCRIPTS[name].trimEnd());
  return EXIT.found;
}

/**
 * Answers a shell that wants to know how a command line can go on. Says nothing on standard error
 * and never fails: somebody is typing.
 *
 * @param count How many of the words stand before the current one.
 */
export async function runComplete(
  { io, print }: Context,
  program: CommandUnknownOpts,
  shell: string,
  count: string,
  typed: readonly string[],
): Promise<number> {
  try {
    const { complete } = await import('../../completion/complete.js');
    const { formatCompletion } = await import('../../completion/format.js');
    const { unquote } = await import('../../completion/unquote.js');
    // Bash hands words over as they are typed, the other shells without their quotes.
    const words = shell === 'bash' ? typed.map((word) => unquote(word, io.env)) : typed;
    const before = words.slice(0, Number(count));
    const table = async (files: readonly string[]) => {
      const own = files
        .filter((file) => file !== '-')
        .map((file) => file.replace(/^~(?=\/)/, io.env.HOME ?? '~'));
      try {
        return await createContext({ ...io, stderr: SILENCE }, { table: own }).table();
      } catch {
        return builtinTable;
      }
    };
    const completion = await complete(program, before, words[before.length] ?? '', { table });
    const columns = Number(io.env.COLUMNS) || USUAL_COLUMNS;
    await print(await formatCompletion(completion, shell, columns));
  } catch {
    // No candidates are better than a message in the middle of somebody's command line.
  }
  return EXIT.found;
}
