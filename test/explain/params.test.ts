import { describe, expect, test } from 'vitest';
import { render } from '../../src/message/template.js';
import { builtinTable } from '../../src/table/builtin.js';
import { visible } from '../../src/text/visible.js';
import { cutEvery, explainText, findingsOf } from '../support/explain.js';

/** Two placeholders. */
const A = 'USCUSTOMER_API_0000132';
/** Two placeholders. */
const B = 'USCUSTOMER_API_0000134';
/** One placeholder. */
const M = 'USCUSTOMER_API_0000009';
/** One placeholder. */
const F = 'GGATEWAY_CODE_103';
/** None. */
const N = 'USCUSTOMER_API_0000102';

/** What the codes of a line were rendered with, in order; `undefined` for a template left as it is. */
function filled(line: string): (string | undefined)[] {
  const found = findingsOf(line);
  // However the line arrives.
  expect(findingsOf(cutEvery(Buffer.from(line), 1))).toEqual(found);
  expect(findingsOf(`${line}\nnext\n`)).toEqual(found);
  return found
    .filter(({ code }) => builtinTable.get(code)?.placeholders)
    .map(({ code, rendered, params }) => {
      if (rendered === undefined) return undefined;
      expect(rendered).toBe(render(builtinTable.get(code)?.message ?? '', params ?? []));
      return params?.join('|');
    });
}

/** A value as JSON, inside a JSON string so many times over. */
function nested(value: unknown, depth: number): string {
  const json = JSON.stringify(value);
  return depth === 0 ? json : nested(json, depth - 1);
}

test('the message is rendered, in the line and in what is told of it', () => {
  const line = `{"code":"${A}","msg":"…","msgParams":"5,24"}`;
  const sentence =
    'The fund password is incorrect. If you enter the wrong password 5 times in a row, you cannot withdraw cash within 24 hours';
  expect(explainText(line)).toBe(`{"code":"${A} [${sentence}]","msg":"…","msgParams":"5,24"}`);
  expect(findingsOf(line)).toMatchObject([{ rendered: sentence, params: ['5', '24'] }]);
});

