import type { Params } from '../../message/template.js';
import type { AnyCode, Entry } from '../../table/entry.js';
import { guidanceOf } from '../../table/guidance.js';
import type { Table } from '../../table/table.js';
import { checkTable } from '../../table/table.js';
import { checkCallback, checkText } from '../../text/check.js';
import type { Count, LineNumber } from '../../text/numbers.js';
import type { Finding, FoundCode, Sink } from '../code-stream.js';
import { collect } from '../collect.js';
import type { OnLimit } from '../limits.js';
import { LineClock, type LineTime } from '../line-clock.js';
import { createTimeReader, formatTime, type ReadTime, type Time } from '../line-time.js';
import { type CodeFilter, filtered } from './filter.js';

/** A code as `--json` and `--ndjson` report it. */
export interface FindingFields extends Partial<Pick<Entry, 'message' | 'status' | 'action'>> {
  /** The documented code; for an undocumented one, the word in the log or the code with its module. */
  readonly code: AnyCode;
  /** Whether it is in the table. */
  readonly known: boolean;
  /** The message with its placeholders filled, if the number of values fits. */
  readonly rendered?: string;
  /** The values for the placeholders. */
  readonly params?: Params;
}

/** A position in an input. */
export interface Place {
  readonly line: LineNumber;
  /**
   * The first byte of the code in its line, counted from 1; in the decoded text if the file was
   * compressed or in UTF-16.
   *
   * @asType integer
   * @minimum 1
   */
  readonly column: number;
  /**
   * The first byte of the code in its file, counted from 0; in the decoded text if the file was
   * compressed or in UTF-16.
   */
  readonly offset: Count;
}

/** A code and its position. */
export interface LocatedFinding extends FindingFields, Place, Pick<Entry, 'section'> {
  /** The file it was found in; absent for standard input. */
  readonly file?: string;
  /** The time of its line, or of the nearest previous line that has one. */
  readonly time?: Time;
}

/** The fields of a code, without absent ones. */
export function findingFields(finding: Finding): FindingFields {
  const { status, action } = finding.entry ?? {};
  return { ...saidOf(finding), ...guidanceOf({ status, action }) };
}

function saidOf({ code, entry, params, rendered }: Finding): FindingFields {
  return {
    code,
    known: entry !== undefined,
    ...(entry ? { message: entry.message } : {}),
    ...(rendered === undefined ? {} : { rendered }),
    ...(params === undefined ? {} : { params }),
  };
}

/** The position of a code, and the time of its line. */
interface Mark {
  readonly place: Place;
  readonly lineTime: LineTime;
}

/** Reports each code with its position. */
export class FindingsSink implements Sink {
  readonly #tell: (finding: LocatedFinding) => void;
  readonly #file: string | undefined;
  readonly #clock: LineClock;
  /** Codes of the current line, until its time is known. */
  #waiting: [finding: Finding, mark: Mark][] = [];

  /**
   * @param tell Receives each code.
   * @param readTime Reads a line's time.
   * @param file The name of the file; `undefined` for standard input.
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
    // If others are waiting, it waits after them.
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
      const { time } = lineTime;
      this.#tell({
        ...(this.#file === undefined ? {} : { file: this.#file }),
        ...place,
        ...(time === undefined ? {} : { time: formatTime(time) }),
        ...saidOf(finding),
        ...guidanceOf(finding.entry ?? {}),
      });
    }
    this.#waiting = [];
  }
}

/** Reads the codes in a stream of bytes or text. */
export interface FindingsReader {
  /**
   * Takes the next bytes or the next piece of text, split anywhere.
   *
   * @returns The codes that are complete; their positions count bytes of UTF-8.
   * @throws {TypeError} For anything else.
   */
  push(chunk: Uint8Array | string): LocatedFinding[];
  /** Ends the input and returns the remaining codes. */
  end(): LocatedFinding[];
}

/**
 * Makes a reader of the codes in a stream, which returns what `mmerr explain --json` prints, as objects. A
 * code is returned once the time of its line is known: at once if the time comes first on the line, at the
 * end of the line at the latest.
 *
 * @param table The known codes.
 * @param file The name of the file, for the findings.
 * @param filter Whether a code counts; without it, all codes count.
 * @param onLimit Called each time a line exceeds a limit.
 */
export function createFindingsReader(
  table: Table,
  file?: string,
  filter?: CodeFilter,
  onLimit?: OnLimit,
): FindingsReader {
  checkTable(table);
  if (file !== undefined) checkText('file', file);
  checkCallback('filter', filter);
  checkCallback('onLimit', onLimit);
  return collect(
    table,
    (tell) => filtered(new FindingsSink(tell, createTimeReader(), file), filter),
    onLimit,
  );
}
