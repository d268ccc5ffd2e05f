import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createExplainer } from '../../src/explain/explainer.js';
import { lookup } from '../../src/lookup/lookup.js';
import { render } from '../../src/message/template.js';
import { builtinTable } from '../../src/table/builtin.js';
import { knownModules } from '../../src/table/modules.js';
import {
  cutAt,
  explainText,
  findingsOf,
  MARKING,
  summaryOf,
  withoutInsertions,
} from '../support/explain.js';
import { type Fields, INDENTED, ON_THE_WAY, ONE_LINE, SPREAD } from '../support/notations.js';
import { runs } from '../support/runs.js';

interface Case {
  readonly own: string;
  readonly module: string;
  readonly code: string;
  readonly params?: string;
}

const CASES: readonly Case[] = [
  { own: '500', module: 'US', code: 'US500' },
  { own: 'E000003', module: 'CFDWBW', code: 'CFDWBWE000003' },
  { own: '51046', module: 'FS', code: 'FS51046' },
  { own: '1002', module: 'PASS_TO_CREDIT', code: 'PASS_TO_CREDIT1002' },
  { own: 'CUSTOMER_API_0000102', module: 'US', code: 'USCUSTOMER_API_0000102' },
  { own: 'CUSTOMER_API_0000132', module: 'US', code: 'USCUSTOMER_API_0000132', params: '5,24' },
  { own: '51025', module: 'FS', code: 'FS51025', params: '30' },
  // The table has another module's code of that number, or none of that module.
  { own: '503', module: 'US', code: 'US503' },
  { own: 'CUSTOMER_API_0000102', module: 'TA', code: 'TACUSTOMER_API_0000102' },
  { own: 'P_VERIFY_CODE_ERROR', module: 'MS', code: 'MSP_VERIFY_CODE_ERROR' },
];

function fieldsOf({ own, module, params }: Case): Fields {
  return [
    ['msg', 'x'],
    ['code', own],
    ['data', 'a.b.C'],
    ['bizCode', module],
    ['msgParams', params ?? ''],
  ];
}

function expectFound(text: string, { code, params }: Case) {
  const entry = builtinTable.get(code);
  const rendered = entry && params ? render(entry.message, params.split(',')) : undefined;
  const findings = findingsOf(text);
  expect(findings, text).toMatchObject([
    { code, known: entry !== undefined, ...(rendered ? { rendered } : {}) },
  ]);
  const explained = explainText(text);
  expect(explained).toContain(rendered ?? entry?.message ?? 'undocumented code');
  const summary = summaryOf(text);
  expect([...summary.codes, ...summary.undocumented].map((one) => one.code)).toEqual([code]);
  const answer = lookup(builtinTable, text);
  expect(
    answer.flatMap(({ entries }) => entries.map((one) => one.code)),
    text,
  ).toEqual(entry ? [code] : []);
  if (rendered) expect(answer[0]?.rendered).toBe(rendered);
}

/** Expects `--ndjson` to find the code in a JSON line whose field holds the text. */
function expectInField(text: string, { code, params }: Case) {
  const line = explainText(JSON.stringify({ level: 'error', log: text }), { mode: 'ndjson' });
  const { mmerr } = JSON.parse(line) as { mmerr?: unknown };
  const entry = builtinTable.get(code);
  const rendered = entry && params ? render(entry.message, params.split(',')) : undefined;
  expect(mmerr, text).toMatchObject([
    { code, known: entry !== undefined, ...(rendered ? { rendered } : {}) },
  ]);
}

describe('a response on one line', () => {
  for (const [name, write] of Object.entries(ONE_LINE)) {
    test(name, () => {
      for (const one of CASES) {
        const fields = fieldsOf(one);
        for (const order of [fields, [...fields].reverse()]) {
          expectFound(write(order), one);
          expectInField(write(order), one);
        }
        // The note stands right behind the code's own value.
        const text = write(fields);
        const [{ offset } = { offset: 0 }] = findingsOf(text);
        const end = Buffer.from(text).subarray(0, offset).toString().length + one.own.length;
        expect(text.slice(0, end).endsWith(one.own)).toBe(true);
        expect(explainText(text).startsWith(`${text.slice(0, end)} [`)).toBe(true);
      }
    });
  }
});