describe('one code', () => {
  const cases: readonly [line: string, values: string | undefined][] = [
    [`{"code":"${A}","msgParams":"5,24"}`, '5|24'],
    [`{"msgParams":"5,24","code":"${A}"}`, '5|24'],
    [`{"code" : "${A}" , "msgParams" : "5,24"}`, '5|24'],
    [`{"code":"${A}","msgParams":"5, 24"}`, '5|24'],
    [`{"code":"${A}","msgParams":" 5 , 24 "}`, '5|24'],
    [`{"code":"${A}","msg_params":"5,24"}`, '5|24'],
    [`{'code': '${A}', 'msgParams': '5,24'}`, '5|24'],
    [`{ code: '${A}', msgParams: '5,24' }`, '5|24'],
    [`{"code":"${A}","msgParams":["5","24"]}`, '5|24'],
    [`{"code":"${A}","msgParams":[5,24]}`, '5|24'],
    [`{"code":"${A}","msgParams":[ "5" , "24" ]}`, '5|24'],
    [`{"code":"CUSTOMER_API_0000132","msgParams":"5,24"}`, '5|24'],
    [`{"code":"${M}","msgParams":"30"}`, '30'],
    [`{"code":"${M}","msgParams":30}`, '30'],
    [`{"code":"${M}","msgParams":["30"]}`, '30'],
    [`code=${A} msgParams=5,24`, '5|24'],
    [`msgParams=5,24 code=${A}`, '5|24'],
    [`code=${A}&msgParams=5,24&x=1`, '5|24'],
    [`code=${A}; msgParams=5,24; x`, '5|24'],
    [`code=${A} msgParams="5,24"`, '5|24'],
    [`code=${A}, msgParams: 5,24, x`, '5|24'],
    [`code=${A} msgParams=[5,24]`, '5|24'],
    [`Response(code=${A}, msgParams=5,24)`, '5|24'],
    // A dumped object has blanks in its values; elsewhere a blank ends a value.
    [`Response(code=${A}, msgParams=5 or so, 24 h, data=null)`, '5 or so|24 h'],
    [`Response(code=${A}, data=R(x=1), msgParams=5 or so,24 h)`, '5 or so|24 h'],
    [`R(msgParams=2026-01-31 10:00, 24, code=${A})`, '2026-01-31 10:00|24'],
    [`{Code:${A} MsgParams:5 or so,24 h Data:<nil>}`, '5 or so|24 h'],
    [`{MsgParams:5,24 Tm:20 Code:${A}}`, '5|24'],
    [`R(x=1) code=${A} msgParams=5,24 in all (retry)`, '5|24'],
    [`code=${A}, msgParams=5,24 in all, user=7`, '5|24'],
    [`failed ${A} (msgParams: 5,24)`, '5|24'],
    [`<code>${A}</code><msgParams>5,24</msgParams>`, '5|24'],
    [`<code>${A}</code><msgParams>5 or so, 24 h</msgParams>`, '5 or so|24 h'],
    [`<code>${A}</code><msgParams>5,24`, '5|24'],
    [`<code>${A}</code><msgParams></msgParams>`, undefined],
    // Whatever stands between.
    [`{"code":"${A}","data":{"x":[{"y":"}"}]},"trace":"{\\"","msgParams":"5,24"}`, '5|24'],
    // A number of values that does not fit.
    [`{"code":"${A}","msgParams":"5"}`, undefined],
    [`{"code":"${A}","msgParams":"5,24,1"}`, undefined],
    [`{"code":"${M}","msgParams":"5,24"}`, undefined],
    [`{"code":"${A}","msgParams":""}`, undefined],
    [`{"code":"${A}","msgParams":[]}`, undefined],
    [`{"code":"${A}","msgParams":null}`, undefined],
    [`{"code":"${A}","msgParams":undefined}`, undefined],
    [`{"code":"${A}","msgParams":{"a":"5,24"}}`, undefined],
    [`{"code":"${A}","msgParams":[["5"],"24"]}`, undefined],
    [`{"code":"${A}","msgParams":"5,24`, undefined],
    [`{"code":"${A}","msgParams":["5","24"`, undefined],
    [`msgParams=null code=${A}`, undefined],
    // Another field.
    [`{"code":"${A}","oldmsgParams":"5,24"}`, undefined],
    [`{"code":"${A}","params":"5,24"}`, undefined],
    [`{"code":"${A}","msgParamsCount":"5,24"}`, undefined],
    [`${A}`, undefined],
  ];
  for (const [line, values] of cases) {
    test(line, () => {
      expect(filled(line)).toEqual([values]);
      expect(filled(`2024-01-01 it's "so: ${line}`)).toEqual([values]);
    });
  }

  test('params of another line are not its own', () => {
    expect(filled(`msgParams=5,24\ncode=${A}\nmsgParams=5,24`)).toEqual([undefined]);
  });

  test('a code without placeholders needs none', () => {
    expect(findingsOf(`{"code":"${N}","msgParams":"5,24"}`)[0]).not.toHaveProperty('params');
  });

  test('a template that is left tells the values it did not fit', () => {
    expect(findingsOf(`{"code":"${A}","msgParams":"5"}`)[0]).toMatchObject({ params: ['5'] });
  });
});

