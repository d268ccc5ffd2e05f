import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusOf } from '../../src/search/corpus.js';
import { correct } from '../../src/search/typos.js';
import { Vocabulary } from '../../src/search/vocabulary.js';
import { builtinTable } from '../../src/table/builtin.js';
import { editDistance } from '../../src/text/edit-distance.js';

const vocabulary = new Vocabulary(corpusOf(builtinTable).words);
const words = [...vocabulary.words].filter((word) => /^[a-z]{6,25}$/.test(word));

/** Slips that keep the first letter. */
const SLIPS: Readonly<Record<string, (word: string, at: number) => string>> = {
  'a lost letter': (word, at) => word.slice(0, at) + word.slice(at + 1),
  'a doubled letter': (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  'two swapped letters': (word, at) =>
    word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2),
};

test.each(Object.entries(SLIPS))('a word with %s is found', (_, slip) => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.nat(), (word, place) => {
      const typed = slip(word, 1 + (place % (word.length - 1)));
      fc.pre(!vocabulary.words.has(typed));
      expect(correct(typed, vocabulary, false).map((one) => one.word)).toContain(word);
    }),
  );
});

test('a longer word with two slips is found, or one that is nearer', () => {
  const long = words.filter(({ length }) => length > 8);
  const slip = fc.constantFrom(...Object.values(SLIPS));
  fc.assert(
    fc.property(
      fc.constantFrom(...long),
      fc.tuple(slip, fc.nat()),
      fc.tuple(slip, fc.nat()),
      (word, ...slips) => {
        let typed = word;
        for (const [make, place] of slips) typed = make(typed, 1 + (place % (typed.length - 2)));
        fc.pre(!vocabulary.words.has(typed));
        const distance = editDistance(typed, word, 2);
        fc.pre(distance <= 2);
        const found = correct(typed, vocabulary, false).map((one) => one.word);
        const nearer = found.some((one) => editDistance(typed, one, 2) < distance);
        if (!nearer) expect(found).toContain(word);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['passwo', 'password'],
  ['apssword', 'password'],
  ['passw0rd', 'password'],
])('%s is corrected to %s', (typed, meant) => {
  expect(correct(typed, vocabulary, false)[0]?.word).toBe(meant);
});

test('a pattern matches whole words only', () => {
  const some = new Vocabulary('card cards carded bank-card');
  expect(some.matching('car[^ ]+')).toEqual(['card', 'cards', 'carded']);
  expect(some.matching('[^ ]*card')).toEqual(['card', 'bank-card']);
  expect(new Vocabulary('').matching('a')).toEqual([]);
});
