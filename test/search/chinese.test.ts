import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toWords } from '../../src/message/words.js';
import { cutHan } from '../../src/search/chinese.js';
import { search } from '../../src/search/search.js';
import { makeWord, readWords } from '../../src/search/words.js';
import { builtinTable } from '../../src/table/builtin.js';
import { hasHan, isPlainChinese } from '../../src/text/chinese.js';

describe('a run of Chinese characters', () => {
  const terms = new Set(['提现', '匹配', '不允许', '扣款', '失败']);
  const fillers = new Set(['的', '请问']);
  const cut = (text: string) =>
    cutHan(makeWord(text), terms, fillers).map(({ text, negated }) =>
      negated ? `!${text}` : text,
    );

  test.each([
    ['请问提现的失败', ['提现', '失败']],
    ['不匹配', ['!匹配']],
    ['不允许提现', ['不允许', '提现']],
    ['还没匹配提现', ['!匹配', '提现']],
    ['提现龙虾失败', ['提现', '龙虾', '失败']],
  ])('%s is cut into terms', (text, words) => {
    expect(cut(text)).toEqual(words);
  });
});

test('plain Chinese has no other letters than Han characters', () => {
  for (let unit = 0x80; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit);
    if (!isPlainChinese(character)) continue;
    const isLetter = /[\p{L}\p{M}\p{N}]/u.test(character);
    expect(hasHan(character), character).toBe(isLetter);
    expect(/\p{Script=Han}/u.test(character), character).toBe(isLetter);
  }
});

test('plain Chinese reads as it does among other letters', () => {
  const part = fc.constantFrom(
    '密码',
    '错',
    '，',
    '…',
    '！',
    ' ',
    'Fund',
    "can't",
    '２',
    '不',
    '5',
  );
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        const plain = readWords(text).map(({ text }) => text);
        expect(
          readWords(`${text} é`)
            .slice(0, -1)
            .map(({ text }) => text),
        ).toEqual(plain);
        expect(toWords(`${text} é`)).toBe(`${toWords(text).trimEnd()} é `);
      },
    ),
  );
});

test.each([
  ['URL encoding', encodeURIComponent],
  [
    'JSON escapes',
    (text: string) => text.replace(/./g, (one) => `\\u${one.charCodeAt(0).toString(16)}`),
  ],
])('Chinese in %s is searched like Chinese', (_, encode) => {
  // Words that only descriptions have.
  const query = '手机换了收不到验证码';
  expect(search(builtinTable, encode(query))).toEqual(search(builtinTable, query));
});

test('a Chinese compound is as good as its parts where nothing says the whole', () => {
  expect(search(builtinTable, '提现扣款失败')[0]?.entry.code).toBe('FS51003');
});

test.each([
  ['密码错误', '請問密碼錯誤是什麼意思，怎麼辦？'],
  ['汇率获取失败', '您好，報錯：匯率獲取失敗'],
  ['未绑定银行卡', '未綁定銀行卡'],
])('%s is found alike in traditional characters and among polite words', (plain, polite) => {
  const [expected] = search(builtinTable, plain);
  expect(expected).toBeDefined();
  expect(search(builtinTable, polite)[0]?.entry.message).toBe(expected?.entry.message);
});
