import { ByteBuffer } from '../../../explain/byte-buffer.js';
import {
  createExplainer,
  type Explainer,
  type ExplainerOptions,
} from '../../../explain/explainer.js';
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
import { EXIT, UsageError } from '../../errors.js';
import { listen } from '../../io/interruption.js';
import { write } from '../../io/io.js';
import { bytesTo, type WriteBytes } from '../../io/output.js';
import { createProgress } from '../../io/progress.js';
import { claimStdin } from '../../io/stdin.js';
import { explainAll, type Mode } from './inputs.js';

export interface ExplainOptions {
  readonly below?: boolean;
  readonly onlyMatching?: boolean;
  readonly lineNumber?: boolean;
  readonly ndjson?: boolean;
  readonly summary?: boolean;
  readonly quiet?: boolean;
}

/** Bold for the code, dim for what is added; each switches off just what it switched on. */
const STYLE: ExplainStyle = {
  code: ['\x1b[1m', '\x1b[22m'],
  note: ['\x1b[0;2m', '\x1b[22m'],
};

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
  const interruption = listen(io);
  const silent = options.summary || options.quiet;
  const progress = createProgress(io.stderr, silent ? undefined : io.stdout);
  try {
    const failed = await explainAll(context, inputs, mode, progress, interruption);
    progress.clear();
    // A terminal shows ^C: the summary begins on a line of its own.
    if (interruption.exitCode !== undefined && io.stderr.isTTY) await write(io.stderr, '\n');
    const code = await mode.finish();
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    // Found is found: as with grep, `--quiet` answers its question whatever else failed.
    return failed && !(options.quiet && code === EXIT.found) ? EXIT.failed : code;
  } finally {
    progress.clear();
    interruption.release();
  }
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
  if (!options.lineNumber) return;
  const mode = given.find((option) => option !== '--below');
  if (mode) throw new UsageError(`--line-number and ${mode} cannot be used together`);
  if (!options.onlyMatching) throw new UsageError('--line-number requires --only-matching');
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
  return copyMode(write, (name) =>
    createExplainer(table, {
      mode: options.ndjson ? 'ndjson' : options.below ? 'below' : 'inline',
      onlyMatching: options.onlyMatching ?? false,
      ...linePrefix(context, options, several, name),
      transient: true,
      ...(color > 0 && !options.ndjson ? { style: STYLE } : {}),
    }),
  );
}

/** What lines begin with, as grep has it. A JSON line has to stay one: it gets nothing. */
function linePrefix(
  { io }: Context,
  { lineNumber, ndjson }: ExplainOptions,
  several: boolean,
  name = '(standard input)',
): Pick<ExplainerOptions, 'linePrefix'> {
  if (ndjson || !(several || lineNumber)) return {};
  const file = several ? `${io.stdout.isTTY ? visible(name) : name}:` : '';
  return { linePrefix: lineNumber ? (line) => `${file}${line}:` : () => file };
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

function copyMode(write: WriteBytes, create: (name: string | undefined) => Explainer): Mode {
  return {
    copies: true,
    open(name) {
      const explainer = create(name);
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
    copies: false,
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
    copies: false,
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
    copies: false,
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
