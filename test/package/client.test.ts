import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

/** The client of the documentation, run against a small server. */
type Send = (
  url: string,
  request: unknown,
  options?: { tries?: number; longestWait?: number; timeout?: number },
) => Promise<unknown>;

const folder = mkdtempSync(join(tmpdir(), 'mmerr-client-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('.'), join(folder, 'node_modules', 'mmerr'));
const [, client = ''] =
  /^```js client\.mjs\n(.*?)^```$/ms.exec(readFileSync('docs/library.md', 'utf8')) ?? [];
writeFileSync(join(folder, 'client.mjs'), client);
const { send } = (await import(
  /* @vite-ignore */ pathToFileURL(join(folder, 'client.mjs')).href
)) as { send: Send };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let close = () => {};
afterEach(() => close());

/** Starts a server; returns its address and the idempotency keys of the calls that it got. */
async function serve(
  answer: (call: number, response: ServerResponse, request: IncomingMessage) => void,
): Promise<{ url: string; keys: string[] }> {
  const keys: string[] = [];
  const server = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume().on('end', () => answer(keys.length, response, request));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, keys };
}

const body = (fields: object) => JSON.stringify({ msg: '…', trace: 'x', ...fields });
const success = body({ code: '0', data: 'done', bizCode: '' });

describe('the client of the documentation', () => {
  test('returns the data of a success', async () => {
    const { url, keys } = await serve((_, response) => response.end(success));
    expect(await send(url, {})).toBe('done');
    expect(keys).toHaveLength(1);
  });

  test('tries a transient failure again under the same key', async () => {
    const { url, keys } = await serve((call, response) =>
      response.end(call === 1 ? body({ code: 'GATEWAY_CODE_012', bizCode: 'G' }) : success),
    );
    expect(await send(url, {})).toBe('done');
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test('does not try again what will fail again', async () => {
    const { url, keys } = await serve((_, response) =>
      response.end(body({ code: 'CUSTOMER_API_0000102', bizCode: 'US' })),
    );
    await expect(send(url, {})).rejects.toThrow('Account or password is incorrect');
    expect(keys).toHaveLength(1);
  });

  test('does not wait for a lock of 24 hours', async () => {
    const { url, keys } = await serve((_, response) =>
      response.end(body({ code: 'CUSTOMER_API_0000134', bizCode: 'US', msgParams: '5,24' })),
    );
    await expect(send(url, {})).rejects.toThrow('try again after 24 hours');
    expect(keys).toHaveLength(1);
  });

  test('places an order once whose answer came too late', async () => {
    const orders = new Set<string>();
    const { url, keys } = await serve((call, response, request) => {
      orders.add(String(request.headers['idempotency-key']));
      // The first answer is lost; the platform keeps it for the key.
      if (call > 1) response.end(success);
    });
    expect(await send(url, { side: 'buy' }, { timeout: 0.2 })).toBe('done');
    expect(keys).toHaveLength(2);
    expect(orders.size).toBe(1);
  });

  test('does not send an order again that the platform says timed out', async () => {
    const { url, keys } = await serve((_, response) =>
      response.end(body({ code: 'GATEWAY_CODE_902', bizCode: 'G' })),
    );
    await expect(send(url, { side: 'buy' })).rejects.toThrow('Service timeout');
    expect(keys).toHaveLength(1);
  });

  test('waits as long as a 429 says, and ends at a 418', async () => {
    const { url, keys } = await serve((call, response) => {
      response.writeHead(call === 1 ? 429 : 418, { 'x-ratelimit-reset': '1' }).end();
    });
    const start = Date.now();
    await expect(send(url, {})).rejects.toThrow('banned');
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
    expect(keys).toHaveLength(2);
  });

  test('does not take a proxy’s page for a success', async () => {
    const { url } = await serve((_, response) => response.end('<html>Login</html>'));
    await expect(send(url, {})).rejects.toThrow('HTTP 200');
  });

  test('gives up after as many tries as it may make', async () => {
    const { url, keys } = await serve((_, response) => response.writeHead(502).end('<html>'));
    await expect(send(url, {}, { tries: 2 })).rejects.toThrow('HTTP 502');
    expect(keys).toHaveLength(2);
  });
});
