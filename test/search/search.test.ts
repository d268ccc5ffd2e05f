import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import thesaurusText from '../../data/thesaurus.json?raw';
import otherText from '../../data/thesaurus-other-languages.json?raw';
import { simplifiedCharacters } from '../../scripts/simplified-characters.js';
import { answerOf, CLOSE } from '../../src/search/answer.js';
import { simplify } from '../../src/search/chinese.js';
import { correctWords } from '../../src/search/correct.js';
import { matchMessages } from '../../src/search/match.js';
import { answerTo, search } from '../../src/search/search.js';
import { wholeThesaurus } from '../../src/search/thesaurus-all.js';
import { isLight, isModal, readWords, stem } from '../../src/search/words.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';
import { HTTP_STATUS, STATUSES } from '../../src/table/entry.js';
import { createTable } from '../../src/table/table.js';
import { editDistance } from '../../src/text/edit-distance.js';
import { codesFound, readCases, rightFirst } from './cases.js';
import { damagedCases } from './damage.js';

const API = 'USCUSTOMER_API_';

interface Concept {
  readonly means: readonly string[];
  readonly said: readonly string[];
  readonly also?: readonly string[];
  readonly nearly?: readonly string[];
}

const dev = readCases('queries-dev');
const own = readCases('queries-own');
const varied = readCases('queries-varied');
const free = readCases('queries-free');
const short = readCases('queries-short');
const all = [...dev, ...own, ...varied, ...free, ...short];
/** One message in eight; the slow tests take all. */
const damaged = damagedCases(8);
const concepts = [thesaurusText, otherText].flatMap(
  (text) => (JSON.parse(text) as { concepts: Concept[] }).concepts,
);

function codes(query: string, table = builtinTable): readonly string[] {
  return table === builtinTable
    ? codesFound(query)
    : search(table, query).map(({ entry }) => entry.code);
}

describe('the right entry comes first', () => {
  test.each([
    ['queries-dev', dev, 49],
    ['queries-own', own, 450],
    ['queries-varied', varied, 500],
    ['queries-free', free, 1300],
    ['queries-short', short, 900],
  ])('on the set %s', (_, cases, least) => {
    expect(cases.length).toBeGreaterThanOrEqual(least);
    expect(rightFirst(cases)).toBeGreaterThanOrEqual(0.96);
  });

  test('for most problems that people describe in their own words', () => {
    const described = readCases('queries-described');
    expect(described.length).toBeGreaterThanOrEqual(1000);
    // 79 % without descriptions.
    expect(rightFirst(described)).toBeGreaterThanOrEqual(0.9);
  });

  test('for most problems that people describe in Chinese', () => {
    const chinese = readCases('queries-chinese');
    expect(chinese.length).toBeGreaterThanOrEqual(230);
    // 84 % without Chinese descriptions.
    expect(rightFirst(chinese)).toBeGreaterThanOrEqual(0.92);
  });

  test.each([...new Set(all.map(({ kind }) => kind))])('for every kind: %s', (kind) => {
    const some = all.filter((one) => one.kind === kind);
    expect(rightFirst(some)).toBeGreaterThanOrEqual(0.92);
  });

  test.each([...new Set(damaged.map(({ kind }) => kind))])('of messages with %s', (kind) => {
    const some = damaged.filter((one) => one.kind === kind);
    expect(some.length).toBeGreaterThan(45);
    expect(rightFirst(some)).toBeGreaterThanOrEqual(0.97);
  });

  test('the sets reach every code', () => {
    const asked = new Set([...own, ...varied, ...free].flatMap(({ accept }) => accept));
    const missing = builtinTable.entries.filter(({ code }) => !asked.has(code));
    expect(missing.map(({ code }) => code)).toEqual([]);
  });

  test('in any case and with its words in any order', () => {
    for (const query of ['mobile area code empty', 'bank card exists', 'kyc rejected']) {
      const [first] = codes(query);
      expect(first).toBeDefined();
      expect(codes(query.toUpperCase())[0]).toBe(first);
      expect(codes(query.split(' ').reverse().join('  '))[0]).toBe(first);
    }
  });

  test.each([
    ['ｐａｓｓｗｏｒｄ　ｅｍｐｔｙ', `${API}0000125`],
    ['phonenumber empty', `${API}0000502`],
    ['验证码不正确', `${API}0000511`],
    ['token过期了', 'GGATEWAY_CODE_005'],
    // Of overlapping phrases the one that fits, and a longer one before shorter ones.
    ['duplicate id card', `${API}0000633`],
    ['unsupported file type', 'GGATEWAY_CODE_103'],
    ['position too large', 'CFDWBWE000011'],
    // What "not" says of a word of grammar.
    ['the money did not come', 'FS50008'],
    ['not in trading hours', 'CFDWBWE000016'],
    ['the fee could not be worked out', 'FS50020'],
    ['cannot sign in', `${API}0000113`],
    ['blocked when logging in', `${API}0000113`],
    // A misspelt word is meant to be the form that messages have.
    ['acount canceltion', `${API}0000801`],
    ["the company's asset information doesn't match", `${API}0000115`],
    ['customer not blocked but wallet duplicate', `${API}0000703`],
    ['DEADLINE_EXCEEDED', 'GGATEWAY_CODE_902'],
    ['http 504', 'GGATEWAY_CODE_902'],
  ])('%j', (query, code) => {
    expect(codes(query)[0]).toBe(code);
  });

  test.each(['balance', 'leverage', 'api key', 'captcha', 'wallet'])(
    'words that stand around any error change nothing: %s',
    (words) => {
      const expected = search(builtinTable, words).map(({ entry, score }) => [entry.code, score]);
      for (const form of ['http error: %s', '%s error code', 'error message: %s', 'problem, %s']) {
        const found = search(builtinTable, form.replace('%s', words));
        expect(
          found.map(({ entry, score }) => [entry.code, score]),
          form,
        ).toEqual(expected);
      }
    },
  );

  test('"not" tells opposites apart', () => {
    expect(codes('information not exist')[0]).not.toBe(`${API}0000101`);
    expect(codes('information already exists')[0]).toBe(`${API}0000101`);
  });
});