describe('a response over several lines', () => {
  for (const [name, write] of Object.entries(SPREAD)) {
    test(name, () => {
      for (const one of CASES) {
        const fields = fieldsOf(one).filter(([, value]) => value !== '');
        const text = write(fields);
        expectFound(text, one);
        expectFound(`before\n${text}\nbehind code: 1\n`, one);
        const [place] = findingsOf(text);
        expect(text.split('\n')[(place?.line ?? 0) - 1]).toContain(one.own);
      }
    });
  }

  test('the note goes where the knowledge becomes complete', () => {
    expect(explainText("{\n  code: '500',\n  bizCode: 'US',\n  ok: false\n}\n")).toBe(
      "{\n  code: '500',\n  bizCode: 'US [US500: System abnormality]',\n  ok: false\n}\n",
    );
    expect(explainText("{\n  bizCode: 'US',\n  code: '500'\n}\n")).toBe(
      "{\n  bizCode: 'US',\n  code: '500 [System abnormality]'\n}\n",
    );
    expect(
      explainText('{\n  "code": "GATEWAY_CODE_103",\n  "bizCode": "G",\n  "msgParams": "jpg"\n}\n'),
    ).toMatch(/"msgParams": "jpg \[GGATEWAY_CODE_103: [^\]]*jpg[^\]]*\]"\n\}\n$/);
    expect(
      explainText('{\n  "code": "GATEWAY_CODE_103",\n  "bizCode": "G",\n  "msgParams": null\n}\n'),
    ).toMatch(/"msgParams": null \[GGATEWAY_CODE_103: [^\]]*%s[^\]]*\]\n\}\n$/);
  });

  test('what ends before its module has come is read without it', () => {
    expect(explainText('{\n  "code": "GATEWAY_CODE_005",\n  "x": 1\n}\n')).toMatch(
      /"x": 1\n\} \[GGATEWAY_CODE_005: Login information has expired[^\]]*\]\n$/,
    );
    expect(explainText('{\n  "code": "500",\n  "x": 1\n}\nbizCode: US\n')).not.toContain(' [');
    expect(explainText('{\n  "code": "GATEWAY_CODE_005",\n')).toMatch(/,\n \[GGATEWAY_CODE_005: /);
  });

  test('a response inside of another one, each with its own module', () => {
    const text =
      "{\n  code: '500',\n  data: {\n    code: '51046',\n    bizCode: 'FS'\n  },\n  bizCode: 'US'\n}\n";
    expect(findingsOf(text).map(({ code, line }) => [code, line])).toEqual([
      ['FS51046', 4],
      ['US500', 2],
    ]);
    expect(explainText(text)).toMatch(
      /bizCode: 'FS \[FS51046: .*\n {2}\},\n {2}bizCode: 'US \[US500: /,
    );
  });

  test('one right behind another is not lost', () => {
    expect(explainText('  code: GATEWAY_CODE_005,\n  code: GATEWAY_CODE_014,\nend\n')).toMatch(
      /^ {2}code: GATEWAY_CODE_005,\n {2}code: GATEWAY_CODE_014, \[GGATEWAY_CODE_005: .*\nend \[GGATEWAY_CODE_014: /,
    );
  });

  test('other code fields beside `code` say something else', () => {
    expect(
      findingsOf("{\n  errorCode: '51',\n  code: '500',\n  statusCode: 500,\n  bizCode: 'US'\n}\n"),
    ).toMatchObject([{ code: 'US500', line: 3 }]);
  });

  test('what is only indented is explained at once', () => {
    expect(explainText('failed\n    code: GATEWAY_CODE_005\n    at f()\n')).toMatch(
      /code: GATEWAY_CODE_005 \[Login [^\]]*\]\n {4}at f\(\)\n$/,
    );
  });

  test("fields of other objects are not this one's", () => {
    expect(
      explainText('[\n  {\n    "bizCode": "US",\n  },\n  {\n    "code": "500",\n  }\n]\n'),
    ).not.toContain(' [');
    expect(
      explainText('{\n  "data": {\n    "bizCode": "US"\n  },\n  "code": "500"\n}\n'),
    ).not.toContain(' [');
    expect(
      explainText('{\n  "code": "500",\n  "data": {\n    "bizCode": "US"\n  }\n}\n'),
    ).not.toContain(' [');
    expect(
      explainText('[\n  {\n    "code": "500",\n  },\n  {\n    "bizCode": "US",\n  }\n]\n'),
    ).not.toContain(' [');
  });
});

