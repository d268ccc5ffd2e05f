import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  indexChinese,
  indexDescriptions,
  indexKinds,
  indexMessages,
  indexThesaurus,
  listRealWords,
} from '../../scripts/search-index.js';
import { formatIndex, indexTexts, readIndex } from '../../src/search/inverted-index.js';
import { search } from '../../src/search/search.js';
import { stem } from '../../src/search/words.js';
import { builtinTable } from '../../src/table/builtin.js';
import { createTable } from '../../src/table/table.js';
import { formatSortedLines, SortedLines } from '../../src/text/sorted-lines.js';
import { readCases } from './cases.js';

const file = (name: string) => readFileSync(`data/${name}`, 'utf8');
const json = (name: string) => JSON.parse(file(`${name}.json`));
const { entries } = builtinTable;

describe('the indexes made in advance', () => {
  test.each([
    ['kinds.json', () => indexKinds(entries)],
    ['messages.tsv', () => indexMessages(entries)],
    [
      'descriptions.tsv',
      () => indexDescriptions(entries, json('descriptions'), json('related-words')),
    ],
    ['descriptions-chinese.tsv', () => indexChinese(entries, json('descriptions-chinese'))],
    ['thesaurus.tsv', () => indexThesaurus(json('thesaurus'))],
    ['thesaurus-other-languages.tsv', () => indexThesaurus(json('thesaurus-other-languages'))],
    [
      'real-words.txt',
      () =>
        listRealWords({
          messages: file('index/messages.tsv'),
          descriptions: file('index/descriptions.tsv'),
          thesaurus: file('index/thesaurus.tsv'),
        }),
    ],
  ])('are the regenerated ones, byte for byte: %s', (name, make) => {
    expect(file(`index/${name}`) === make()).toBe(true);
  });

  test('find what an index made at run time finds', () => {
    const table = createTable(entries);
    for (const { query } of readCases('queries-varied').filter((_, i) => i % 8 === 0)) {
      expect(search(table, query), query).toEqual(search(builtinTable, query));
    }
  });
});

test('an index read again is the same', () => {
  const word = fc.constantFrom('account', 'accounts', 'not', 'empty', 'the', '账户', 'constructor');
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
  const related = fc.array(word, { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, related), { maxLength: 5 }), (pairs) => {
      const made = indexTexts(
        pairs.map(([text]) => text),
        pairs.map(([, related]) => related),
      );
      const read = readIndex(formatIndex(made));
      expect(read.words().split(' ').sort()).toEqual(made.words().split(' ').sort());
      expect(read.weights()).toEqual(made.weights());
      for (const word of [...made.words().split(' '), 'absent', 'constructor']) {
        expect(read.get(stem(word))).toEqual(made.get(stem(word)));
      }
    }),
  );
});

test('an index knows how a word is used at each place', () => {
  const index = indexTexts(
    ['fund, not fund', '', 'new fund'],
    [['purse'], ['fund', 'not fund'], ['fund']],
  );
  // In the text, related, negated in the text, negated and related; each text as a difference.
  expect(index.get('fund')).toEqual({
    fund: [
      [0, 0, 2, 1],
      [1, 10_000, 1, 10_000],
      [0, 1],
      [1, 10_001],
    ],
  });
  expect(index.get('purs')).toEqual({ purse: [[], [0, 10_000]] });
});

test('sorted lines find each of their keys, and no other', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '!', '#', ' ', '账'), maxLength: 4 });
  const value = fc.string({ unit: fc.constantFrom('a', '1', '[', ' '), maxLength: 4 });
  fc.assert(
    fc.property(fc.dictionary(key, value), key, (values, other) => {
      const lines = new SortedLines(formatSortedLines(Object.entries(values)));
      for (const [each, its] of Object.entries(values)) expect(lines.get(each)).toBe(its);
      expect(lines.get(other)).toBe(Object.hasOwn(values, other) ? values[other] : undefined);
    }),
  );
});
