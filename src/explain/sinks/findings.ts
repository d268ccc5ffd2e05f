import type { Action, Status } from '../../table/entry.js';
import type { Table } from '../../table/table.js';
import { checkTable } from '../../table/table.js';
import { checkCallback, checkText } from '../../text/check.js';
import { collect } from '../collect.js';
import { LineClock, type LineTime } from '../line-clock.js';
import { createTimeReader, type ReadTime } from '../line-time.js';
import type { Finding, FoundCode, Sink } from '../stream.js';
import { type CodeFilter, filtered } from './filter.js';

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

/** A code and where it is. */
export interface LocatedFinding extends FindingFields, Place {
  /** The file it was found in; absent for standard input. */
  readonly file?: string;
  /** The time of its line, as ISO 8601 in UTC; absent where neither it nor a line before tells one. */
  readonly time?: string;
  readonly section?: string;
}

/** The fields of a code, absent ones left out. */
export function findingFields(finding: Finding): FindingFields {
  const { code, entry, params, rendered } = finding;
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

/** Where a code is, and when its line was written. */
interface Mark {
  readonly place: Place;
  readonly lineTime: LineTime;
}

/** Tells each code with its place. */
export class FindingsSink implements Sink {
  readonly #tell: (finding: LocatedFinding) => void;
  readonly #file: string | undefined;
  readonly #clock: LineClock;
  /** Codes of the current line, until its time is known. */
  #waiting: [finding: Finding, mark: Mark][] = [];

  /**
   * @param tell Takes each code.
   * @param readTime Reads a line's time.
   * @param file The file's name; none for standard input.
   */
  constructor(tell: (finding: LocatedFinding) => void, readTime: ReadTime, file?: string) {
    this.#tell = tell;
    this.#file = file;
    this.#clock = new LineClock(readTime, () => this.#tellWaiting());
  }

  pass(_bytes: Uint8Array, text: string, from: number, to: number): void {
    this.#clock.advance(text, from, to);
  }

  code({ finding, text, from, to, length, late }: FoundCode): void {
    this.#clock.advance(text, from, to);
    const mark = late ? (late.mark as Mark) : this.mark(length);
    this.#waiting.push([finding, mark]);
    // Behind others that wait it waits as well.
    if (this.#waiting.length === 1 && mark.lineTime.isKnown) this.#tellWaiting();
  }

  mark(length: number): Mark {
    const { newlines, lineStart, offset } = this.#clock;
    const start = offset - length;
    return {
      place: { line: newlines + 1, column: start - lineStart + 1, offset: start },
      lineTime: this.#clock.ask(),
    };
  }

  flush(): void {}

  end(): void {
    this.#clock.end();
  }

  #tellWaiting(): void {
    for (const [finding, { place, lineTime }] of this.#waiting) {
      const { status, action, ...fields } = findingFields(finding);
      const { time } = lineTime;
      const { section } = finding.entry ?? {};
      this.#tell({
        ...(this.#file === undefined ? {} : { file: this.#file }),
        ...place,
        ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
        ...fields,
        ...(section === undefined ? {} : { section }),
        ...(status ? { status } : {}),
        ...(action ? { action } : {}),
      });
    }
    this.#waiting = [];
  }
}

/** Reads the codes out of one stream of bytes or text. */
export interface FindingsReader {
  /**
   * Takes the next bytes or the next piece of text, cut anywhere.
   *
   * @returns The codes that are certain by now; their places count bytes of UTF-8.
   * @throws {TypeError} For anything else.
   */
  push(chunk: Uint8Array | string): LocatedFinding[];
  /** Ends the input and returns what is left. */
  end(): LocatedFinding[];
}

/**
 * Makes a reader of the codes in a stream: what `mmerr explain --json` prints, as objects. A code is
 * told once its line's time is known: at once where that comes first on the line, at the line's end
 * at the latest.
 *
 * @param table The codes to know.
 * @param file The file's name, if the findings are to carry it.
 * @param filter Which codes count; all of them without it.
 */
export function createFindingsReader(
  table: Table,
  file?: string,
  filter?: CodeFilter,
): FindingsReader {
  checkTable(table);
  if (file !== undefined) checkText('file', file);
  checkCallback('filter', filter);
  return collect(table, (tell) =>
    filtered(new FindingsSink(tell, createTimeReader(), file), filter),
  );
}
