import type { FoundCode, Sink } from '../code-stream.js';
import { type CountedFile, Counts, joinParams, type Tally } from '../counts.js';
import { LineClock, type LineTime } from '../line-clock.js';
import type { ReadTime } from '../line-time.js';

/** The line of a code, and its time. */
interface Mark {
  readonly line: number;
  readonly lineTime: LineTime;
}

/** Counts the codes of one input. */
export class SummarySink implements Sink {
  /** The counts so far. */
  readonly counts = new Counts();
  readonly #file: CountedFile;
  readonly #clock: LineClock;
  /** Codes of the current line, until its time is known. */
  #waiting: [tally: Tally, mark: Mark][] = [];
  /** The last line on which a code was seen. */
  #line = 0;

  /**
   * @param readTime Reads a line's time.
   * @param name The name of the input; `undefined` for standard input.
   */
  constructor(readTime: ReadTime, name?: string) {
    this.#file = { name, lines: 0, from: undefined, to: undefined };
    this.counts.files.push(this.#file);
    this.#clock = new LineClock(readTime, () => this.#addWaiting());
  }

  pass(_bytes: Uint8Array, text: string, from: number, to: number): void {
    this.#clock.advance(text, from, to);
  }

  code({ finding, text, from, to, late }: FoundCode): void {
    this.#clock.advance(text, from, to);
    const { counts } = this;
    const { code, entry, params } = finding;
    counts.occurrences++;
    const line = late ? (late.mark as Mark).line : this.#clock.newlines + 1;
    // A code that is completed late is the only one on its line.
    if (late || line !== this.#line) counts.linesWithCode++;
    if (!late) this.#line = line;
    const tally = counts.tally(code, entry);
    if (!tally) {
      counts.unlisted++;
      return;
    }
    tally.occurrences++;
    if (params) joinParams(tally, params);
    if (!late && tally.seen === line) return;
    if (!late) tally.seen = line;
    const mark = late ? (late.mark as Mark) : this.mark();
    if (mark.lineTime.isKnown) this.#addLine(tally, mark);
    else this.#waiting.push([tally, mark]);
  }

  mark(): Mark {
    return { line: this.#clock.newlines + 1, lineTime: this.#clock.ask() };
  }

  flush(): void {}

  end(): void {
    this.#clock.end();
    this.measure();
  }

  /** Updates the number of lines and the range of times read so far. */
  measure(): void {
    this.#file.lines = this.#clock.lines;
    this.counts.span(this.#file, this.#clock.first, this.#clock.last);
    this.counts.fit();
  }

  #addWaiting(): void {
    for (const [tally, mark] of this.#waiting) this.#addLine(tally, mark);
    this.#waiting = [];
  }

  #addLine(tally: Tally, { line, lineTime }: Mark): void {
    this.counts.addLine(tally, { file: 0, line, time: lineTime.time });
  }
}
