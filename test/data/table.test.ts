import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type BuiltinSources,
  makeBuiltinTable,
  makeCodeType,
  makeModules,
} from '../../scripts/builtin-table.js';
import { EXPORT_FORMATS, exportTable } from '../../src/exporter/export.js';
import { formatJson } from '../../src/exporter/json.js';
import { auditTable } from '../../src/importer/audit.js';
import { knowledgeOf } from '../../src/importer/knowledge.js';
import { compareCodes, splitCode } from '../../src/table/code.js';
import { diffTables } from '../../src/table/diff.js';
import { ACTIONS, type Entry, STATUSES } from '../../src/table/entry.js';
import { importPage } from '../support/import-page.js';

const file = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
const page = file('pages/client-api-error-code.txt');
const sisterPagesText = file('sister-pages.json');
const sisterPages: BuiltinSources['sisterPages'] = JSON.parse(sisterPagesText);
const facts: {
  pages: {
    corroborates?: string[];
    seen?: Record<string, { bizCode: string; code: string }>;
    seenDocumented?: Record<string, number>;
  }[];
  modules: { module: string; documented: number }[];
  notInTable: { bizCode: string | null; code: string }[];
} = JSON.parse(sisterPagesText);
const corrections: BuiltinSources['corrections'] = JSON.parse(file('message-corrections.json'));
const guidance: BuiltinSources['guidance'] & { why: Record<string, string> } = JSON.parse(
  file('sections-statuses-actions.json'),
);
const modules: string[] = JSON.parse(file('modules.json'));
const sections: Record<string, string> = JSON.parse(file('section-titles.json'));

const committed = file('table.json');
const entries: Entry[] = JSON.parse(committed);
const made = makeBuiltinTable({ page, sisterPages, corrections, guidance });
const byCode = new Map(entries.map((entry) => [entry.code, entry]));
const get = (code: string) => byCode.get(code) as Entry;
const api = (number: number) => get(`USCUSTOMER_API_${String(number).padStart(7, '0')}`);
const line = (number: number) => page.split('\n')[number - 1] as string;

test('the committed table is the regenerated one, byte for byte', () => {
  expect(formatJson(made.entries) === committed).toBe(true);
});

test('the committed list of modules is the regenerated one, byte for byte', () => {
  expect(file('modules.json')).toBe(`${JSON.stringify(makeModules(sisterPages))}\n`);
});

test('the committed type of all codes is the regenerated one, byte for byte', () => {
  expect(readFileSync('src/table/codes.ts', 'utf8')).toBe(makeCodeType(made.entries));
});

