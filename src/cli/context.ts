import { createScreen, type Screen } from '../render/screen.js';
import { plainBuiltinTable } from '../table/builtin.js';
import type { Table } from '../table/table.js';
import { jsonList, jsonText } from '../text/json.js';
import { visibleLines } from '../text/visible.js';
import { type ColorChoice, colorLevel } from './color.js';
import { columnsOf, type Io } from './io/io.js';
import { bytesTo, writeText } from './io/output.js';
import type { Output } from './json-outputs.js';
import { showsUnicode } from './locale.js';
import { say } from './messages.js';

/** The global options. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: ColorChoice;
  /** The files named by `--table`, in order. */
  readonly table?: readonly string[];
}

/** The options of commands with long results. */
export interface PageOptions {
  /** `false` with `--no-pager`. */
  readonly pager?: boolean;
}

/** The context of a command. */
export interface Context {
  readonly io: Io;
  readonly options: GlobalOptions;
  /** The built-in table, overridden by the user's own tables; loaded once. */
  table(): Promise<Table>;
  /** The layout of standard output. */
  screen(): Promise<Screen>;
  /** Writes a result and a line end. */
  print(text: string): Promise<void>;
  /** Writes a result in pieces, and a line end after it: for one that may be longer than a text can be. */
  printPieces(pieces: Iterable<string>): Promise<void>;
  /**
   * Writes text in a format of its own. On a terminal, control characters are made visible, and with
   * options for paging it goes through a pager.
   */
  printDocument(text: string, options?: PageOptions): Promise<void>;
  /** Writes a long result: through a pager if it does not fit on the terminal. */
  page(text: string, options: PageOptions): Promise<void>;
  /** Writes a result as JSON. */
  printJson<T extends Output>(value: T): Promise<void>;
  /** Writes a line on standard error, prefixed with the name of the program. */
  warn(text: string): Promise<void>;
}

/** How much of a result is written at once, in characters. */
const PIECE = 64 << 10;

/** Creates the context of a run. */
export function createContext(io: Io, options: GlobalOptions): Context {
  let table: Promise<Table> | undefined;
  const print = (text: string) => writeText(io.stdout, `${text}\n`);
  const printPieces = async (pieces: Iterable<string>) => {
    const write = bytesTo(io.stdout);
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.length < PIECE) continue;
      if (!(await write(Buffer.from(text)))) return;
      text = '';
    }
    await write(Buffer.from(`${text}\n`));
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
      if (own.length === 0 && !io.env.MMERR_TABLE) return plainBuiltinTable;
      const { loadTables } = await import('./tables.js');
      table ??= loadTables(io, own);
      return table;
    },
    screen() {
      const level = colorLevel(options.color ?? 'auto', io.env, io.stdout);
      return createScreen(columnsOf(io.stdout), level, showsUnicode(io.env, process.platform));
    },
    print,
    printPieces,
    printDocument(text, options) {
      const lines = text.replace(/\n$/, '');
      return page(io.stdout.isTTY ? visibleLines(lines) : lines, options);
    },
    page,
    printJson: (value) =>
      Array.isArray(value) ? printPieces(jsonList(value)) : print(jsonText(value, 2)),
    warn: (text) => say(io, `mmerr: ${text}\n`),
  };
}
