import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { search } from '../../src/search/search.js';
import { isLight, readWords } from '../../src/search/words.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { createTable } from '../../src/table/table.js';

type TextsByCode = Readonly<Record<string, readonly string[]>>;

const read = (name: string): TextsByCode => JSON.parse(readFileSync(`data/${name}.json`, 'utf8'));
const descriptions = read('descriptions');
const chinese = read('descriptions-chinese');
const related = read('related-words');
const each = (byCode: TextsByCode) =>
  Object.entries(byCode).flatMap(([code, texts]) => texts.map((text) => ({ code, text })));
const all = each(descriptions);
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9\u3400-\u9fff]+/g, ' ')
    .trim();

describe('the descriptions', () => {
  test.each([
    ['in English', descriptions, 5, 12],
    ['in Chinese', chinese, 3, 6],
    ['by single words', related, 10, 25],
  ])('are there for every code, and for no other: %s', (_, byCode, least, most) => {
    expect(Object.keys(byCode)).toEqual(builtinTable.entries.map(({ code }) => code));
    for (const texts of Object.values(byCode)) {
      expect(texts.length).toBeGreaterThanOrEqual(least);
      expect(texts.length).toBeLessThanOrEqual(most);
    }
  });

  test('are short, plain and distinct', () => {
    for (const { text } of all) expect(text).toMatch(/^[ -~]{5,100}$/);
    for (const { text } of each(related)) expect(text).toMatch(/^[ -~]{2,40}$/);
    for (const { text } of each(chinese)) expect(text).toMatch(/^[^\n]{3,40}$/);
    for (const some of [all, each(chinese)]) {
      expect(new Set(some.map(({ text }) => plain(text))).size).toBe(some.length);
    }
  });

  test('each have a word that neither the message nor those before them have', () => {
    for (const [code, texts] of Object.entries(descriptions)) {
      const known = new Set<string>();
      const add = (text: string) => {
        const before = known.size;
        for (const { text: word, stem } of readWords(text)) if (!isLight(word)) known.add(stem);
        return known.size > before;
      };
      add(builtinTable.get(code)?.message ?? '');
      const idle = [...texts, ...(related[code] ?? [])].filter((text) => !add(text));
      expect(idle.map((text) => `${code}: ${text}`)).toEqual([]);
    }
  });

  test('are not the queries that search is measured with', () => {
    const files = readdirSync('test/search').filter((name) => /^queries-.*\.json$/.test(name));
    expect(files.length).toBeGreaterThan(6);
    const asked = new Set(
      files
        .flatMap((name) => JSON.parse(readFileSync(`test/search/${name}`, 'utf8')))
        .map(({ query }: { query: string }) => plain(query)),
    );
    const same = [...all, ...each(chinese)].filter(({ text }) => asked.has(plain(text)));
    expect(same).toEqual([]);
  });

  test('nearly all find their own code, or one with the same message', () => {
    // One in sixteen, since there are thousands.
    const some = all.filter((_, index) => index % 16 === 3);
    const found = some.filter(({ code, text }) => {
      const hits = search(builtinTable, text, { limit: 3 });
      const message = builtinTable.get(code)?.message;
      return hits.some(({ entry }) => entry.code === code || entry.message === message);
    });
    expect(found.length / some.length).toBeGreaterThanOrEqual(0.9);
  });

  test('do not count where the table of a user gives the code another message', () => {
    const query = 'swapped my SIM and now the payout is on hold';
    const [best] = search(builtinTable, query);
    const entry = best?.entry as Entry;
    const { code, message } = entry;
    expect(message).toMatch(/phone number change/);
    const own: Entry = { ...entry, message: 'The moon is full' };
    const table = createTable(builtinTable.entries, [own]);
    expect(search(table, query).map((hit) => hit.entry.code)).not.toContain(code);
  });
});
