import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WINDOW } from '../../src/explain/code-stream.js';
import { createExplainer, type ExplainerOptions } from '../../src/explain/explainer.js';
import { builtinTable } from '../../src/table/builtin.js';
import { visible } from '../../src/text/visible.js';
import {
  cutAt,
  cutEvery,
  explainBytes,
  findingsOf,
  type Input,
  logBytes,
  longLineBytes,
  MARKING,
  summaryOf,
  withoutInsertions,
} from '../support/explain.js';
import { runs } from '../support/runs.js';

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** Everything that an input can be made into. */
const MODES: readonly [name: string, of: (input: Input) => string][] = [
  ['inline', (input) => explainBytes(input).toString('latin1')],
  ['below', (input) => explainBytes(input, { mode: 'below' }).toString('latin1')],
  ['ndjson', (input) => explainBytes(input, { mode: 'ndjson' }).toString('latin1')],
  ['only matching', (input) => explainBytes(input, { onlyMatching: true }).toString('latin1')],
  [
    'only matching, below',
    (input) => explainBytes(input, { mode: 'below', onlyMatching: true }).toString('latin1'),
  ],
  [
    'only matching, ndjson',
    (input) => explainBytes(input, { mode: 'ndjson', onlyMatching: true }).toString('latin1'),
  ],
  ['findings', (input) => JSON.stringify(findingsOf(input))],
  ['summary', (input) => JSON.stringify(summaryOf(input))],
];

