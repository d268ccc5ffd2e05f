import type { Action, Entry, Status } from '../../table/entry.js';
import type { Finding, Sink } from '../stream.js';
import { Position } from './findings.js';

/** How often one code occurred, and where first and last. */
export interface CodeCount {
  readonly code: string;
  readonly count: number;
  /** The line it stood on first, from 1, in its own file. */
  readonly firstLine: number;
  /** The line it stood on last, from 1, in its own file. */
  readonly lastLine: number;
  /** The file of `firstLine`, where there are several. */
  readonly firstFile?: string;
  /** The file of `lastLine`, where there are several. */
  readonly lastFile?: string;
}

/** A code that the table knows, counted. */
export interface KnownCodeCount extends CodeCount {
  readonly message: string;
  readonly status?: Status;
  readonly action?: Action;
}

/** What occurred how often in a log. */
export interface Summary {
  /** How many lines were read. */
  readonly lines: number;
  /** How many codes were found, undocumented ones included. */
  readonly occurrences: number;
  /** The codes that the table knows, most frequent first. */
  readonly codes: readonly KnownCodeCount[];
  /** The code-shaped words that it lacks, most frequent first. */
  readonly undocumented: readonly CodeCount[];
}

interface Tally {
  readonly entry: Entry | undefined;
  count: number;
  readonly first: Place;
  last: Place;
}

interface Place {
  readonly line: number;
  readonly file: string | undefined;
}

/** So many different undocumented codes are counted one by one: a bound for logs full of made-up ones. */
const MAX_UNDOCUMENTED = 50_000;

/** Counts the codes of one or several inputs. */
export class SummaryCounter {
  readonly #tallies = new Map<string, Tally>();
  readonly #positions: Position[] = [];
  #occurrences = 0;
  #undocumented = 0;
  #unlisted = 0;

  /** How many of the occurrences the summary does not list, since too many different codes came first. */
  get unlisted(): number {
    return this.#unlisted;
  }

  /**
   * Starts counting a further input.
   *
   * @param file Its name, if the places of first and last occurrences are to name it.
   * @returns The sink to feed it to.
   */
  open(file?: string): Sink {
    const position = new Position();
    this.#positions.push(position);
    return {
      pass: (_bytes, text, from, to) => position.advance(text, from, to),
      code: ({ finding, text, from, to, late }) => {
        position.advance(text, from, to);
        const line = late ? (late.mark as number) : position.newlines + 1;
        this.#count(finding, { line, file });
      },
      mark: () => position.newlines + 1,
      flush() {},
      end() {},
    };
  }

  #count({ code, entry }: Finding, place: Place): void {
    this.#occurrences++;
    const tally = this.#tallies.get(code);
    if (tally) {
      tally.count++;
      tally.last = place;
    } else if (!entry && this.#undocumented === MAX_UNDOCUMENTED) {
      this.#unlisted++;
    } else {
      if (!entry) this.#undocumented++;
      // A copy of a word: a part of a text would keep all of the text.
      const key = entry ? code : Buffer.from(code, 'latin1').toString('latin1');
      this.#tallies.set(key, { entry, count: 1, first: place, last: place });
    }
  }

  /** What has been counted so far. */
  summary(): Summary {
    const codes: KnownCodeCount[] = [];
    const undocumented: CodeCount[] = [];
    for (const [code, { entry, count, first, last }] of this.#tallies) {
      const counted: CodeCount = {
        code,
        count,
        firstLine: first.line,
        lastLine: last.line,
        ...(first.file === undefined ? {} : { firstFile: first.file }),
        ...(last.file === undefined ? {} : { lastFile: last.file }),
      };
      if (!entry) {
        undocumented.push(counted);
        continue;
      }
      const { message, status, action } = entry;
      codes.push({
        ...counted,
        message,
        ...(status ? { status } : {}),
        ...(action ? { action } : {}),
      });
    }
    const byCount = (a: CodeCount, b: CodeCount) =>
      b.count - a.count || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
    return {
      lines: this.#positions.reduce((sum, position) => sum + position.lines, 0),
      occurrences: this.#occurrences,
      codes: codes.sort(byCount),
      undocumented: undocumented.sort(byCount),
    };
  }
}
