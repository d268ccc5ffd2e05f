/**
 * Scores of the entries of a table, by index.
 *
 * The loops do not call `raise`. V8 soon optimises a small function that is called often, which takes longer than
 * the loops (11 of 258 million instructions of a search).
 */
export class Scores {
  /** The entries that have a score, in the order in which they got it. */
  readonly entries: number[] = [];
  /** The score of each entry of the table: 0 for none. */
  readonly values: Float64Array;
  #highest = 0;

  /** @param size The number of entries in the table. */
  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  /** Whether an entry has a score. */
  has(index: number): boolean {
    return this.values[index] !== 0;
  }

  /** Gives an entry a score, unless it has a higher one. */
  raise(index: number, score: number): void {
    this.raiseAt([index, 0], score);
  }

  /**
   * Gives the entries of a list of places a score, unless they have a higher one.
   *
   * @param places Entry, position, entry, position … Each entry is the difference from the one before.
   */
  raiseAt(places: readonly number[], score: number): void {
    const { entries, values } = this;
    let index = 0;
    for (let i = 0; i < places.length; i += 2) {
      index += places[i] as number;
      const known = values[index] as number;
      if (known >= score) continue;
      if (known === 0) entries.push(index);
      values[index] = score;
    }
    if (places.length > 0) this.#highest = Math.max(this.#highest, score);
  }

  /** Raises the scores of entries to the products of a weight and all of their other scores. */
  raiseAll(weight: number, first: Scores, others: readonly Scores[] = []): void {
    const { entries, values } = this;
    let highest = this.#highest;
    for (let i = 0; i < first.entries.length; i++) {
      const index = first.entries[i] as number;
      let score = weight * (first.values[index] as number);
      for (let j = 0; j < others.length; j++) {
        score *= (others[j] as Scores).values[index] as number;
      }
      const known = values[index] as number;
      if (known >= score) continue;
      if (known === 0) entries.push(index);
      if (score > highest) highest = score;
      values[index] = score;
    }
    this.#highest = highest;
  }

  /**
   * Adds other scores, each multiplied by a weight.
   *
   * @param most Higher ones count as this.
   */
  addAll(weight: number, others: Scores, most = Number.POSITIVE_INFINITY): void {
    const { entries, values } = this;
    let highest = this.#highest;
    for (let i = 0; i < others.entries.length; i++) {
      const index = others.entries[i] as number;
      const known = values[index] as number;
      if (known === 0) entries.push(index);
      const score = known + weight * Math.min(most, others.values[index] as number);
      if (score > highest) highest = score;
      values[index] = score;
    }
    this.#highest = highest;
  }

  /** The scores of the entries that have one in other scores, too. */
  among(others: Scores): Scores {
    const own = new Scores(this.values.length);
    for (const index of this.entries) {
      if (others.has(index)) own.raise(index, this.values[index] as number);
    }
    return own;
  }

  /**
   * The entries whose scores are near the highest one.
   *
   * @param share The least share of the highest score.
   * @param most A higher one counts as this.
   */
  near(share: number, most = Number.POSITIVE_INFINITY): number[] {
    const least = share * Math.min(most, this.#highest);
    return this.entries.filter((index) => (this.values[index] as number) >= least);
  }
}