describe('a status', () => {
  const entriesOf = (status: string) =>
    builtinTable.entries.filter((entry) => entry.status === status).map(({ code }) => code);
  const there = STATUSES.filter((status) => entriesOf(status).length > 0);

  test.each(there)('%s finds its entries, surely', (status) => {
    for (const query of [status, `rpc error: code = ${status}`, `status ${status} (trace 1f)`]) {
      const hits = search(builtinTable, query, { limit: 5 });
      expect(hits.length, query).toBe(Math.min(5, entriesOf(status).length));
      for (const { entry } of hits) expect(entry.status, query).toBe(status);
      expect(hits[0]?.score, query).toBeGreaterThanOrEqual(CLOSE);
    }
  });

  test.each([
    'HTTP %d',
    'status code %d',
    'error %d',
    'Request failed with status code %d',
    'got a %d from the server',
    'the remote server returned an error: (%d)',
    '%d',
  ])('is told by its HTTP number: %s', (form) => {
    for (const status of there) {
      const number = HTTP_STATUS[status];
      if (number === 200) continue;
      const same = STATUSES.filter((other) => HTTP_STATUS[other] === number);
      const [first] = search(builtinTable, form.replace('%d', String(number)), { limit: 1 });
      expect(same, `${form} ${number}`).toContain(first?.entry.status);
    }
  });

  test.each(['api-key', 'payment', 'account-closing', 'fund-product', 'section: withdrawal'])(
    'is answered as a section is: %s',
    (section) => {
      const [first] = search(builtinTable, section);
      expect(first?.entry.section).toBe(section.replace('section: ', ''));
      expect(first?.score).toBeGreaterThanOrEqual(0.7);
    },
  );
});

describe('a word of a message', () => {
  const words = new Map<string, string[]>();
  for (const { code, message } of builtinTable.entries) {
    for (const { text, stem } of readWords(message.replaceAll('%s', ' '))) {
      if (isLight(text) || /^\d+$/.test(text)) continue;
      words.set(stem, [...(words.get(stem) ?? []), code]);
    }
  }

  test('finds a message that holds it, not one that says the same otherwise', () => {
    const wrong = [...new Set(builtinTable.entries.flatMap(({ message }) => readWords(message)))]
      .map(({ text, stem }) => ({ text, holders: words.get(stem) ?? [] }))
      .filter(({ text, holders }) => holders.length > 0 && !isLight(text))
      .filter(({ text, holders }) => !holders.includes(codes(text)[0] ?? ''))
      .map(({ text }) => text);
    expect(wrong).toEqual([]);
  });
});