describe('a response over several lines, its fields in any order', () => {
  const params: Case[] = CASES.filter((one) => one.params !== undefined);
  const others = CASES.filter((one) => one.params === undefined);
  const orders = fc.shuffledSubarray(['msg', 'code', 'bizCode', 'msgParams', 'tm'], {
    minLength: 5,
  });
  const ways = fc.constantFrom(...Object.entries(ON_THE_WAY));
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

  function write({ own, module, params: values }: Case, order: readonly string[]): Fields {
    const all: Record<string, string> = {
      msg: 'x',
      code: own,
      bizCode: module,
      tm: '7',
      msgParams: values ?? 'y',
    };
    return order.map((key) => [key, all[key] as string] as const);
  }

  for (const [name, notation] of Object.entries({ ...SPREAD, ...INDENTED })) {
    test(name, () => {
      fc.assert(
        fc.property(
          fc.oneof(fc.constantFrom(...params), fc.constantFrom(...others)),
          orders,
          ways,
          cuts,
          (one, order, [, travel], places) => {
            // A word that says all by itself waits for nothing there.
            fc.pre(name in SPREAD || !/^[A-Z]+_/.test(one.own));
            const text = travel(`before\n${notation(write(one, order))}\nbehind\n`);
            const input = cutAt(Buffer.from(text), places);
            const entry = builtinTable.get(one.code);
            const rendered =
              entry && one.params ? render(entry.message, one.params.split(',')) : undefined;
            const found = findingsOf(input);
            expect(found, text).toMatchObject([
              { code: one.code, known: entry !== undefined, ...(rendered ? { rendered } : {}) },
            ]);
            // It is told at the code itself.
            const offset = found[0]?.offset ?? 0;
            expect(text.startsWith(one.own, offset)).toBe(true);
            const summary = summaryOf(input);
            expect([...summary.codes, ...summary.undocumented]).toMatchObject([
              { code: one.code, occurrences: 1 },
            ]);
            const noted = explainText(input);
            const note = rendered ?? entry?.message ?? 'undocumented code';
            expect(noted).toContain(note);
            expect(noted.replace(` [${one.code}: ${note}]`, '').replace(` [${note}]`, '')).toBe(
              text,
            );
            expect(explainText(input, { mode: 'ndjson' })).toBe(text);
          },
        ),
        { numRuns: runs(40) },
      );
    });
  }
});

test('no line of a response over several waits', () => {
  const notations = [...Object.values(SPREAD), ...Object.values(INDENTED)];
  fc.assert(
    fc.property(
      fc.constantFrom(...notations),
      fc.constantFrom(...Object.values(ON_THE_WAY)),
      fc.constantFrom(...CASES),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      (notation, travel, one, order) => {
        const fields = order.map((index) => fieldsOf(one)[index] as Fields[number]);
        const lines = travel(`before\n${notation(fields)}\nbehind\n`).split(/(?<=\n)/);
        const explainer = createExplainer(builtinTable, { style: MARKING });
        let passed = Buffer.alloc(0);
        lines.forEach((line, index) => {
          const out = explainer.push(Buffer.from(line)).map((bytes) => Buffer.from(bytes));
          passed = Buffer.concat([passed, ...out]);
          const input = lines.slice(0, index + 1).join('');
          expect(withoutInsertions(passed, 'inline').toString()).toBe(input);
        });
      },
    ),
    { numRuns: runs(150) },
  );
});