test('391 codes: 150 of the page, 227 of three sister pages, 14 of recorded responses', () => {
  const counts: Record<string, number> = {};
  for (const { source } of entries) {
    const key = `${source.page} ${source.wording}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  expect(counts).toEqual({
    'client-api/access/error-code verbatim': 150,
    'manager-api/access/error-code paraphrase': 190,
    'client-api/open-api/readme/request paraphrase': 7,
    'client-api/open-api/readme/error-code paraphrase': 30,
    'openapi/recorded-answers observed': 14,
  });
  expect(entries).toHaveLength(391);
});

describe('the page', () => {
  test('its 167 rows hold 150 codes, and the numbers add up', () => {
    expect(made.rows).toBe(167);
    expect(made.unread).toEqual([]);
    const { totals, pages } = auditTable(entries);
    expect(totals).toEqual({
      rows: 167,
      codes: 391,
      documented: 150,
      unlined: 241,
      // 017, 0000301, 0000302, 0000303 stand there twice.
      repeated: 4,
      // 011 and 016; 0000116 to 119; 0000304 to 307 once each; 0000308 and 309 twice each.
      losing: 14,
      // Line 182 holds two rows.
      spliced: 1,
      unread: 0,
      // Eight blanks, two stumps, four corrections, and line 182: split for two codes, one completed.
      repairs: 17,
      conflicts: 12,
      unresolved: 0,
    });
    expect(pages).toEqual(
      expect.arrayContaining([
        {
          page: 'client-api/access/error-code',
          rows: 167,
          codes: 150,
          paraphrased: 0,
          observed: 0,
        },
        {
          page: 'openapi/recorded-answers',
          rows: 0,
          codes: 14,
          paraphrased: 0,
          observed: 14,
        },
      ]),
    );
  });

  test('every line with a `=` is in the table', () => {
    const rows = page.split('\n').flatMap((text, index) => (text.includes('=') ? [index + 1] : []));
    const used = new Set(
      entries.flatMap(({ source, alternatives = [] }) => [
        ...source.lines,
        ...alternatives.flatMap((other) => other.lines),
      ]),
    );
    expect([...used].sort((a, b) => a - b)).toEqual(rows);
  });

  test('a message that needed no correction stands on its line', () => {
    for (const { code, message, published, source } of entries) {
      for (const number of source.lines) {
        expect(line(number), code).toContain(`=${published ?? message}`);
      }
    }
  });
});

describe('the damaged rows, read by hand', () => {
  test('line 182: two rows, the second cut at its front', () => {
    expect(get('GGATEWAY_CODE_011').alternatives).toEqual([
      { message: 'Invalid account information', lines: [182] },
    ]);
    expect(get('GGATEWAY_CODE_902')).toMatchObject({
      message: 'Service timeout, please contact customer service',
      source: { lines: [182] },
      repairs: [{ kind: 'spliced-row' }, { kind: 'cut-code', was: 'AY_CODE_902' }],
    });
    for (const code of ['GGATEWAY_CODE_011', 'GGATEWAY_CODE_902']) {
      expect(get(code).repairs?.[0]).toMatchObject({
        kind: 'spliced-row',
        line: 182,
        was: line(182),
      });
    }
  });

  test.each([
    [116, 213, 'USCUSTOMER_API_0000111 R_API_0000116'],
    [304, 248, 'USCUSTOMER_API_0000 USTOMER_API_0000304'],
  ])('%i: a stump before the code', (number, at, was) => {
    expect(api(number).source.lines).toEqual([at]);
    expect(api(number).repairs).toMatchObject([{ kind: 'cut-code', line: at, was }]);
  });

  test('0000111 keeps its own message', () => {
    expect(api(111)).toMatchObject({
      message: 'The company does not exist or the operation is prohibited',
      source: { lines: [204] },
    });
  });

  test('0000115 to 0000119: the repeated neighbour loses', () => {
    const repeated = 'The company asset information does not match';
    expect([115, 116, 117, 118, 119].map((number) => api(number).message)).toEqual([
      repeated,
      'The customer account asset information does not match the new customer group, and the group cannot be transferred',
      'The customer account has positions, and the account cannot be closed',
      'The customer account has a balance, and the account cannot be closed',
      'The customer has an unfinished proposal, and the account cannot be closed',
    ]);
    expect(api(115).alternatives).toBeUndefined();
    for (const number of [116, 117, 118, 119]) {
      expect(api(number).alternatives).toEqual([{ message: repeated, lines: [number + 93] }]);
    }
  });

  test('0000301 to 0000309', () => {
    const deleted = 'The default customer group cannot be deleted';
    const missing = 'The customer corresponding customer group information does not exist';
    const facts = [301, 302, 303, 304, 305, 306, 307, 308, 309].map((number) => {
      const { message, source, alternatives = [] } = api(number);
      return [message, source.lines, ...alternatives.map((other) => [other.message, other.lines])];
    });
    expect(facts).toEqual([
      ['The customer group information does not exist', [234, 243]],
      [deleted, [235, 244]],
      [missing, [236, 245]],
      [
        'There are customers under the customer group, and it cannot be deleted',
        [248],
        [deleted, [237]],
      ],
      [
        'There is an exception when deleting products under the customer group',
        [249],
        [missing, [238]],
      ],
      [
        'The company has not configured an account opening group, and cannot register',
        [250],
        [deleted, [239]],
      ],
      ['The customer group name cannot be repeated', [251], [missing, [240]]],
      [
        'There is at least one account opening group in the customer group',
        [252],
        [deleted, [241]],
        [missing, [246]],
      ],
      ['The account opening group cannot be deleted', [253], [missing, [242, 247]]],
    ]);
  });

  test('the gateway codes printed twice', () => {
    expect(get('GGATEWAY_CODE_016')).toMatchObject({
      message: 'The current interface does not support this request type',
      alternatives: [{ lines: [180] }],
    });
    expect(get('GGATEWAY_CODE_017').source.lines).toEqual([175, 181]);
    expect(get('GGATEWAY_CODE_017').alternatives).toBeUndefined();
    expect(get('GGATEWAY_CODE_011').message).toBe(
      'Downstream service abnormality, please contact customer service',
    );
  });

  test('the ten codes with a blank inside: eight stray ones, two stumps', () => {
    const inside = page.split('\n').filter((text) => /^\w[^=]*\s[^=]*\d=/.test(text));
    expect(inside).toHaveLength(10);
    const blanks = entries.flatMap(({ code, repairs = [] }) =>
      repairs.filter((repair) => repair.kind === 'blank-in-code').map(({ was }) => [was, code]),
    );
    expect(blanks.map(([was]) => was)).toEqual([
      'GGATEWAY_ CODE_012',
      'USCUSTOMER_ API_0000008',
      'USCUSTOMER_API_00001 07',
      'USCUSTOMER_API _0000506',
      'USCUSTOMER_API_00005 15',
      'USCUS TOMER_API_0000603',
      'USCUSTOMER _API_0000611',
      'USCUSTOMER_API_ 0000619',
    ]);
    for (const [was, code] of blanks) expect(was?.replaceAll(' ', '')).toBe(code);
  });

  test('the four corrections', () => {
    const corrected = entries.filter((entry) => entry.published !== undefined);
    expect(corrected.map(({ code, message, published }) => ({ code, message, published }))).toEqual(
      corrections.corrections.map(({ code, message, published }) => ({ code, message, published })),
    );
    expect(corrected).toHaveLength(4);
  });
});

describe('the sister pages', () => {
  const named = sisterPages.pages.flatMap(({ page: name, codes }) =>
    Object.entries(codes).map(([code, message]) => ({ code, message, name })),
  );

  test('name no code twice, and none of the page', () => {
    const codes = named.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const ofPage = new Set(
      entries.filter(({ source }) => source.wording === 'verbatim').map(({ code }) => code),
    );
    expect(codes.filter((code) => ofPage.has(code))).toEqual([]);
  });

  test('are in the table with exactly their messages', () => {
    expect(named).toHaveLength(241);
    const inTable = named.map(({ code }) => {
      const { message, source } = get(code);
      return { code, message, name: source.page };
    });
    expect(inTable).toEqual(named);
  });

  test('cannot overwrite the page', () => {
    const rival = { page: 'rival', codes: { G500: 'Something else', G501: 'New' } };
    const table = makeBuiltinTable({
      page,
      sisterPages: { ...sisterPages, pages: [rival, ...sisterPages.pages] },
      corrections,
      guidance,
    });
    const made = new Map(table.entries.map((entry) => [entry.code, entry]));
    expect(made.get('G500')).toEqual(get('G500'));
    expect(made.get('G501')?.source.page).toBe('rival');
  });

  test('a code of no listed module is refused', () => {
    const pages = [{ page: 'p', codes: { XY500: 'A message' } }];
    expect(() =>
      makeBuiltinTable({ page, sisterPages: { ...sisterPages, pages }, corrections, guidance }),
    ).toThrow('XY500');
  });

  test('corroborate codes that exist', () => {
    for (const code of facts.pages.flatMap((item) => [
      ...(item.corroborates ?? []),
      ...Object.keys(item.seenDocumented ?? {}),
    ])) {
      expect(byCode.has(code), code).toBe(true);
    }
  });

  test('a code seen in a response is its module and the service’s own code, and has that module', () => {
    const seen = facts.pages.flatMap((item) => Object.entries(item.seen ?? {}));
    expect(seen).toHaveLength(14);
    for (const [code, response] of seen) {
      expect(response.bizCode + response.code).toBe(code);
      expect(get(code).module, code).toBe(response.bizCode);
    }
  });

  test('the modules listed have as many documented codes as the list says', () => {
    for (const { module, documented } of facts.modules) {
      const own = entries.filter(
        (entry) => entry.module === module && entry.source.wording !== 'observed',
      );
      expect(own, module).toHaveLength(documented);
    }
  });

  test('what they keep out of the table is not in it', () => {
    for (const { bizCode, code } of facts.notInTable) {
      expect(byCode.has(`${bizCode ?? ''}${code}`), code).toBe(false);
    }
  });
});

describe('every entry', () => {
  test('is in order, once', () => {
    const codes = entries.map((entry) => entry.code);
    expect([...codes].sort(compareCodes)).toEqual(codes);
    expect(byCode.size).toBe(codes.length);
  });

  test('says what follows from code and message', () => {
    for (const { code, message, placeholders, family, module } of entries) {
      expect(placeholders, code).toBe(message.match(/%s/g)?.length ?? 0);
      expect(family, code).toBe(splitCode(code)?.family);
      expect(family.startsWith(module), code).toBe(true);
      expect(message, code).toBe(message.trim());
    }
    expect(new Set(entries.map((entry) => entry.module))).toEqual(
      new Set(['', ...modules.filter((module) => !['A', 'MS'].includes(module))]),
    );
  });

  test('has section, status and action, and no guidance is left over', () => {
    expect(new Set(Object.keys(guidance.codes))).toEqual(new Set(byCode.keys()));
    for (const { code, section, status, action } of entries) {
      expect(sections[section ?? ''], code).toBeTypeOf('string');
      expect(STATUSES, code).toContain(status);
      expect(ACTIONS, code).toContain(action);
    }
    expect(new Set(entries.map((entry) => entry.section))).toEqual(new Set(Object.keys(sections)));
    expect(Object.keys(guidance.why).filter((code) => !byCode.has(code))).toEqual([]);
  });
});

describe('the tools for tables of one’s own, on the built-in one', () => {
  test('the page read anew differs in nothing; the sister pages lie outside of it', () => {
    const read = importPage({ name: 'renewed.txt', text: page }, knowledgeOf(entries));
    const diff = diffTables(entries, read.entries);
    expect([diff.added, diff.removed, diff.changed]).toEqual([[], [], []]);
    expect(diff.outside).toHaveLength(241);
    const own = entries.filter((entry) => entry.source.wording === 'verbatim');
    const rename = (entry: Entry) => ({
      ...entry,
      source: { ...entry.source, page: 'renewed.txt' },
    });
    expect(read.entries).toEqual(own.map(rename));
  });

  test.each(EXPORT_FORMATS)('exported as %s it imports back', (format) => {
    const again = importPage(
      { name: '-', text: exportTable(entries, format) },
      knowledgeOf(entries),
    );
    if (format === 'json') expect(again.entries).toEqual(entries);
    const facts = ({ code, message, module, section, status, action }: Entry) => [
      ...[code, message, module, section, status, action],
    ];
    expect(again.entries.map(facts)).toEqual(entries.map(facts));
  });
});