describe('a word that messages hold under "not"', () => {
  const opposites = new Set(
    builtinTable.entries
      .flatMap(({ message }) => readWords(message.replaceAll('%s', ' ')))
      .filter(({ text, negated }) => negated && !isLight(text))
      .map(({ text }) => text),
  );

  test.each([...opposites])('finds one of these with "not": %s', (word) => {
    const [asked] = readWords(word);
    const [first] = search(builtinTable, `not ${word}`);
    const found = readWords(first?.entry.message.replaceAll('%s', ' ') ?? '');
    expect(found.some(({ stem, negated }) => negated && stem === asked?.stem)).toBe(true);
  });

  test('"no gateway is available" is not available', () => {
    expect(search(builtinTable, 'gateway not available')[0]?.entry.message).toMatch(/gateway/);
    for (const { text, negated } of readWords('No bank card is linked; link one first')) {
      expect(negated, text).toBe(text === 'linked');
    }
  });

  test('that did not happen is one that failed', () => {
    expect(codes('deposit not credited to the account')[0]).toBe('FS50008');
  });
});

describe('a sentence', () => {
  test('puts its code first, with its values and score 1', () => {
    const [first, ...others] = search(
      builtinTable,
      'ERROR: Resetting demo account, please try again after 30 minutes or contact customer service',
    );
    expect(first).toMatchObject({ entry: { code: `${API}0000009` }, score: 1, params: ['30'] });
    for (const other of others) expect(other.score).toBeLessThan(1);
  });

  test('that several codes share finds them all', () => {
    expect(codes('Login information has expired, please log in again').slice(0, 2)).toEqual([
      'GGATEWAY_CODE_005',
      'GGATEWAY_CODE_017',
    ]);
  });

  test('gives way to a code that stands beside it', () => {
    const response = (code: string) =>
      `{"code":"${code}","msg":"Login information has expired, please log in again"}`;
    expect(codes(response('GGATEWAY_CODE_017')).slice(0, 2)).toEqual([
      'GGATEWAY_CODE_017',
      'GGATEWAY_CODE_005',
    ]);
    expect(codes('what is ggateway_code_902?')[0]).toBe('GGATEWAY_CODE_902');
  });

  test('has no params where the message has no placeholders', () => {
    expect(search(builtinTable, 'The email already exists')[0]).not.toHaveProperty('params');
  });

  test('is found at the end of 100 kB of other text', () => {
    const text = `${'lorem ipsum dolor '.repeat(6000)}\nThe wallet of this currency already exists`;
    expect(text.length).toBeGreaterThan(100_000);
    expect(codes(text)[0]).toBe(`${API}0000703`);
  });
});

describe('what is in no entry finds nothing', () => {
  test.each([
    '',
    '   ',
    '\t\n',
    '!?.,;:—…',
    '\u0000\u0001\u001b[31m',
    '__proto__',
    'constructor',
    'toString',
    'asdfghjkl',
    'xyzzy',
    'kubernetes',
    'banana',
    'weather tomorrow',
    'the of and',
    'to be or not to be',
    'qwpoeiru zxmcnv',
    'aGVsbG8gd29ybGQ=',
    '🙂🙂',
    '天气很好',
    'the quick brown fox jumps over the lazy dog',
    'x'.repeat(100_000),
    'zqxj vkwp '.repeat(10_000),
  ])('%j', (query) => {
    expect(search(builtinTable, query)).toEqual([]);
  });

  test('a number alone, a version, an address', () => {
    const isStatus = (number: number) => STATUSES.some((one) => HTTP_STATUS[one] === number);
    const numbers = [...Array(600).keys()].filter((number) => !isStatus(number)).map(String);
    for (const query of [...numbers, '1.0.1', '10.0.0.1', '404.13.2', '12:30:00', '50,000']) {
      const known = ['405', '408', '410', '415', '422', '426', '502', '524'].includes(query);
      if (!known) expect(codes(query), query).toEqual([]);
    }
  });

  test.each([
    'I lost my keys',
    'what time is it',
    'I lost my phone',
    'what is wrong with you',
    'please wait for me',
    'change the baby',
    'branch already exists',
  ])('small talk that shares a word with a message has no close answer: %s', (query) => {
    expect(search(builtinTable, query)[0]?.score ?? 0).toBeLessThan(CLOSE);
  });

  test.each(['time', 'keys', 'phone number is wrong', 'take money out per day'])(
    'the same words asked for have one: %s',
    (query) => {
      expect(search(builtinTable, query)[0]?.score).toBeGreaterThanOrEqual(CLOSE);
    },
  );

  test('at most one in ten off-topic queries has a close answer', () => {
    const offTopic = readCases('queries-off-topic');
    expect(offTopic.length).toBeGreaterThanOrEqual(570);
    const answered = offTopic.filter(
      ({ query }) => (search(builtinTable, query)[0]?.score ?? 0) >= CLOSE,
    );
    expect(answered.length / offTopic.length).toBeLessThanOrEqual(0.1);
  });

  test('a short word is not taken for one a letter away', () => {
    expect(codes('cat')).toEqual([]);
    expect(codes('proto')).toEqual([]);
  });
});

