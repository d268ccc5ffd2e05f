import { CodeStream } from '../../../explain/code-stream.js';
import { Counts } from '../../../explain/counts.js';
import { createTimeReader } from '../../../explain/line-time.js';
import { type CodeFilter, filtered } from '../../../explain/sinks/filter.js';
import { SummarySink } from '../../../explain/sinks/summary.js';
import { summarize, summaryJson } from '../../../explain/summary.js';
import { plural } from '../../../render/numbers.js';
import { renderLiveSummary, renderSummary } from '../../../render/summary.js';
import type { Table } from '../../../table/table.js';
import type { Context } from '../../context.js';
import { drawLive, type Live } from '../../live.js';
import type { LimitWarnings } from './limits.js';

/** Counts the codes of several inputs and prints the summary. */
export class SummaryRun {
  readonly #context: Context;
  readonly #table: Table;
  readonly #limits: LimitWarnings;
  readonly #filter: CodeFilter | undefined;
  readonly #readTime = createTimeReader();
  #total = new Counts();
  /** The current input. */
  #current: SummarySink | undefined;
  #live: Live | undefined;

  constructor(context: Context, table: Table, limits: LimitWarnings, filter?: CodeFilter) {
    this.#context = context;
    this.#table = table;
    this.#limits = limits;
    this.#filter = filter;
  }

  /** Whether the terminal shows the counts so far. */
  get isShown(): boolean {
    return this.#live?.isShown === true;
  }

  /**
   * Starts the next input.
   *
   * @param name Its file; `undefined` for standard input.
   */
  open(name: string | undefined): CodeStream {
    this.#close();
    const sink = new SummarySink(this.#readTime, name);
    this.#current = sink;
    const { io, options } = this.#context;
    if (io.stdout.isTTY && !options.json) {
      this.#live ??= drawLive(io.stdout, async (rows) =>
        renderLiveSummary(await this.#context.screen(), summarize(this.#soFar()), rows),
      );
    }
    return new CodeStream(this.#table, filtered(sink, this.#filter), this.#limits.of(name));
  }

  /** Prints the summary; text only if there was an input at all, since nothing in it would be true. */
  async finish(): Promise<void> {
    this.#close();
    if (this.#total.files.length === 0 && !this.#context.options.json) return;
    await this.#live?.stop();
    await printSummary(this.#context, this.#total);
  }

  /** Adds the current input to the total. */
  #close(): void {
    this.#current?.measure();
    const counts = this.#current?.counts;
    this.#current = undefined;
    if (!counts) return;
    // Adding copies: the counts of a single input may be large.
    if (this.#total.files.length === 0) this.#total = counts;
    else this.#total.add(counts);
  }

  #soFar(): Counts {
    const counts = new Counts();
    counts.add(this.#total);
    this.#current?.measure();
    if (this.#current) counts.add(this.#current.counts);
    return counts;
  }
}

/** Prints a summary, and warns about codes that it does not list. */
export async function printSummary(context: Context, counts: Counts): Promise<void> {
  const summary = summarize(counts);
  if (context.options.json) await context.printPieces(summaryJson(summary));
  else await context.printPieces(renderSummary(await context.screen(), summary));
  if (summary.unlisted > 0) {
    const further = plural(summary.unlisted, 'occurrence');
    await context.warn(`${further} of more undocumented codes are counted but not listed`);
  }
}
