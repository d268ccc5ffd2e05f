import type { Action, Status } from '../../table/entry.js';
import type { Table } from '../../table/table.js';
import { collect } from '../collect.js';
import type { Finding, FoundCode, Sink } from '../stream.js';

/** A code as `--json` and `--ndjson` tell it. */
export interface FindingFields {
  readonly code: string;
  /** Whether the table has it. */
  readonly known: boolean;
  readonly message?: string;
  /** The message with its params in their places. */
  readonly rendered?: string;
  readonly params?: readonly string[];
  readonly status?: Status;
  readonly action?: Action;
}

/** A place in an input. */
export interface Place {
  /** The line, from 1. */
  readonly line: number;
  /** The first byte of the code in its line, from 1; in the decoded text if the file was decoded. */
  readonly column: number;
  /** The first byte of the code in its file, from 0; in the decoded text if the file was decoded. */
  readonly offset: number;
}

/** A code and where it stands. */
export interface LocatedFinding extends FindingFields, Place {
  /** The file it was found in; absent for standard input. */
  readonly file?: string;
}

/** What there is to tell of a code, absent fields left out. */
export function findingFields({ code, entry, params, rendered }: Finding): FindingFields {
  return {
    code,
    known: entry !== undefined,
    ...(entry ? { message: entry.message } : {}),
    ...(rendered === undefined ? {} : { rendered }),
    ...(params === undefined ? {} : { params }),
    ...(entry?.status ? { status: entry.status } : {}),
    ...(entry?.action ? { action: entry.action } : {}),
  };
}

/** Follows where in its input a stream has come to. */
export class Position {
  /** How many bytes have passed. */
  offset = 0;
  /** How many lines have ended. */
  newlines = 0;
  /** Where the current line starts, in bytes from the start. */
  lineStart = 0;

  /** Takes note of a stretch that passed. */
  advance(text: string, from: number, to: number): void {
    const stretch = text.slice(from, to);
    for (let at = stretch.indexOf('\n'); at >= 0; at = stretch.indexOf('\n', at + 1)) {
      this.newlines++;
      this.lineStart = this.offset + at + 1;
    }
    this.offset += to - from;
  }

  /** The place so many bytes back on the current line. */
  before(length: number): Place {
    const offset = this.offset - length;
    return { line: this.newlines + 1, column: offset - this.lineStart + 1, offset };
  }

  /** How many lines there have been, an unfinished one included. */
  get lines(): number {
    return this.newlines + (this.offset > this.lineStart ? 1 : 0);
  }
}

/** Tells each code with its place. */
export class FindingsSink implements Sink {
  readonly #tell: (finding: LocatedFinding) => void;
  readonly #file: string | undefined;
  readonly #position = new Position();

  /**
   * @param tell Takes each code.
   * @param file The file's name; none for standard input.
   */
  constructor(tell: (finding: LocatedFinding) => void, file?: string) {
    this.#tell = tell;
    this.#file = file;
  }

  pass(_bytes: Uint8Array, text: string, from: number, to: number): void {
    this.#position.advance(text, from, to);
  }

  code({ finding, text, from, to, length, late }: FoundCode): void {
    this.#position.advance(text, from, to);
    this.#tell({
      ...(this.#file === undefined ? {} : { file: this.#file }),
      ...(late ? (late.mark as Place) : this.mark(length)),
      ...findingFields(finding),
    });
  }

  mark(length: number): Place {
    return this.#position.before(length);
  }

  flush(): void {}

  end(): void {}
}

/** Reads the codes out of one stream of bytes. */
export interface FindingsReader {
  /** Takes the next bytes, cut anywhere, and returns the codes that are certain by now. */
  push(chunk: Uint8Array): LocatedFinding[];
  /** Ends the input and returns what is left. */
  end(): LocatedFinding[];
}

/**
 * Makes a reader of the codes in a stream: what `mmerr explain --json` prints, as objects.
 *
 * @param table The codes to know.
 * @param file The file's name, if the findings are to carry it.
 */
export function createFindingsReader(table: Table, file?: string): FindingsReader {
  return collect(table, (tell) => new FindingsSink(tell, file));
}