describe('a misspelt word', () => {
  test.each([
    [
      'fnud pasword',
      [
        ['fnud', 'fund'],
        ['pasword', 'password'],
      ],
    ],
    ['inc0rrect', [['inc0rrect', 'incorrect']]],
    ['passw', [['passw', 'password']]],
    ['fund password', []],
    ['full moon', []],
    ['otp missing', []],
    // Words that no message has, but that are no misspellings.
    ['hello world', []],
    ['what is love', []],
    ['blue screen of death', []],
  ])('%j says what it was read as', (query, expected) => {
    const { corrections } = answerTo(builtinTable, query);
    expect(corrections.map(({ typed, read }) => [typed, read])).toEqual(expected);
  });

  test('that is begun only is first of all the word it begins', () => {
    expect(search(builtinTable, 'passw')[0]?.entry.message).toMatch(/password/i);
  });
});

describe('results', () => {
  test('are plain data', () => {
    const hits = search(builtinTable, 'fund password incorrect');
    expect(hits.length).toBeGreaterThan(1);
    for (const hit of hits) {
      expect(structuredClone(hit)).toEqual(hit);
      for (const { get } of Object.values(Object.getOwnPropertyDescriptors(hit))) {
        expect(get).toBeUndefined();
      }
    }
  });

  test('have sinking scores above 0 and at most 1, and matches that lie in the message, in order', () => {
    const word = fc.constantFrom(
      ...new Set(builtinTable.entries.flatMap(({ message }) => message.split(' '))),
      ...concepts.flatMap(({ said }) => said),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 8 }), (words) => {
        const hits = search(builtinTable, words.join(' '), { limit: 1000 });
        let before = 1;
        for (const { score, matches, entry } of hits) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(before);
          before = score;
          let end = 0;
          for (const [from, to] of matches) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBeLessThanOrEqual(entry.message.length);
        }
        expect(new Set(hits.map(({ entry }) => entry)).size).toBe(hits.length);
      }),
    );
  });

  test.each([
    ['passwrod', ['Password']],
    ['otp empty', ['verification code', 'empty']],
    ['frozen', ['locked']],
  ])('%j shows what it matched', (query, parts) => {
    const [first] = search(builtinTable, query);
    expect(first?.matches.map(([from, to]) => first.entry.message.slice(from, to))).toEqual(
      expect.arrayContaining(parts),
    );
  });

  test('are as many as asked for, ten unless told', () => {
    expect(search(builtinTable, 'customer')).toHaveLength(10);
    expect(search(builtinTable, 'customer', { limit: 3 })).toHaveLength(3);
    expect(search(builtinTable, 'customer', { limit: 25 }).length).toBeGreaterThan(10);
    expect(search(builtinTable, 'customer', { limit: 0 })).toEqual([]);
  });

  test('end where relevance ends', () => {
    expect(codes('wallet')).toEqual([`${API}0000703`, `${API}0000702`]);
    expect(codes('gameplay').length).toBeLessThanOrEqual(6);
  });

  test('are the same every time', () => {
    expect(search(builtinTable, 'account closed')).toEqual(search(builtinTable, 'account closed'));
  });
});