describe('escaped JSON', () => {
  const VALUES = [
    '5,24',
    'a"b,c',
    'a\\b,c',
    '\\,"',
    'é,中😀',
    'x],}y',
    "it's,{",
    '\t,\n',
    '\u2028,\u0085',
  ];
  for (let depth = 0; depth <= 3; depth++) {
    for (const value of VALUES) {
      const values = value.split(',').map((part) => part.trim());
      test(`depth ${depth}, ${JSON.stringify(value)}`, () => {
        const fields = [
          { code: A, msg: 'so "it" is\\', msgParams: value },
          { msgParams: value, data: { a: '}' }, code: A },
          { code: A, msgParams: value.split(',') },
        ];
        for (const field of fields) {
          const exact = field.msgParams === value ? values : value.split(',');
          for (const line of [nested(field, depth), `x ' " {: ${nested(field, depth)} "`]) {
            expect(filled(line), line).toEqual([exact.join('|')]);
          }
        }
      });

      test(`depth ${depth}, ${JSON.stringify(value)}, characters as JSON escapes`, () => {
        const plain = JSON.stringify({ code: A, msgParams: value });
        const escaped = plain.replace(
          /[^\x00-\x7f]/g,
          (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        const line = depth === 0 ? escaped : nested(escaped, depth - 1);
        expect(filled(line)).toEqual([values.join('|')]);
      });
    }

    test(`depth ${depth}, objects inside objects, each a string of the other`, () => {
      const inner = { code: M, msgParams: '30' };
      const outer = { code: A, body: JSON.stringify(inner), msgParams: '5,24' };
      expect(filled(nested(outer, depth))).toEqual(['5|24', '30']);
      const first = { body: JSON.stringify(inner), code: A, msgParams: '5,24' };
      expect(filled(nested(first, depth))).toEqual(['30', '5|24']);
    });
  }
});

describe('values as they are shown', () => {
  test('control characters are made visible, everything else is left', () => {
    const value = '\x1b[31mred\x07\x9b,\u202e中é';
    const line = JSON.stringify({ code: A, msgParams: value });
    const [first, second] = value.split(',') as [string, string];
    const out = explainText(line);
    expect(out).toContain(`password ${visible(first)} times`);
    expect(out).toContain(`within ${visible(second)} hours`);
    expect(out).toContain('\\x1b[31mred\\x07\\x9b');
    // The line's own bytes are as they were.
    expect(out.replace(/ \[The fund.*? hours\]/, '')).toBe(line);
    expect(findingsOf(line)[0]?.params).toEqual([first, second]);
  });

  test('a raw control character of a value reaches no terminal', () => {
    const out = explainText(`code=${M} msgParams='\x1b[2J\x07'`);
    expect(out.split('msgParams')[0]).not.toMatch(/[\x00-\x1f]/);
  });

  test('bytes that are no UTF-8 are replaced in the insertion alone', () => {
    const line = Buffer.from(`code=${M} msgParams="a\xffb"\n`, 'latin1');
    const out = explainText(line);
    expect(out).toContain('after a\ufffdb minutes');
  });
});

describe('several codes on a line', () => {
  const a = (more: object = {}) => ({ code: A, msgParams: '5,24', ...more });
  const b = (more: object = {}) => ({ code: B, msgParams: '6,7', ...more });
  const cases: readonly [name: string, line: string, values: readonly (string | undefined)[]][] = [
    ['siblings', `${nested(a(), 0)} ${nested(b(), 0)}`, ['5|24', '6|7']],
    ['an array', nested([a(), b(), { code: M, msgParams: '30' }], 0), ['5|24', '6|7', '30']],
    ['the same code twice', nested([a(), { code: A, msgParams: '1,2' }], 0), ['5|24', '1|2']],
    ['one without params after', nested([a(), { code: B }], 0), ['5|24', undefined]],
    ['one without params before', nested([{ code: B }, a()], 0), [undefined, '5|24']],
    ['the same code without', nested([a(), { code: A }], 0), ['5|24', undefined]],
    [
      'one with params that do not fit',
      nested([a(), { code: B, msgParams: '1' }], 0),
      ['5|24', undefined],
    ],
    ['null beside', nested([a(), { code: B, msgParams: null }], 0), ['5|24', undefined]],
    ['a child of its own', nested(a({ cause: b() }), 0), ['5|24', '6|7']],
    ['a child before', nested({ cause: b(), ...a() }, 0), ['6|7', '5|24']],
    ['a child without params', nested(a({ cause: { code: B } }), 0), ['5|24', undefined]],
    ['a parent without params', nested({ code: A, cause: b() }, 0), [undefined, '6|7']],
    [
      'three deep',
      nested(a({ c: { code: B, c: { code: F, msgParams: 'pdf' } } }), 0),
      ['5|24', undefined, 'pdf'],
    ],
    ['children of one', nested({ list: [a(), b()], msgParams: 'x' }, 0), ['5|24', '6|7']],
    ['escaped siblings', `${nested(a(), 1)} ${nested(b(), 1)}`, ['5|24', '6|7']],
    ['escaped in a list', nested([nested(a(), 0), nested(b(), 0)], 0), ['5|24', '6|7']],
    ['an escaped child', nested(a({ body: nested(b(), 0) }), 0), ['5|24', '6|7']],
    [
      'an escaped child without params',
      nested(a({ body: nested({ code: B }, 0) }), 0),
      ['5|24', undefined],
    ],
    [
      'an escaped child of a child',
      nested(a({ body: nested(b({ body: nested({ code: M, msgParams: '30' }, 0) }), 0) }), 1),
      ['5|24', '6|7', '30'],
    ],
    ['in the body of one', nested({ code: A, data: { msgParams: '5,24' } }, 0), ['5|24']],
    ['around it', nested({ msgParams: '5,24', error: { code: A } }, 0), ['5|24']],
    ['around it, behind', nested({ error: { code: A }, msgParams: '5,24' }, 0), ['5|24']],
    ['beside it', `{"code":"${A}"} {"msgParams":"5,24"}`, ['5|24']],
    ['prose, then the response', `${A} failed: ${nested(a(), 0)}`, ['5|24', '5|24']],
    ['in the message of the response', nested(a({ msg: `${A} happened` }), 0), ['5|24', '5|24']],
    ['a message before the code', nested({ msg: `${A} happened`, ...a() }, 0), ['5|24', '5|24']],
    ['another code in prose', `${B} failed: ${nested(a(), 0)}`, [undefined, '5|24']],
    ['another code that takes none', `${N} failed: ${nested(a({ other: N }), 0)}`, ['5|24']],
    [
      'a code that takes none has its own object',
      nested(a({ cause: { code: N, msgParams: '1,2' } }), 0),
      ['5|24'],
    ],
    ['key=value, codes first', `code=${A} msgParams=5,24 code=${B} msgParams=6,7`, ['5|24', '6|7']],
    [
      'key=value, params first',
      `msgParams=5,24 code=${A} msgParams=6,7 code=${B}`,
      ['5|24', '6|7'],
    ],
    ['key=value, the last without', `code=${A} msgParams=5,24 code=${B}`, ['5|24', undefined]],
    ['key=value, one that takes none between', `code=${A} code=${N} msgParams=5,24`, ['5|24']],
    [
      'no JSON',
      `[{ code: '${A}', msgParams: '5,24' }, { code: '${B}', msgParams: '6,7' }]`,
      ['5|24', '6|7'],
    ],
    ['odd quotes before', `it's 5" and "so: ${nested([a(), b()], 0)}`, ['5|24', '6|7']],
    ['odd braces before', `{x {y } ${nested(a(), 0)} } { ${nested(b(), 0)}`, ['5|24', '6|7']],
    [
      'odd quotes and braces in a message',
      nested([a({ msg: 'a " { b \\' }), b({ msg: '} "' })], 0),
      ['5|24', '6|7'],
    ],
    [
      'an object that never ends',
      `{"a":"{ ${nested(a(), 1).slice(1, -1)} ${nested(b(), 0)}`,
      ['5|24', '6|7'],
    ],
  ];
  for (const [name, line, values] of cases) {
    test(name, () => {
      expect(filled(line)).toEqual(values);
    });
  }

  test('coloured JSON', () => {
    // As jq -cC prints it.
    const colored = (code: string, params: string) =>
      `\x1b[1;39m{\x1b[0m\x1b[34;1m"code"\x1b[0m\x1b[1;39m:\x1b[0m\x1b[0;32m"${code}"\x1b[0m\x1b[1;39m,\x1b[0m` +
      `\x1b[34;1m"msgParams"\x1b[0m\x1b[1;39m:\x1b[0m\x1b[0;32m"${params}"\x1b[0m\x1b[1;39m\x1b[1;39m}\x1b[0m`;
    expect(filled(`${colored(A, '5,24')} ${colored(B, '6,7')}`)).toEqual(['5|24', '6|7']);
    expect(filled(`code=${M} msgParams=\x1b[31m30\x1b[0m`)).toEqual(['30']);
  });

  test('many objects on one line', () => {
    const list = Array.from({ length: 500 }, (_, index) => a({ msgParams: `${index},x` }));
    const found = findingsOf(nested(list, 0)).map(({ params }) => params?.join());
    expect(found).toEqual(list.map((_, index) => `${index},x`));
  });
});