describe('which module goes with which code', () => {
  const cases: readonly [text: string, ...codes: string[]][] = [
    ['{"code":"500","data":{"bizCode":"US"}}'],
    ['{"bizCode":"US","data":{"code":"500"}}'],
    ['{"code":"500","bizCode":"US"} {"code":"500","bizCode":"FS"}', 'US500', 'FS500'],
    ['[{"bizCode":"US","code":"500"},{"bizCode":"FS","code":"500"}]', 'US500', 'FS500'],
    ['code=500 bizCode=US code=500 bizCode=FS', 'US500', 'FS500'],
    ['bizCode=US code=500 bizCode=FS code=500', 'US500', 'FS500'],
    ['statusCode=500 code=E000003 bizCode=CFDWBW', 'CFDWBWE000003'],
    ['{"errorCode":"500","bizCode":"US"}', 'US500'],
    ['{"bizCode":"US","errorCode":"51","code":"500"}', 'US500'],
    ['{"statusCode":500,"bizCode":"US"}'],
    ['{"code":"500","bizCode":"XX"}'],
    ['{"code":"500","bizCode":""}'],
    ['{"code":"500","bizCode":null}'],
    ['{"code":"0","bizCode":"US"}'],
    ['{"code":"US500","bizCode":"US"}', 'US500'],
    ['{"code":"00012005","bizCode":""}', '00012005'],
    ['{"code":"00012005","bizCode":"US"}', 'US00012005?'],
    ['{"code":"500","bizCode":"C"}', 'C500?'],
    ['code=500\nbizCode=US'],
    ['code=C600 code=503'],
    ['symbol=US500 bizCode=US'],
    ['code=GATEWAY_CODE_005 bizCode= msg=failed', 'GGATEWAY_CODE_005'],
    ['{Code:GATEWAY_CODE_005 BizCode: Msg:failed}', 'GGATEWAY_CODE_005'],
    ['code=500 bizCode: US: failed', 'US500'],
  ];
  for (const [text, ...codes] of cases) {
    test(text, () => {
      expect(findingsOf(text).map(({ code, known }) => (known ? code : `${code}?`))).toEqual(codes);
    });
  }
});

describe('laws', () => {
  const notations = [...Object.values(ONE_LINE), ...Object.values(SPREAD)];
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  const modules = [...knownModules(builtinTable)];
  const shuffled = fc.shuffledSubarray(['msg', 'code', 'bizCode', 'tm'], { minLength: 4 });

  test('any code of the table with its module is that entry', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...builtinTable.entries.filter(({ module }) => module !== '')),
        fc.constantFrom(...notations),
        shuffled,
        places,
        ({ code, module }, write, order, cuts) => {
          const own = code.slice(module.length);
          const values: Record<string, string> = { msg: 'x', code: own, bizCode: module, tm: '7' };
          const text = write(order.map((key) => [key, values[key] as string] as const));
          const found = findingsOf(cutAt(Buffer.from(text), cuts)).map((one) => one.code);
          expect(found).toEqual([code]);
        },
      ),
      { numRuns: runs(375) },
    );
  });

  test('with a module that has no such code it is no entry', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...builtinTable.entries),
        fc.constantFrom(...modules, 'XX'),
        fc.constantFrom(...notations),
        shuffled,
        places,
        (entry, module, write, order, cuts) => {
          const own = entry.code.slice(entry.module.length);
          fc.pre(builtinTable.get(module + own) === undefined);
          const values: Record<string, string> = { msg: 'x', code: own, bizCode: module, tm: '7' };
          const text = write(order.map((key) => [key, values[key] as string] as const));
          for (const { known } of findingsOf(cutAt(Buffer.from(text), cuts))) {
            expect(known).toBe(false);
          }
        },
      ),
      { numRuns: runs(375) },
    );
  });

  test('however the lines are cut, the output is the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...notations), fc.constantFrom(...CASES)), {
          maxLength: 4,
        }),
        places,
        (parts, cuts) => {
          const text = parts.map(([write, one]) => write(fieldsOf(one))).join('\n');
          for (const mode of ['inline', 'below', 'ndjson'] as const) {
            expect(explainText(cutAt(Buffer.from(text), cuts), { mode })).toBe(
              explainText(text, { mode }),
            );
          }
        },
      ),
      { numRuns: runs(125) },
    );
  });
});
