import { createScreen, type Screen } from '../render/screen.js';
import { builtinTable } from '../table/builtin.js';
import type { Table } from '../table/table.js';
import { jsonText } from '../text/json.js';
import { visibleLines } from '../text/visible.js';
import { type ColorChoice, colorLevel } from './color.js';
import { columnsOf, type Io, write } from './io/io.js';
import { bytesTo } from './io/output.js';
import { showsUnicode } from './locale.js';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: ColorChoice;
  /** The files named by `--table`, in order. */
  readonly table?: readonly string[];
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
  /** Writes a text of its own format; on a terminal with its control characters made visible. */
  printDocument(text: string): Promise<void>;
  /** Writes a result as JSON. */
  printJson(value: unknown): Promise<void>;
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
    printDocument: (text) => {
      const lines = text.replace(/\n$/, '');
      return print(io.stdout.isTTY ? visibleLines(lines) : lines);
    },
    printJson: (value) => print(jsonText(value, 2)),
    warn: (text) => write(io.stderr, `mmerr: ${text}\n`),
  };
}
