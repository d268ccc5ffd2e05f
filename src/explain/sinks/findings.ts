import type { Params } from '../../message/template.js';
import type { AnyCode, Entry } from '../../table/entry.js';
import { guidanceOf } from '../../table/guidance.js';
import type { Table } from '../../table/table.js';
import { checkTable } from '../../table/table.js';
import { checkCallback, checkText } from '../../text/check.js';
import type { Count, LineNumber } from '../../text/numbers.js';
import { collect } from '../collect.js';
import { LineClock, type LineTime } from '../line-clock.js';
import { createTimeReader, formatTime, type ReadTime, type Time } from '../line-time.js';
import type { Finding, FoundCode, Sink } from '../stream.js';
import { type CodeFilter, filtered } from './filter.js';

/** A code as `--json` and `--ndjson` tell it. */
export interface FindingFields extends Partial<Pick<Entry, 'message' | 'status' | 'action'>> {
  /** The code; for one that the table lacks, the word as it stands. */
  readonly code: AnyCode;
  /** Whether the table has it. */
  readonly known: boolean;
  /** The message with its params in their places, where their number fits. */
  readonly rendered?: string;
  /** The values that the line carries for the placeholders. */
  readonly params?: Params;
}

/** A place in an input. */
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

/** A code and where it is. */
export interface LocatedFinding extends FindingFields, Place, Pick<Entry, 'section'> {
  /** The file it was found in; absent for standard input. */
  readonly file?: string;
  /** The time of its line, or of the nearest line before that has one. */
  readonly time?: Time;
}

/** The fields of a code, absent ones left out. */
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
