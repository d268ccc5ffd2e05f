import { closeSync, fstatSync } from 'node:fs';
import type { Context } from '../../context.js';
import { reasonOf } from '../../errors.js';
import { heapKeeper } from '../../heap.js';
import { codeHint } from '../../hints.js';
import { decoding, watching } from '../../io/decode.js';
import { type Consume, type Feed, InputError } from '../../io/feed.js';
import { type OpenFile, openFile, readOpenFile, readStdin } from '../../io/input.js';
import { readCommand } from '../../io/input-formats.js';
import type { Interruption } from '../../io/interruption.js';
import type { Progress } from '../../io/progress.js';
import { fileName } from '../../messages.js';

/** What a run does with its inputs, and at the end. */
export interface Mode {
  /** Whether the input is copied to the output. */
  readonly copies: boolean;
  /** Starts the next input. `name` is its file; `undefined` for standard input. */
  open(name: string | undefined): Feed;
  /** Ends the run and returns the exit code. */
  finish(): Promise<number>;
  /** Whether the terminal shows the results so far. */
  readonly isShown?: boolean;
}

/** Feeds all inputs; returns whether any of them could not be read. */
export async function explainAll(
  context: Context,
  inputs: readonly string[],
  mode: Mode,
  progress: Progress,
  stop: Interruption,
): Promise<boolean> {
  let failed = false;
  const keepHeap = heapKeeper();
  for (const name of inputs) {
    let file: OpenFile | undefined;
    let feed: Feed | undefined;
    let raw: Feed | undefined;
    try {
      if (name !== '-') file = await openFile(name, stop.soon);
      if (stop.soon.aborted) break;
      refuseOwnOutput(file?.fd ?? context.io.stdin.fd, context.io.stdout.fd);
      const opened = mode.open(file && name);
      feed = opened;
      const decoder = decoderOf(context, name, file, mode, stop, {
        consume(chunk) {
          keepHeap(chunk.length);
          return opened.consume(chunk);
        },
        end: opened.end,
      });
      let goOn = true;
      const note = (more: undefined | false) => {
        if (more === false) goOn = false;
        return more;
      };
      const consume: Consume = (chunk) => {
        progress.advance(chunk.length);
        const more = decoder.consume(chunk);
        return more instanceof Promise ? more.then(note) : note(more);
      };
      raw = decoder;
      progress.start(name, file?.size ?? 0);
      if (file) await readOpenFile(file, consume, stop);
      else await readStdin(context.io.stdin, consume, stop);
      if (!goOn || (await decoder.end()) === false) break;
    } catch (error) {
      if (!isFaultOfInput(error)) throw error;
      if ((await endAfter(error, raw, feed)) === false) break;
      // A signal that cuts an input short is not an error of the input.
      if (stop.soon.aborted) break;
      failed = true;
      progress.clear();
      const isMissing = (error as { code?: string }).code === 'ENOENT';
      const hint = isMissing ? codeHint(await context.table(), name) : '';
      await context.warn(`${fileName(name)}: ${reasonOf(error)}${hint}`);
    } finally {
      if (file) close(file.fd);
    }
  }
  return failed;
}

/** The feed for an input's raw bytes: files are decoded, standard input is not. */
function decoderOf(
  context: Context,
  name: string,
  file: OpenFile | undefined,
  mode: Mode,
  stop: Interruption,
  feed: Feed,
): Feed {
  if (file) {
    return decoding(name, feed, { fd: file.isRegular ? file.fd : undefined, stop: stop.soon });
  }
  // In a copy, the user sees the format.
  if (mode.copies) return feed;
  return watching(feed, (format) =>
    context.warn(
      `standard input looks like ${format.name}, which is only decoded in files; run: ${readCommand(format, 'FILE')}`,
    ),
  );
}

/** Writes what was held back before an input failed, also by its decoder unless that is what failed. */
async function endAfter(
  error: unknown,
  raw: Feed | undefined,
  feed: Feed | undefined,
): Promise<undefined | false> {
  if (raw && !(error instanceof InputError)) {
    try {
      return await raw.end();
    } catch (cut) {
      // The decoder reports truncated data: that is the error already reported.
      if (!isFaultOfInput(cut)) throw cut;
    }
  }
  return feed?.end();
}

/** Whether an error concerns one input only, so that the others can still be read. */
function isFaultOfInput(error: unknown): boolean {
  return error instanceof InputError || (error as { syscall?: string }).syscall !== undefined;
}

/** Rejects a file that is both input and output: it would grow forever. */
function refuseOwnOutput(input: number | undefined, output: number | undefined): void {
  if (input === undefined || output === undefined) return;
  const [from, to] = [fstatSync(input), fstatSync(output)];
  if (from.isFile() && to.isFile() && from.ino === to.ino && from.dev === to.dev) {
    throw Object.assign(new Error('is both input and output'), { syscall: 'read' });
  }
}

/** Closes a descriptor; that of a pipe may be closed already. */
function close(fd: number): void {
  try {
    closeSync(fd);
  } catch {}
}
