import { Writable } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { plainBuiltinTable } from '../../../table/builtin.js';
import { visible } from '../../../text/visible.js';
import { type Context, createContext } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { type Output, USUAL_COLUMNS } from '../../io/io.js';
import { inLocale } from '../../messages.js';

/** Discards warnings about tables while the user is typing. */
const SILENCE: Output = {
  stream: new Writable({ write: (_chunk, _encoding, done) => done() }),
};

/** Prints the script that makes a shell complete mmerr's commands, options and codes. */
export async function runCompletion(context: Context, shell: string | undefined): Promise<number> {
  const { isShell, SCRIPTS } = await import('../../completion/scripts.js');
  const names = Object.keys(SCRIPTS);
  const known = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  if (shell === undefined) throw new UsageError(`name a shell: ${known}`);
  const name = shell.toLowerCase() === 'pwsh' ? 'powershell' : shell.toLowerCase();
  if (!isShell(name)) {
    throw new UsageError(`unknown shell '${visible(shell)}'; expected ${known}`);
  }
  await context.print(SCRIPTS[name].trimEnd());
  return EXIT.found;
}

/**
 * Answers a shell that completes a command line. Prints nothing on standard error and never fails:
 * the user is in the middle of typing.
 *
 * @param count The number of words before the current one.
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
    // Bash passes words as typed; the other shells remove quotes first.
    const words = shell === 'bash' ? typed.map((word) => unquote(word, io.env)) : typed;
    const before = words.slice(0, Number(count));
    const table = async (files: readonly string[]) => {
      const own = files
        .filter((file) => file !== '-')
        .map((file) => file.replace(/^~(?=\/)/, io.env.HOME ?? '~'));
      try {
        return await createContext({ ...io, stderr: SILENCE }, { table: own }).table();
      } catch {
        return plainBuiltinTable;
      }
    };
    const completion = await complete(program, before, words[before.length] ?? '', { table });
    const columns = Number(io.env.COLUMNS) || USUAL_COLUMNS;
    await print(await formatCompletion(completion, shell, columns, inLocale(io, '…')));
  } catch {
    // Better no candidates than an error message in the middle of a command line.
  }
  return EXIT.found;
}
