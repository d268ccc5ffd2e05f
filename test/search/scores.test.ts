import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Scores } from '../../src/search/scores.js';

const SIZE = 6;

/** A score above 0 of some entries. */
const some = fc.dictionary(
  fc.integer({ min: 0, max: SIZE - 1 }).map(String),
  fc.integer({ min: 1, max: 8 }).map((eighths) => eighths / 8),
);

function scoresOf(scores: Readonly<Record<string, number>>): Scores {
  const made = new Scores(SIZE);
  for (const [index, score] of Object.entries(scores)) made.raise(Number(index), score);
  return made;
}

/** The scores as an object. Each entry must be listed once, and no other may have a score. */
function plain({ entries, values }: Scores): Record<string, number> {
  expect(new Set(entries).size).toBe(entries.length);
  expect([...values].filter((value) => value > 0)).toHaveLength(entries.length);
  return Object.fromEntries(entries.map((index) => [index, values[index] as number]));
}

type Known = Readonly<Record<string, number>>;

/** What a law says about each entry, as an object; 0 is no score. */
function each(scoreOf: (index: string) => number): Record<string, number> {
  const indexes = Array.from({ length: SIZE }, (_, index) => String(index));
  return Object.fromEntries(
    indexes.map((index) => [index, scoreOf(index)] as const).filter(([, score]) => score > 0),
  );
}

const at = (scores: Known, index: string): number => scores[index] ?? 0;

describe('scores', () => {
  test('are raised at places, whose entries are written as differences', () => {
    fc.assert(
      fc.property(some, fc.array(fc.nat(SIZE - 1)), (known, indexes) => {
        const scores = scoresOf(known);
        const sorted = [...indexes].sort((a, b) => a - b);
        const places = sorted.flatMap((index, i) => [index - (sorted[i - 1] ?? 0), 7]);
        scores.raiseAt(places, 0.5);
        const raised = each((index) =>
          Math.max(at(known, index), indexes.includes(Number(index)) ? 0.5 : 0),
        );
        expect(plain(scores)).toEqual(raised);
      }),
    );
  });

  test('are raised to products, and added to', () => {
    fc.assert(
      fc.property(some, some, some, (known, first, second) => {
        const raised = scoresOf(known);
        raised.raiseAll(0.5, scoresOf(first), [scoresOf(second)]);
        expect(plain(raised)).toEqual(
          each((index) => Math.max(at(known, index), 0.5 * at(first, index) * at(second, index))),
        );
        const added = scoresOf(known);
        added.addAll(2, scoresOf(first), 0.5);
        expect(plain(added)).toEqual(
          each((index) => at(known, index) + 2 * Math.min(0.5, at(first, index))),
        );
      }),
    );
  });

  test('are kept where others have one, and found near the highest', () => {
    fc.assert(
      fc.property(some, some, (known, others) => {
        const kept = scoresOf(known).among(scoresOf(others));
        expect(plain(kept)).toEqual(
          each((index) => (at(others, index) > 0 ? at(known, index) : 0)),
        );
        const sum = scoresOf(known);
        sum.addAll(1, scoresOf(others));
        for (const scores of [kept, sum]) {
          const all = plain(scores);
          const highest = Math.max(0, ...Object.values(all));
          const near = Object.keys(all).filter((index) => at(all, index) >= highest / 2);
          expect(scores.near(0.5).map(String).sort()).toEqual(near);
        }
      }),
    );
  });
});
