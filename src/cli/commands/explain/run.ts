import { closeSync, fstatSync } from 'node:fs';
import { ByteBuffer } from '../../../explain/byte-buffer.js';
import { createExplainer, type Explainer } from '../../../explain/explainer.js';
import { createFindingsReader, type LocatedFinding } from '../../../explain/sinks/findings.js';
import type { ExplainStyle } from '../../../explain/sinks/inline.js';
import { SummaryCounter } from '../../../explain/sinks/summary.js';
import { CodeStream } from '../../../explain/stream.js';
import { plural } from '../../../render/plural.js';
import { renderSummary } from '../../../render/summary.js';
import type { Table } from '../../../table/table.js';
import { toBytes } from '../../../text/bytes.js';
import { jsonText } from '../../../text/json.js';
import { visible } from '../../../text/visible.js';
import { colorLevel } from '../../color.js';
import type { Context } from '../../context.js';
import { heapKeeper } from '../../engine.js';
import { EXIT, reasonOf, UsageError } from '../../errors.js';
import { type Consume, type OpenFile, openFile, readOpenFile, readStdin } from '../../io/input.js';
import { write } from '../../io/io.js';
import { bytesTo, type WriteBytes } from '../../io/output.js';
import { createProgress, type Progress } from '../../io/progress.js';
import { claimStdin } from '../../io/stdin.js';

export interface ExplainOptions {
  readonly below?: boolean;
  readonly onlyMatching?: boolean;
  readonly ndjson?: boolean;
  readonly summary?: boolean;
  readonly quiet?: boolean;
}

/** Bold for the code, dim for what is added; each switches off just what it switched on. */
const STYLE: ExplainStyle = {
  code: ['\x1b[1m', '\x1b[22m'],
  note: ['\x1b[0;2m', '\x1b[22m'],
};

/** What an input is fed to: one for each input. */
interface Feed {
  readonly consume: Consume;
  readonly end: () => undefined | false | Promise<undefined | false>;
}

/** How a run answers: what each input is fed to, and what comes when all is read. */
interface Mode {
  /** Opens the next input; `name` is its file, none for standard input. */
  open(name: string | undefined): Feed;
  /** Ends the run and tells its exit code. */
  finish(): Promise<number>;
}

/** Explains logs: files, or standard input. */
export async function runExplain(
  context: Context,
  files: readonly string[],
  options: ExplainOptions = {},
): Promise<number> {
  refuseContradictions(context, options);
  const { io } = context;
  if (files.length === 0 && io.stdin.isTTY) {
    throw new UsageError(
      'nothing is piped in; name a file, or pipe a log: tail -f app.log | mmerr explain',
    );
  }
  const inputs = files.length === 0 ? ['-'] : files;
  if (inputs.includes('-')) claimStdin(io.stdin, 'input');
  const table = await context.table();
  const mode = createMode(context, options, table, inputs.length > 1);
  const stop = new AbortController();
  // Without a summary to write, Ctrl-C just ends the program.
  const release = options.summary ? io.onInterrupt(() => stop.abort()) : () => {};
  const silent = options.summary || options.quiet;
  const progress = createProgress(io.stderr, silent ? undefined : io.stdout);
  try {
    const failed = await explainAll(context, inputs, mode, progress, stop.signal);
    progress.clear();
    // A terminal shows ^C: the summary begins on a line of its own.
    if (stop.signal.aborted && io.stderr.isTTY) await write(io.stderr, '\n');
    const code = await mode.finish();
    if (stop.signal.aborted) return EXIT.interrupted;
    // Found is found: as with grep, `--quiet` answers its question whatever else failed.
    return failed && !(options.quiet && code === EXIT.found) ? EXIT.failed : code;
  } finally {
    progress.clear();
    release();
  }
}

/** Feeds all inputs; returns whether any of them could not be read. */
async function explainAll(
  context: Context,
  inputs: readonly string[],
  mode: Mode,
  progress: Progress,
  stop: AbortSignal,
): Promise<boolean> {
  let failed = false;
  const keepHeap = heapKeeper();
  for (const name of inputs) {
    if (stop.aborted) break;
    let file: OpenFile | undefined;
    try {
      if (name !== '-') file = openFile(name);
      refuseOwnOutput(file?.fd ?? context.io.stdin.fd, context.io.stdout.fd);
      const feed = mode.open(name === '-' ? undefined : name);
      let goOn = true;
      const consume: Consume = (chunk) => {
        progress.advance(chunk.length);
        keepHeap(chunk.length);
        const result = feed.consume(chunk);
        if (result === false) goOn = false;
        return result;
      };
      progress.start(name, file?.size ?? 0);
      if (file) await readOpenFile(file, consume, stop);
      else await readStdin(context.io.stdin, consume, stop);
      if (!goOn || (await feed.end()) === false) break;
    } catch (error) {
      // Only what the system says of a file is no fault of ours.
      if ((error as { syscall?: string }).syscall === undefined) throw error;
      failed = true;
      progress.clear();
      await context.warn(`${visible(name)}: ${reasonOf(error)}`);
    } finally {
      if (file) close(file.fd);
    }
  }
  return failed;
}