describe('tables of one’s own', () => {
  const table = createTable([
    own_('A1', 'The flux capacitor is overheated'),
    own_('A2', 'Plutonium is missing, %s grams needed'),
  ]);

  test('are searched without status or section', () => {
    expect(codes('capacitr', table)).toEqual(['A1']);
    expect(codes('plutonium', table)).toEqual(['A2']);
    expect(codes('unauthorized', table)).toEqual([]);
    expect(search(table, 'plutonium is missing, 5 grams needed')[0]?.params).toEqual(['5']);
  });

  test('may be empty', () => {
    expect(search(createTable(), 'password')).toEqual([]);
  });

  function own_(code: string, message: string): Entry {
    const placeholders = message.split('%s').length - 1;
    const source = { page: 'own', lines: [], wording: 'verbatim' } as const;
    return { code, message, placeholders, family: 'A', module: 'A', source };
  }
});

describe('the thesaurus', () => {
  const simplifiedText = readFileSync('data/simplified.json', 'utf8');
  const chineseText = readFileSync('data/descriptions-chinese.json', 'utf8');
  const terms = concepts.flatMap(({ said, nearly = [] }) => [...said, ...nearly]);

  test('leads nowhere that does not exist', () => {
    const messages = builtinTable.entries.map(({ message }) =>
      readWords(message).map((word) => word.stem),
    );
    const sections = new Set(builtinTable.entries.map(({ section }) => section));
    for (const target of concepts.flatMap(({ means, also = [] }) => [...means, ...also])) {
      const [, kind, name] = /^(status|section):(.+)$/.exec(target) ?? [];
      if (kind === 'status') expect(STATUSES, target).toContain(name);
      else if (kind === 'section') expect(sections, target).toContain(name);
      else {
        const stems = readWords(target).map((word) => word.stem);
        expect(stems.length, target).toBeGreaterThan(0);
        const holds = messages.some((message) => stems.every((one) => message.includes(one)));
        expect(holds, target).toBe(true);
      }
    }
  });

  test('finds something by each of its terms', () => {
    // "Cannot" tells found entries apart and finds none itself.
    const finding = terms.filter((term) => !isModal(term));
    // Without descriptions, which have most words.
    const hits = (term: string) =>
      answerOf(correctWords(matchMessages(builtinTable, term, wholeThesaurus()))).hits;
    expect(finding.filter((term) => hits(term).length === 0)).toEqual([]);
  });

  test('holds Chinese in simplified characters', () => {
    const { fillers = [] } = JSON.parse(otherText) as { fillers?: string[] };
    const all = [...terms, ...fillers, chineseText].join(' ');
    expect(simplify(all)).toBe(all);
  });

  test('turns traditional characters into simplified ones by OpenCC’s tables', () => {
    expect(simplifiedText).toBe(simplifiedCharacters(otherText + chineseText));
  });

  test('knows a set phrase in any order', () => {
    for (const [query, turned] of [
      ['rate limit exceeded', 'exceeded limit rate'],
      ['session expired', 'expired session'],
      ['two factor', 'factor two'],
    ] as const) {
      expect(codes(turned)[0]).toBe(codes(query)[0]);
    }
  });

  test('holds words and set phrases, not queries', () => {
    const queries = new Set(dev.map(({ query }) => query.toLowerCase()));
    for (const term of terms) {
      expect(term.split(' ').length, term).toBeLessThanOrEqual(3);
      expect(term, term).toBe(term.trim().toLowerCase());
      if (term.includes(' ')) expect(queries, term).not.toContain(term);
    }
  });
});

describe('stems', () => {
  test.each([
    'verify verified verifies verification verifying',
    'cancel cancelled canceled cancellation cancelling',
    'register registered registration',
    'submit submitted submission',
    'expire expired expires expiry expiration',
    'configure configured configuration',
    'authority authorize authorized authorization authorisation',
    'approve approved approval',
    'company companies',
    'try tries tried',
    'abnormal abnormality',
    'subscribe subscribing subscription',
    'certificate certified certification',
  ])('%s are one', (words) => {
    expect(new Set(words.split(' ').map(stem)).size).toBe(1);
  });

  test.each([
    'valid invalid',
    'available unavailable',
    'currency current',
    'custom customize code',
  ])('%s are not', (words) => {
    const all = words.split(' ');
    expect(new Set(all.map(stem)).size).toBeGreaterThan(1);
  });
});

test('mistakes are counted as people make them', () => {
  expect(editDistance('password', 'password', 2)).toBe(0);
  expect(editDistance('passwrod', 'password', 2)).toBe(1);
  expect(editDistance('pasword', 'password', 2)).toBe(1);
  expect(editDistance('paswrod', 'password', 2)).toBe(2);
  expect(editDistance('wallet', 'password', 2)).toBe(3);
});
