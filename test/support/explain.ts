import fc from 'fast-check';
import { CodeStream } from '../../src/explain/code-stream.js';
import type { Counts } from '../../src/explain/counts.js';
import { createExplainer, type ExplainerOptions } from '../../src/explain/explainer.js';
import { createTimeReader } from '../../src/explain/line-time.js';
import { FindingsSink, type LocatedFinding } from '../../src/explain/sinks/findings.js';
import type { ExplainStyle } from '../../src/explain/sinks/inline.js';
import { SummarySink } from '../../src/explain/sinks/summary.js';
import { type Summary, summarize } from '../../src/explain/summary.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Table } from '../../src/table/table.js';

/** When the tests read what they read. */
export const NOW = Date.parse('2026-11-25T18:00:00Z');

const readTime = createTimeReader(() => NOW);

/** Bytes, whole or cut into pieces. */
export type Input = string | Uint8Array | readonly Uint8Array[];

/** The pieces of an input. */
export function piecesOf(input: Input): readonly Uint8Array[] {
  if (typeof input === 'string') return [Buffer.from(input)];
  return input instanceof Uint8Array ? [input] : input;
}

/** What an explainer makes of an input. */
export function explainBytes(
  input: Input,
  options: ExplainerOptions = {},
  table: Table = builtinTable,
): Buffer {
  const explainer = createExplainer(table, options);
  const out: Buffer[] = [];
  // What comes out may share memory with what went in.
  const take = (pieces: readonly Uint8Array[]) => out.push(...pieces.map((p) => Buffer.from(p)));
  for (const piece of piecesOf(input)) take(explainer.push(piece));
  take(explainer.end());
  return Buffer.concat(out);
}

/** The same as text. */
export function explainText(
  input: Input,
  options: ExplainerOptions = {},
  table: Table = builtinTable,
): string {
  return explainBytes(input, options, table).toString();
}

/** The codes of an input with their places. */
export function findingsOf(input: Input, table: Table = builtinTable): LocatedFinding[] {
  const found: LocatedFinding[] = [];
  const stream = new CodeStream(
    table,
    new FindingsSink((finding) => found.push(finding), readTime),
  );
  for (const piece of piecesOf(input)) stream.push(piece);
  stream.end();
  return found;
}

/** What occurs on how many lines of an input. */
export function summaryOf(input: Input, table: Table = builtinTable): Summary {
  return summarize(countsOf(input, undefined, table));
}

/** The same, ready to be added to others. */
export function countsOf(input: Input, name?: string, table: Table = builtinTable): Counts {
  const sink = new SummarySink(readTime, name);
  const stream = new CodeStream(table, sink);
  for (const piece of piecesOf(input)) stream.push(piece);
  stream.end();
  return sink.counts;
}

/** Marks that occur in no input of a test, around each thing that an explainer adds. */
const MARKS = {
  open: '<<mm-note:',
  close: ':mm-note>>',
  code: '<<mm-code:',
  codeEnd: ':mm-code>>',
};

/** A style by which all that was added can be told from what was there. */
export const MARKING: ExplainStyle = {
  code: [MARKS.code, MARKS.codeEnd],
  note: [MARKS.open, MARKS.close],
};

/** Takes out what an explainer with {@link MARKING} added. */
export function withoutInsertions(output: Buffer, mode: 'inline' | 'below'): Buffer {
  const note = `${MARKS.open}[^]*?${MARKS.close}\x1b\\[[0-9;:]*m`;
  const text = output.toString('latin1');
  const withoutNotes =
    mode === 'below'
      ? text
          .split('\n')
          .filter((line) => !new RegExp(`^ {4}${note}$`).test(line))
          .join('\n')
      : text.replace(new RegExp(note, 'g'), '');
  const bare = withoutNotes
    .replaceAll(MARKS.code, '')
    .replace(new RegExp(`${MARKS.codeEnd}\x1b\\[[0-9;:]*m`, 'g'), '');
  return Buffer.from(bare, 'latin1');
}

/** Cuts bytes at the given places, each taken as a part of the whole; empty pieces stay in. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = places.map((place) => Math.floor(place * bytes.length)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

/** Cuts bytes into pieces of one size. */
export function cutEvery(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += size) {
    pieces.push(bytes.subarray(from, from + size));
  }
  return pieces;
}

