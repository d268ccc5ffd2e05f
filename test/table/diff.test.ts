import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffTables } from '../../src/table/diff.js';
import type { Entry } from '../../src/table/entry.js';
import { diffWords } from '../../src/text/word-diff.js';
import { importPage } from '../support/import-page.js';

const table = (text: string) => importPage({ name: 'p', text: `Page\n${text}` }).entries;

describe('tables', () => {
  const from = table('ORD001=One\nORD002=Two\nORD003=Three');
  const to = table('ORD004=Four\nORD003=Three, renewed\nORD001=One');

  test('new, gone, changed', () => {
    expect(diffTables(from, to)).toMatchObject({
      added: [{ code: 'ORD004' }],
      removed: [{ code: 'ORD002' }],
      changed: [{ code: 'ORD003', from: { message: 'Three' }, to: { message: 'Three, renewed' } }],
      outside: [],
    });
  });

  test('the same table has no differences', () => {
    expect(diffTables(from, from)).toEqual({ added: [], removed: [], changed: [], outside: [] });
  });

  test('a paraphrase from another page is not gone because a page lacks it', () => {
    const companion: Entry = {
      ...(from[0] as Entry),
      code: 'ORD009',
      source: { page: 'sister', lines: [], wording: 'paraphrase' },
    };
    const other: Entry = { ...companion, code: 'ORD008' };
    expect(diffTables([...from, companion], from)).toMatchObject({
      removed: [],
      outside: [{ code: 'ORD009' }],
    });
    expect(diffTables([...from, companion, other], [...from, other])).toMatchObject({
      removed: [{ code: 'ORD009' }],
      outside: [],
    });
  });
});

describe('words', () => {
  test.each([
    [
      'Please try again later',
      'Please wait and try again',
      [
        ['same', 'Please '],
        ['added', 'wait and '],
        ['same', 'try again'],
        ['removed', ' later'],
      ],
    ],
    [
      'the old password is wrong',
      'the new passphrase is wrong',
      [
        ['same', 'the '],
        ['removed', 'old password'],
        ['added', 'new passphrase'],
        ['same', ' is wrong'],
      ],
    ],
    [
      '订单不存在',
      '账户不存在',
      [
        ['removed', '订单'],
        ['added', '账户'],
        ['same', '不存在'],
      ],
    ],
    ['', 'a', [['added', 'a']]],
    ['a', 'a', [['same', 'a']]],
  ])('%s → %s', (from, to, expected) => {
    expect(diffWords(from, to).map(({ kind, text }) => [kind, text])).toEqual(expected);
  });

  test('what is not added makes up the old sentence, what is not removed the new one', () => {
    const word = fc.constantFrom('a', 'the ', ' ', '  ', 'order', '单', '😀', '%s', '.', '\ud800');
    const sentence = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((w) => w.join('')),
    );
    fc.assert(
      fc.property(sentence, sentence, (from, to) => {
        const segments = diffWords(from, to);
        const without = (kind: string) =>
          segments.flatMap((s) => (s.kind === kind ? [] : [s.text])).join('');
        expect(without('added')).toBe(from);
        expect(without('removed')).toBe(to);
      }),
    );
  });

  test('very long sentences are bounded', () => {
    const [a, b] = ['a b c '.repeat(50_000), 'b x '.repeat(50_000)];
    expect(diffWords(a, b).length).toBeLessThanOrEqual(4);
  });
});