/** A file that is explained into itself would never end: each line written is one more to read. */
function refuseOwnOutput(input: number | undefined, output: number | undefined): void {
  if (input === undefined || output === undefined) return;
  const [from, to] = [fstatSync(input), fstatSync(output)];
  if (from.isFile() && to.isFile() && from.ino === to.ino && from.dev === to.dev) {
    throw Object.assign(new Error('is the output, too'), { syscall: 'read' });
  }
}

/** A pipe's descriptor may have been closed by its reader already. */
function close(fd: number): void {
  try {
    closeSync(fd);
  } catch {}
}

function refuseContradictions(context: Context, options: ExplainOptions): void {
  const given = [
    ...(options.below ? ['--below'] : []),
    ...(options.ndjson ? ['--ndjson'] : []),
    ...(options.summary ? ['--summary'] : []),
    ...(options.quiet ? ['--quiet'] : []),
    ...(context.options.json && !options.summary ? ['--json'] : []),
  ];
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} exclude each other`);
}

function createMode(
  context: Context,
  options: ExplainOptions,
  table: Table,
  several: boolean,
): Mode {
  if (options.quiet) return quietMode(table);
  if (options.summary) return summaryMode(context, table, several);
  const write = bytesTo(context.io.stdout);
  if (context.options.json) return findingsMode(table, write);
  const color = colorLevel(context.options.color ?? 'auto', context.io.env, context.io.stdout);
  return copyMode(write, () =>
    createExplainer(table, {
      mode: options.ndjson ? 'ndjson' : options.below ? 'below' : 'inline',
      onlyMatching: options.onlyMatching ?? false,
      transient: true,
      ...(color > 0 && !options.ndjson ? { style: STYLE } : {}),
    }),
  );
}

/** Writes all pieces, in order; only waits where the writer does. */
function writeAll(
  write: WriteBytes,
  pieces: readonly Uint8Array[],
): undefined | false | Promise<undefined | false> {
  for (let index = 0; index < pieces.length; index++) {
    const written = write(pieces[index] as Uint8Array);
    if (written === false) return false;
    if (written === true) continue;
    return written.then((open) =>
      open ? writeAll(write, pieces.slice(index + 1)) : (false as const),
    );
  }
  return undefined;
}

function copyMode(write: WriteBytes, create: () => Explainer): Mode {
  return {
    open() {
      const explainer = create();
      return {
        consume: (chunk) => writeAll(write, explainer.push(chunk)),
        end: () => writeAll(write, explainer.end()),
      };
    },
    finish: async () => EXIT.found,
  };
}

function findingsMode(table: Table, write: WriteBytes): Mode {
  return {
    open(name) {
      const reader = createFindingsReader(table, name);
      const out = new ByteBuffer();
      const tell = (findings: readonly LocatedFinding[]) => {
        if (findings.length === 0) return undefined;
        for (const finding of findings) out.add(`${toBytes(jsonText(finding))}\n`);
        return writeAll(write, [out.take()]);
      };
      return { consume: (chunk) => tell(reader.push(chunk)), end: () => tell(reader.end()) };
    },
    finish: async () => EXIT.found,
  };
}

function summaryMode(context: Context, table: Table, several: boolean): Mode {
  const counter = new SummaryCounter();
  return {
    open(name) {
      const stream = new CodeStream(table, counter.open(several ? (name ?? '-') : undefined));
      return {
        consume: (chunk) => {
          stream.push(chunk);
          return undefined;
        },
        end: () => {
          stream.end();
          return undefined;
        },
      };
    },
    async finish() {
      const summary = counter.summary();
      if (context.options.json) await context.printJson(summary);
      else await context.print(renderSummary(await context.screen(), summary));
      if (counter.unlisted > 0) {
        const further = plural(counter.unlisted, 'occurrence');
        await context.warn(`${further} of further undocumented codes are counted, but not listed`);
      }
      return EXIT.found;
    },
  };
}

function quietMode(table: Table): Mode {
  let found = false;
  return {
    open() {
      const stream = new CodeStream(table, {
        pass() {},
        code() {
          found = true;
        },
        flush() {},
        end() {},
      });
      return {
        consume: (chunk) => {
          stream.push(chunk);
          return found ? false : undefined;
        },
        end: () => {
          stream.end();
          return found ? false : undefined;
        },
      };
    },
    finish: async () => (found ? EXIT.found : EXIT.nothing),
  };
}
