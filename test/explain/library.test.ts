import { Duplex, PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  builtinTable,
  createExplainer,
  createFindingsReader,
  explainStream,
  findCodes,
} from '../../src/index.js';
import { cutAt, explainBytes, explainText, findingsOf, logBytes } from '../support/explain.js';
import { runs } from '../support/runs.js';

const LINE = '错误 GATEWAY_CODE_014 😀\n';
const EXPLAINED = '错误 GATEWAY_CODE_014 [Request expired] 😀\n';

/** Text cut into pieces, also inside a character. */
const pieces = fc
  .tuple(
    logBytes.map((bytes) => `${bytes.toString()}😀`),
    fc.array(fc.nat(200)),
  )
  .map(([text, places]) => {
    const cuts = [0, ...places.filter((place) => place < text.length), text.length];
    cuts.sort((a, b) => a - b);
    return { text, parts: cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut)) };
  });

/** All that a readable stream has. */
async function chunksOf<T>(stream: ReadableStream<T>): Promise<T[]> {
  const chunks: T[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    chunks.push(value);
  }
}

function streamOf<T>(...chunks: T[]): ReadableStream<T> {
  return new ReadableStream<T>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

describe('push', () => {
  test('takes text as it takes its bytes', () => {
    fc.assert(
      fc.property(pieces, ({ text, parts }) => {
        const explainer = createExplainer(builtinTable);
        const out = [...parts.flatMap((part) => explainer.push(part)), ...explainer.end()];
        expect(Buffer.concat(out).toString()).toBe(explainText(text));
        const reader = createFindingsReader(builtinTable);
        const found = [...parts.flatMap((part) => reader.push(part)), ...reader.end()];
        expect(found).toEqual(findingsOf(text));
      }),
      { numRuns: runs(125) },
    );
  });

  test('takes both in turn; half a character at the end of a text stays one', () => {
    const explainer = createExplainer(builtinTable);
    const out = [
      ...explainer.push('GATEWAY_CODE_014 \ud83d'),
      ...explainer.push(Buffer.from('\n')),
      ...explainer.push('\ud83d'),
      ...explainer.end(),
    ];
    expect(Buffer.concat(out).toString()).toBe('GATEWAY_CODE_014 [Request expired] \ufffd\n\ufffd');
  });

  test.each([undefined, null, 7, {}, [1], new Uint16Array(1)])('does not take %j', (chunk) => {
    const { push } = createExplainer(builtinTable);
    expect(() => push(chunk as unknown as string)).toThrow(TypeError);
    expect(() => push(chunk as unknown as string)).toThrow(/takes text or bytes/);
  });
});

describe('findCodes', () => {
  test('finds what a stream finds', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        const text = bytes.toString();
        expect(findCodes(builtinTable, text)).toEqual(findingsOf(text));
      }),
      { numRuns: runs(125) },
    );
  });

  test('reads responses, and counts places in bytes', () => {
    expect(
      findCodes(
        builtinTable,
        '错 {"code":"CUSTOMER_API_0000132","bizCode":"US","msgParams":"5,24"}',
      ),
    ).toMatchObject([
      { code: 'USCUSTOMER_API_0000132', known: true, params: ['5', '24'], column: 14, offset: 13 },
    ]);
    expect(findCodes(builtinTable, 'symbol=US500')).toEqual([]);
  });
});

describe('explainStream', () => {
  test('bytes in, bytes out', async () => {
    await fc.assert(
      fc.asyncProperty(
        logBytes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        async (bytes, cuts) => {
          const chunks = cutAt(bytes, cuts).map((part) => Uint8Array.from(part));
          const out = await chunksOf(streamOf(...chunks).pipeThrough(explainStream(builtinTable)));
          expect(Buffer.concat(out).equals(explainBytes(bytes))).toBe(true);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('text in, text out', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async ({ text, parts }) => {
        const explained = streamOf(...parts).pipeThrough(explainStream<string>(builtinTable));
        expect((await chunksOf(explained)).join('')).toBe(explainText(text));
      }),
      { numRuns: runs(60) },
    );
  });

  test('takes the options of an explainer', async () => {
    const stream = explainStream<string>(builtinTable, { mode: 'ndjson', onlyMatching: true });
    const out = await chunksOf(streamOf('{"a":1}\n', '{"code":"G500"}\n').pipeThrough(stream));
    expect(JSON.parse(out.join(''))).toMatchObject({ code: 'G500', mmerr: [{ code: 'G500' }] });
  });

  test('a line is out as soon as it was in', async () => {
    const { readable, writable } = explainStream<string>(builtinTable);
    const [writer, reader] = [writable.getWriter(), readable.getReader()];
    for (let line = 0; line < 3; line++) {
      void writer.write(LINE);
      let text = '';
      while (!text.endsWith('\n')) text += (await reader.read()).value;
      expect(text).toBe(EXPLAINED);
    }
  });

  test("goes into Node's pipeline, and into a Duplex", async () => {
    const written: Buffer[] = [];
    const sink = () =>
      new Writable({
        write(chunk, _encoding, done) {
          written.push(Buffer.from(chunk));
          done();
        },
      });
    // A pipeline takes web streams; only its types for Node 20 do not say so.
    const node = (stream: object) => stream as NodeJS.ReadWriteStream;
    await pipeline(Readable.from([Buffer.from(LINE)]), node(explainStream(builtinTable)), sink());
    await pipeline(Readable.from([LINE]), node(explainStream<string>(builtinTable)), sink());
    const through = new PassThrough();
    through.end(LINE);
    await pipeline(through, Duplex.fromWeb(explainStream(builtinTable)), sink());
    expect(Buffer.concat(written).toString()).toBe(EXPLAINED.repeat(3));
  });

  test('goes on the body of a fetch', async () => {
    const { body } = new Response(LINE);
    const explained = new Response(body?.pipeThrough(explainStream(builtinTable)));
    expect(await explained.text()).toBe(EXPLAINED);
  });

  test('fails for what is neither text nor bytes', async () => {
    const stream = explainStream(builtinTable) as unknown as TransformStream<unknown, unknown>;
    await expect(chunksOf(streamOf({ level: 30 }).pipeThrough(stream))).rejects.toThrow(TypeError);
  });
});