const CODES = [
  'USCUSTOMER_API_0000132',
  'USCUSTOMER_API_0000134',
  'USCUSTOMER_API_0000009',
  'USCUSTOMER_API_0000102',
  'CUSTOMER_API_0000132',
  'GGATEWAY_CODE_005',
  'GATEWAY_CODE_103',
  'CFDWBWE000001',
  'CFDWBW500',
  'USCUSTOMER_API_9999999',
  'code=US500',
  '"code":"G500"',
  'errorCode: 00012005',
];

const VALUES = ['5,24', '30', '', 'a\\"b', '\\u4e2d', 'é', 'x]y', 'pdf, png', '\\\\'];

/** An object of a log, with or without its own code and params, in either order. */
const object: fc.Arbitrary<Record<string, unknown>> = fc.letrec<{
  object: Record<string, unknown>;
}>((tie) => ({
  object: fc
    .tuple(
      fc.option(fc.constantFrom('code', 'errorCode', 'msg', 'zipcode')),
      fc.constantFrom(...CODES.slice(0, 10), 'US500', 'G501', '00012005', '0'),
      fc.option(
        fc.constantFrom<unknown>(
          '5,24',
          '30',
          ['5', '24'],
          ['x]"y'],
          'a"b\\,中',
          null,
          7,
          '\u001b[K',
        ),
      ),
      fc.option(
        fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant('text'), tie('object')),
      ),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([key, code, params, child, escaped, paramsFirst]) => {
      const inner = child !== null && escaped ? JSON.stringify(child) : child;
      const own = key === null ? {} : { [key]: code };
      const values = params === null ? {} : { msgParams: params };
      const rest = inner === null ? {} : { data: inner };
      return paramsFirst ? { ...values, ...rest, ...own } : { ...own, ...rest, ...values };
    }),
})).object;

const fragment: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...CODES).map((code) => Buffer.from(code)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...CODES), fc.nat(25))
      .map(([code, length]) => Buffer.from(code.slice(0, length))),
  },
  { weight: 3, arbitrary: object.map((value) => Buffer.from(JSON.stringify(value))) },
  {
    weight: 1,
    arbitrary: object.map((value) => Buffer.from(JSON.stringify(JSON.stringify({ value })))),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'msgParams=',
          '"msgParams":"',
          'msgParams: [',
          '\\"msgParams\\":\\"',
          'params',
        ),
        fc.constantFrom(...VALUES),
        fc.constantFrom('"', '\\"', ']', '', ' '),
      )
      .map((parts) => Buffer.from(parts.join(''))),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('\n', '\r\n', '\r', '\n\n').map((end) => Buffer.from(end)),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        ' ',
        '  ',
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        "'",
        ',',
        ':',
        '=',
        '_',
        '0',
        '7',
        'A',
        'z',
        '\0',
        '\t',
        '\u2028',
        '\u0085',
        'é',
        '中',
        '😀',
        '\x1b[31m',
        '\x1b[0m',
        '\x1b[1;38;5;9m',
        '\x1b[K',
        '\x1b[38;2;1;2;3m',
        '\x1b',
        '\x1b[',
        '\\u001b[31m',
        'code',
        'ode',
        '"code":',
        'US',
        'G',
        '500',
        '00012',
        'USCUSTOMER_API_',
        'GATEWAY_CODE_',
        ',"mmerr":[',
        '{"code":"',
        '"}',
      )
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('0', 'x', ' ', '{', '"', '\\', 'US', '\x1b[1'), fc.nat(300))
      .map(([text, count]) => Buffer.from(text.repeat(count))),
  },
);

/** Bytes as the worst of logs may hold them. */
export const logBytes: fc.Arbitrary<Buffer> = fc
  .array(fragment, { maxLength: 24, size: 'medium' })
  .map((parts) => Buffer.concat(parts));

/** The same with a line in it that is longer than the window in which a line is looked at. */
export const longLineBytes: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fragment },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom('x', '. ', '{"a":"b"} ', 'ab "c\\" '),
            fc.oneof(fc.integer({ min: 64300, max: 65700 }), fc.integer({ min: 1, max: 140_000 })),
          )
          .map(([text, length]) => Buffer.alloc(length, text)),
      },
    ),
    { minLength: 3, maxLength: 16 },
  )
  .map((parts) => Buffer.concat(parts));
