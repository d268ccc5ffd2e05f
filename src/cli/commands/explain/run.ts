import { createExplainer, type ExplainerOptions } from '../../../explain/explainer.js';
import { NOTE_INDENT } from '../../../explain/sinks/below.js';
import type { CodeFilter } from '../../../explain/sinks/filter.js';
import { createCodeFilter } from '../../../lookup/list.js';
import { explainStyle } from '../../../render/style.js';
import type { Table } from '../../../table/table.js';
import { visible } from '../../../text/visible.js';
import { colorLevel } from '../../color.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { type FilterOptions, readFilter } from '../../filters.js';
import { listen } from '../../io/interruption.js';
import { write } from '../../io/io.js';
import { bytesTo } from '../../io/output.js';
import { createProgress } from '../../io/progress.js';
import { claimStdin } from '../../io/stdin.js';
import { explainAll, type Mode } from './inputs.js';
import { LimitWarnings } from './limits.js';
import { copyMode, findingsMode, quietMode, summaryMode } from './modes.js';

export interface ExplainOptions extends FilterOptions {
  readonly below?: boolean;
  readonly onlyMatching?: boolean;
  readonly lineNumber?: boolean;
  readonly ndjson?: boolean;
  readonly summary?: boolean;
  readonly merge?: boolean;
  readonly quiet?: boolean;
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
    throw new UsageError('no input; name a file or pipe a log: tail -f app.log | mmerr explain');
  }
  const inputs = files.length === 0 ? ['-'] : files;
  if (inputs.includes('-')) claimStdin(io.stdin, 'input');
  if (options.merge) {
    const { mergeSummaries } = await import('./merge.js');
    return mergeSummaries(context, inputs);
  }
  const limits = new LimitWarnings();
  const mode = await createMode(context, options, inputs.length > 1, limits);
  const interruption = listen(io);
  // A summary on a terminal shows its own progress.
  const silent = options.quiet || (options.summary && !io.stdout.isTTY);
  const progress = createProgress(io.stderr, silent ? undefined : io.stdout);
  try {
    const failed = await explainAll(context, inputs, mode, progress, interruption);
    progress.clear();
    // The terminal shows ^C, so start the summary on a new line.
    if (interruption.exitCode !== undefined && io.stderr.isTTY && !mode.isShown) {
      await write(io.stderr, '\n');
    }
    const code = await mode.finish();
    await limits.print(context);
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    // As with grep, `--quiet` reports a code that was found even if something else failed.
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
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} cannot be used together`);
  refuseMerge(options);
  if (!options.lineNumber) return;
  const mode = given.find((option) => option !== '--below');
  if (mode) throw new UsageError(`--line-number and ${mode} cannot be used together`);
  if (!options.onlyMatching) throw new UsageError('--line-number requires --only-matching');
}

/** Rejects options that do not go with `--merge`. */
function refuseMerge(options: ExplainOptions): void {
  if (!options.merge) return;
  if (!options.summary) throw new UsageError('--merge requires --summary');
  const filters = (['code', 'section', 'status', 'action'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (filters.length > 0) {
    throw new UsageError(
      `--merge and --${filters[0]} cannot be used together; filter when making the summaries`,
    );
  }
}

async function createMode(
  context: Context,
  options: ExplainOptions,
  several: boolean,
  limits: LimitWarnings,
): Promise<Mode> {
  const table = await context.table();
  const filter = filterOf(table, options);
  if (options.quiet) return quietMode(table, filter);
  if (options.summary) return summaryMode(context, table, filter, limits);
  const write = bytesTo(context.io.stdout);
  if (context.options.json) return findingsMode(table, write, filter, limits);
  const color = colorLevel(context.options.color ?? 'auto', context.io.env, context.io.stdout);
  const wrap = options.below ? await wrapFor(context) : undefined;
  return copyMode(write, (name) =>
    createExplainer(table, {
      mode: options.ndjson ? 'ndjson' : options.below ? 'below' : 'inline',
      onlyMatching: options.onlyMatching ?? false,
      ...linePrefix(context, options, several, name),
      onLimit: limits.of(name),
      transient: true,
      ...(color !== 0 && !options.ndjson ? { style: explainStyle(color) } : {}),
      ...(wrap ? { wrap } : {}),
      ...(filter ? { filter } : {}),
    }),
  );
}

/** The prefix of lines, as in grep. JSON lines get none, to stay valid JSON. */
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

/** The filter of the options; `undefined` if all codes pass. */
function filterOf(table: Table, options: FilterOptions): CodeFilter | undefined {
  const filter = readFilter(table, options);
  if (Object.keys(filter).length === 0) return undefined;
  const passes = createCodeFilter(table, filter);
  return ({ code, entry }) => passes(code, entry);
}

/** Wraps meanings below a line to the width of the terminal, if there is one. */
async function wrapFor(context: Context): Promise<((text: string) => string[]) | undefined> {
  const screen = await context.screen();
  if (screen.columns === undefined) return undefined;
  const margin = `\n${NOTE_INDENT}`;
  return (text) => screen.wrap(text, NOTE_INDENT.length).split(margin);
}