/** Whether a note stands on a later line than its code, which it then names. */
function hasLateNote(bytes: Buffer): boolean {
  return / \[(?:[A-Z][A-Z0-9_]*)?\d+: /.test(explainBytes(bytes).toString('latin1'));
}

/** The word at a place that a finding is about: its code, or that without the module. */
function wordAt(bytes: Buffer, offset: number, code: string): string {
  const text = bytes.toString('latin1', offset, offset + code.length);
  if (text === code) return code;
  const { module = '' } = builtinTable.get(code) ?? {};
  return bytes.toString('latin1', offset, offset + code.length - module.length);
}

describe('the insertions taken out, the input is back', () => {
  for (const mode of ['inline', 'below'] as const) {
    test(mode, () => {
      fc.assert(
        fc.property(logBytes, places, (bytes, cuts) => {
          const output = explainBytes(cutAt(bytes, cuts), { mode, style: MARKING });
          expect(withoutInsertions(output, mode).equals(bytes)).toBe(true);
        }),
        { numRuns: runs(375) },
      );
    });
  }

  test('inline, the insertions being exactly those that the findings call for', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        fc.pre(!hasLateNote(bytes));
        let expected = '';
        let done = 0;
        for (const { offset, code, rendered, message } of findingsOf(bytes)) {
          const end = offset + wordAt(bytes, offset, code).length;
          expected += bytes.toString('latin1', done, end);
          const note = rendered ?? message ?? 'undocumented code';
          expected += Buffer.from(` [${visible(note)}]`).toString('latin1');
          done = end;
        }
        expected += bytes.toString('latin1', done);
        expect(explainBytes(bytes).toString('latin1')).toBe(expected);
      }),
      { numRuns: runs(375) },
    );
  });

  test('ndjson, each insertion being one last field of a line that is an object', () => {
    let gained = 0;
    const line = logBytes.map((bytes) => bytes.toString('latin1').replaceAll('\n', ' '));
    const object = fc.json({ maxDepth: 3 }).map((json) => `{"code":"US500","x":${json} }`);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, object), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const input = Buffer.from(lines.join(end), 'latin1');
          const output = explainBytes(input, { mode: 'ndjson' }).toString('latin1').split('\n');
          const before = input.toString('latin1').split('\n');
          expect(output).toHaveLength(before.length);
          output.forEach((text, index) => {
            const original = before[index] as string;
            if (text === original) return;
            gained++;
            const prefix = text.search(/\{[ \t\r]*"/);
            const object = text.slice(prefix);
            const { mmerr, ...rest } = JSON.parse(object) as Record<string, unknown>;
            const field = `,"mmerr":${JSON.stringify(mmerr)}`;
            const place = text.length - (/\}\s*$/.exec(text)?.[0].length ?? 0) - field.length;
            expect(text.slice(place, place + field.length)).toBe(field);
            expect(text.slice(0, place) + text.slice(place + field.length)).toBe(original);
            expect(rest).toEqual(JSON.parse(original.slice(prefix)));
          });
        },
      ),
      { numRuns: runs(200) },
    );
    expect(gained).toBeGreaterThan(runs(100));
  });

  test('only matching: whole lines of the input, those with a code and no others', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        fc.pre(!hasLateNote(bytes));
        const output = explainBytes(bytes, { onlyMatching: true, style: MARKING });
        const lines = bytes.toString('latin1').split(/(?<=\n)/);
        const numbers = new Set(findingsOf(bytes).map((finding) => finding.line));
        const expected = lines.filter((_, index) => numbers.has(index + 1)).join('');
        expect(withoutInsertions(output, 'inline').toString('latin1')).toBe(expected);
      }),
      { numRuns: runs(250) },
    );
  });

  test('lines longer than what is looked at in one piece', () => {
    fc.assert(
      fc.property(longLineBytes, places, (bytes, cuts) => {
        const output = explainBytes(cutAt(bytes, cuts), { style: MARKING });
        expect(withoutInsertions(output, 'inline').equals(bytes)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('memory that is used again', () => {
  /** What whoever takes the pieces of a call only after it gets to see. */
  function transient(pieces: readonly Uint8Array[], options: ExplainerOptions): Buffer {
    const explainer = createExplainer(builtinTable, { ...options, transient: true });
    // The reader of a file, too, reads into the same memory again.
    const memory = new Uint8Array(Math.max(1, ...pieces.map(({ length }) => length)));
    const out: Buffer[] = [];
    for (const piece of pieces) {
      memory.set(piece);
      out.push(Buffer.concat(explainer.push(memory.subarray(0, piece.length))));
    }
    out.push(Buffer.concat(explainer.end()));
    return Buffer.concat(out);
  }

  const withEnd = fc.tuple(logBytes, fc.boolean()).map(([bytes, ended]) => {
    const text = bytes.toString('latin1').replace(/\n+$/, '');
    return Buffer.from(ended ? `${text}\n` : text, 'latin1');
  });
  for (const mode of ['inline', 'below', 'ndjson'] as const) {
    for (const onlyMatching of [false, true]) {
      for (const style of [undefined, MARKING]) {
        const options = { mode, onlyMatching, ...(style ? { style } : {}) };
        test(`shows in no output: ${JSON.stringify(options)}`, () => {
          fc.assert(
            fc.property(withEnd, places, (bytes, cuts) => {
              for (const pieces of [[bytes], cutAt(bytes, cuts), cutEvery(bytes, 1)]) {
                const expected = explainBytes(pieces, options);
                expect(transient(pieces, options).equals(expected)).toBe(true);
              }
            }),
            { numRuns: runs(60) },
          );
        });
      }
    }
  }
});

describe('however the input is cut, the output is the same', () => {
  for (const [name, of] of MODES) {
    test(name, () => {
      fc.assert(
        fc.property(logBytes, places, (bytes, cuts) => {
          expect(of(cutAt(bytes, cuts))).toBe(of(bytes));
        }),
        { numRuns: runs(250) },
      );
      fc.assert(
        fc.property(logBytes, (bytes) => {
          expect(of(cutEvery(bytes, 1))).toBe(of(bytes));
        }),
        { numRuns: runs(62) },
      );
    });

    test(`${name}, with lines longer than what is looked at in one piece`, () => {
      fc.assert(
        fc.property(
          longLineBytes,
          places,
          fc.integer({ min: 3000, max: 70000 }),
          (bytes, cuts, size) => {
            const whole = of(bytes);
            // Not toBe: a report of two such texts would take longer than the test.
            expect(of(cutAt(bytes, cuts)) === whole).toBe(true);
            expect(of(cutEvery(bytes, size)) === whole).toBe(true);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  test('what stands before a code is known however far the line has come', () => {
    // Each place at which a long line may have been let go, with what forbids the code before it.
    const forbidden = ['XGGATEWAY_CODE_005', 'zipcode=US500', 'xUSCUSTOMER_API_0000102'];
    for (const word of forbidden) {
      for (const back of [1018, 1020, 1023, 1024, 1025, 1030]) {
        for (const part of [1, 2, 3, 4]) {
          const pad = '.'.repeat(WINDOW - back - part);
          const line = Buffer.from(`${pad}${word} ${'.'.repeat(5000)}`);
          expect(findingsOf(cutEvery(line, 1000)), `${word} ${back} ${part}`).toEqual([]);
        }
      }
    }
  });

  test('a code on the seam of two windows', () => {
    const code = 'USCUSTOMER_API_0000132';
    for (let before = WINDOW - 40; before <= WINDOW + 2; before++) {
      const line = Buffer.from(
        `${'.'.repeat(before - 1)} ${code} msgParams=5,24 ${'.'.repeat(3000)}`,
      );
      const whole = findingsOf(line);
      expect(whole.map(({ offset }) => offset)).toEqual([before]);
      expect(findingsOf([line.subarray(0, WINDOW), line.subarray(WINDOW)])).toEqual(whole);
      expect(findingsOf([line.subarray(0, WINDOW + 1), line.subarray(WINDOW + 1)])).toEqual(whole);
      expect(findingsOf(cutEvery(line, 997))).toEqual(whole);
      // A value is read whole or not at all.
      expect([undefined, ['5', '24']]).toContainEqual(whole[0]?.params);
    }
  });

  test('only matching shows the same stretch of a line that is too long to be kept', () => {
    const line = Buffer.from(
      `${'x'.repeat(3_000_000)} USCUSTOMER_API_0000102 ${'y'.repeat(1000)}\n`,
    );
    const whole = explainBytes(line, { onlyMatching: true });
    expect(whole.length).toBeGreaterThan(1_000_000);
    for (const size of [65_536, 65_537, 262_144, 1_000_003]) {
      const cut = explainBytes(cutEvery(line, size), { onlyMatching: true });
      expect(cut.equals(whole), `pieces of ${size}`).toBe(true);
    }
    const inCode = line.indexOf('_API_') + 3;
    const cut = explainBytes([line.subarray(0, inCode), line.subarray(inCode)], {
      onlyMatching: true,
    });
    expect(cut.equals(whole)).toBe(true);
  });
});

describe('nothing is kept waiting', () => {
  /** An explainer that tells what came out for each piece. */
  function live(options: ExplainerOptions = {}) {
    const explainer = createExplainer(builtinTable, options);
    return (text: string) => Buffer.concat(explainer.push(Buffer.from(text))).toString();
  }

  test('a part of a line without a code is out at once', () => {
    const free = logBytes.map((bytes) =>
      // No digits, and none of the capitals and `_` of a code without any.
      Buffer.from(bytes.filter((byte) => (byte > 57 || byte < 48) && byte !== 95)),
    );
    for (const mode of ['inline', 'below', 'ndjson'] as const) {
      fc.assert(
        fc.property(fc.array(free, { maxLength: 6 }), (pieces) => {
          const explainer = createExplainer(builtinTable, { mode });
          for (const piece of pieces) {
            expect(Buffer.concat(explainer.push(piece)).equals(piece)).toBe(true);
          }
          expect(Buffer.concat(explainer.end())).toHaveLength(0);
        }),
        { numRuns: runs(75) },
      );
    }
  });

  test('at most what comes behind a code or a code field waits, never what is before', () => {
    fc.assert(
      fc.property(logBytes, places, (bytes, cuts) => {
        const explainer = createExplainer(builtinTable, { style: MARKING });
        const out: Buffer[] = [];
        let pushed = 0;
        for (const piece of cutAt(bytes, cuts)) {
          out.push(...explainer.push(piece).map((part) => Buffer.from(part)));
          pushed += piece.length;
          const passedBytes = withoutInsertions(Buffer.concat(out), 'inline');
          const passed = passedBytes.length;
          expect(passedBytes.equals(bytes.subarray(0, passed))).toBe(true);
          if (passed === pushed) continue;
          // What waits stands behind a code, on the line that has not ended.
          const soFar = bytes.subarray(0, pushed);
          expect(soFar.indexOf('\n', passed)).toBe(-1);
          const ends = findingsOf(soFar).map(
            ({ offset, code }) => offset + wordAt(soFar, offset, code).length,
          );
          // So may the value of a code field: its module may follow.
          const isValue = /code[^\n]{0,40}[:=>][^\n]{0,20}?\w+$/i.test(
            bytes.toString('latin1', 0, passed),
          );
          if (!isValue) expect(ends).toContain(passed);
        }
      }),
      { numRuns: runs(375) },
    );
  });

  test('a line is out whole with its last byte', () => {
    fc.assert(
      fc.property(fc.array(logBytes, { maxLength: 5 }), (parts) => {
        const explainer = createExplainer(builtinTable);
        for (const part of parts) {
          const line = Buffer.concat([part, Buffer.from('\n')]);
          const out = Buffer.concat(explainer.push(line));
          expect(out.equals(explainBytes(line))).toBe(true);
        }
      }),
      { numRuns: runs(250) },
    );
  });

  test('a code without placeholders is explained with the next byte', () => {
    const push = live();
    expect(push('failed: USCUSTOMER_API_0000102')).toBe('failed: USCUSTOMER_API_0000102');
    expect(push(' ')).toMatch(/^ \[[^\]]+\] $/);
    expect(push('and on')).toBe('and on');
  });

  test('a code that may go on waits with its insertion alone', () => {
    const push = live();
    expect(push('USCUSTOMER_API_00001')).toBe('USCUSTOMER_API_00001');
    expect(push('0')).toBe('0');
    expect(push('2')).toBe('2');
    expect(push('x')).toBe('x');
    expect(push('.')).toBe('.');
  });

  test('a code with placeholders is explained when its object closes', () => {
    const push = live();
    const head = 'x {"code":"USCUSTOMER_API_0000132';
    expect(push(head)).toBe(head);
    expect(push('","msg":"…","msgParams":"5,24","data":null')).toBe('');
    expect(push('}')).toContain('5 times in a row, you cannot withdraw cash within 24 hours]"');
    expect(push(' tail')).toBe(' tail');
  });

  test('params before the code settle it at once', () => {
    for (const head of [
      '{"msgParams":"5,24","code":"',
      'msgParams=5,24 code=',
      '[{"msgParams":["5","24"],"code":"',
    ]) {
      const push = live();
      expect(push(`${head}USCUSTOMER_API_0000132`)).toBe(`${head}USCUSTOMER_API_0000132`);
      expect(push(' ')).toContain('5 times in a row');
      expect(push('on')).toBe('on');
    }
  });

  test('a last line that never ends is out up to what may still change', () => {
    const explainer = createExplainer(builtinTable);
    const out = Buffer.concat(explainer.push(Buffer.from('a\n{"code":"USCUSTOMER_API_0000132"}')));
    expect(out.toString()).toBe('a\n{"code":"USCUSTOMER_API_0000132');
    expect(Buffer.concat(explainer.end()).toString()).toMatch(/^ \[.*%s.*\]"\}$/);
  });

  test('ndjson holds back no more than the last brace of an object with a code', () => {
    const push = live({ mode: 'ndjson' });
    expect(push('{"a":{},"code":"USCUSTOMER_API_0000102"')).toBe(
      '{"a":{},"code":"USCUSTOMER_API_0000102"',
    );
    expect(push(',"b":{}')).toBe(',"b":{');
    expect(push('}')).toBe('}');
    expect(push('\n')).toMatch(/^,"mmerr":\[.*\]\}\n$/);
    expect(push('{"a":1}')).toBe('{"a":1}');
    expect(push('\nplain } text')).toBe('\nplain } text');
  });
});

describe('places', () => {
  test('the bytes at the offset are the code; line and column agree with it', () => {
    fc.assert(
      fc.property(logBytes, places, (bytes, cuts) => {
        let last = 0;
        // A code whose meaning is said on a later line is told after those in between.
        const findings = findingsOf(cutAt(bytes, cuts)).sort((a, b) => a.offset - b.offset);
        for (const { offset, line, column, code } of findings) {
          expect(offset).toBeGreaterThanOrEqual(last);
          const word = bytes.toString(
            'latin1',
            offset,
            offset + wordAt(bytes, offset, code).length,
          );
          expect(code.endsWith(word)).toBe(true);
          const lineStart = offset === 0 ? 0 : bytes.lastIndexOf('\n', offset - 1) + 1;
          expect(column).toBe(offset - lineStart + 1);
          expect(line).toBe(bytes.subarray(0, lineStart).filter((byte) => byte === 10).length + 1);
          last = offset + word.length;
        }
      }),
      { numRuns: runs(250) },
    );
  });

  test('in long lines', () => {
    fc.assert(
      fc.property(longLineBytes, places, (bytes, cuts) => {
        for (const { offset, line, column, code } of findingsOf(cutAt(bytes, cuts))) {
          expect(code.endsWith(wordAt(bytes, offset, code))).toBe(true);
          const lineStart = offset === 0 ? 0 : bytes.lastIndexOf('\n', offset - 1) + 1;
          expect(column).toBe(offset - lineStart + 1);
          expect(line).toBe(bytes.subarray(0, lineStart).filter((byte) => byte === 10).length + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the summary counts what the findings tell', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        const counted = summaryOf(bytes);
        const findings = findingsOf(bytes);
        expect(counted.occurrences).toBe(findings.length);
        expect(counted.linesWithCode).toBe(new Set(findings.map(({ line }) => line)).size);
        for (const known of [true, false]) {
          const own = findings.filter((finding) => finding.known === known);
          const codes = known ? counted.codes : counted.undocumented;
          expect(codes.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(own.length);
          for (const { code, count, firstLine, lastLine, timeline } of codes) {
            const lines = own.filter((finding) => finding.code === code).map(({ line }) => line);
            expect(count).toBe(new Set(lines).size);
            expect([firstLine, lastLine]).toEqual([lines[0], lines.at(-1)]);
            expect(timeline?.reduce((sum, number) => sum + number, 0)).toBe(count);
          }
          const counts = codes.map(({ count }) => count);
          expect(counts).toEqual([...counts].sort((a, b) => b - a));
        }
        const text = bytes.toString('latin1');
        const lines = text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
        expect(counted.lines).toBe(lines);
      }),
      { numRuns: runs(200) },
    );
  });

  test('the summary counts lines as whoever looks at them one by one', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        const naive = new Map<string, number>();
        for (const line of bytes.toString('latin1').split('\n')) {
          const codes = findingsOf(Buffer.from(line, 'latin1')).map(({ code }) => code);
          for (const code of new Set(codes)) naive.set(code, (naive.get(code) ?? 0) + 1);
        }
        const { codes, undocumented } = summaryOf(bytes);
        const counted = [...codes, ...undocumented].map(
          ({ code, count }) => [code, count] as const,
        );
        expect(new Map(counted)).toEqual(naive);
      }),
      { numRuns: runs(100) },
    );
  });
});
