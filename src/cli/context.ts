import { createScreen, type Screen } from '../render/screen.js';
import { builtinTable } from '../table/builtin.js';
import type { Table } from '../table/table.js';
import { jsonText } from '../text/json.js';
import { visibleLines } from '../text/visible.js';
import { type ColorChoice, colorLevel } from './color.js';
import { columnsOf, type Io, write } from './io/io.js';
import { bytesTo } from './io/output.js';
import { showsUnicode } from './locale.js';
import type { Output } from './outputs.js';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: ColorChoice;
  /** The files named by `--table`, in order. */
  readonly table?: readonly string[];
}

/** The option of a command whose results may be long. */
export interface PageOptions {
  /** `false` with `--no-pager`. */
  readonly pager?: boolean;
}

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly options: GlobalOptions;
  /** The built-in table with the user's own laid over it; read once. */
  table(): Promise<Table>;
  /** What standard output is laid out for. */
  screen(): Promise<Screen>;
  /** Writes a result, and a line end behind it. */
  print(text: string): Promise<void>;
  /**
   * Writes a text of its own format; on a terminal with its control characters made visible, and
   * through a pager if options for that are given.
   */
  printDocument(text: string, options?: PageOptions): Promise<void>;
  /** Writes a long result: on a terminal through a pager, where it does not fit on the screen. */
  page(text: string, options: PageOptions): Promise<void>;
  /** Writes a result as JSON. */
  printJson<T extends Output>(value: T): Promise<void>;
  /** Says something about the results on standard error: one line, the program's name before it. */
  warn(text: string): Promise<void>;
}

/** Makes the context of one run. */
export function createContext(io: Io, options: GlobalOptions): Context {
  let table: Promise<Table> | undefined;
  const print = async (text: string) => {
    const line = `${text}\n`;
    // Node's stream of a pipe or a file takes longer to set up than all of a lookup.
    if (io.stdout.isTTY) await write(io.stdout, line);
    else await bytesTo(io.stdout)(Buffer.from(line));
  };
  const page = async (text: string, { pager = true }: PageOptions = { pager: false }) => {
    const { isTTY, rows } = io.stdout;
    const isLong = isTTY && rows !== undefined && text.split('\n').length >= rows;
    if (!isLong || !pager || io.env.TERM === 'dumb') return print(text);
    const { runPager } = await import('./io/pager.js');
    return runPager(io, `${text}\n`);
  };
  return {
    io,
    options,
    async table() {
      const own = options.table ?? [];
      if (own.length === 0 && !io.env.MMERR_TABLE) return builtinTable;
      const { loadTables } = await import('./tables.js');
      table ??= loadTables(io, own);
      return table;
    },
    screen() {
      const level = colorLevel(options.color ?? 'auto', io.env, io.stdout);
      return createScreen(columnsOf(io.stdout), level, showsUnicode(io.env, process.platform));
    },
    print,
    printDocument(text, options) {
      const lines = text.replace(/\n$/, '');
      return page(io.stdout.isTTY ? visibleLines(lines) : lines, options);
    },
    page,
    printJson: (value) => print(jsonText(value, 2)),
    warn: (text) => write(io.stderr, `mmerr: ${text}\n`),
  };
}
