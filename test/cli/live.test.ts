import { Writable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { drawLive } from '../../src/cli/live.js';

/** A terminal of ten rows: what was written last, and all of it. */
class Terminal extends Writable {
  readonly isTTY = true;
  readonly columns = 40;
  readonly rows = 10;
  written = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += chunk.toString();
    done();
  }

  take(): string {
    const { written } = this;
    this.written = '';
    return written;
  }
}

// What it loads on demand would take its time from the clock that the tests turn.
beforeAll(async () => void (await import('log-update')));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('is drawn every second in its place, and taken off at the end', async () => {
  const stream = new Terminal();
  let count = 0;
  const rows: number[] = [];
  const live = drawLive({ stream, isTTY: true }, async (height) => {
    rows.push(height);
    return `count ${count}\nsame`;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(stream.take()).toBe('');
  expect(live.isShown).toBe(false);

  count = 1;
  await vi.advanceTimersByTimeAsync(1);
  await vi.waitFor(() => expect(live.isShown).toBe(true));
  expect(stream.take()).toContain('count 1\nsame\n');

  // The same again is not written again.
  await vi.advanceTimersByTimeAsync(1000);
  expect(stream.take()).toBe('');

  count = 2;
  await vi.advanceTimersByTimeAsync(1000);
  const second = stream.take();
  expect(second).toMatch(/\x1b\[\d*A/);
  expect(second).toContain('count 2');
  expect(new Set(rows)).toEqual(new Set([9]));

  await live.stop();
  expect(live.isShown).toBe(false);
  expect(stream.take()).toMatch(/^(?:\x1b\[[?\d]*[A-Za-z])+$/);
  count = 3;
  await vi.advanceTimersByTimeAsync(5000);
  expect(stream.take()).toBe('');
});

test('work that is done within a second is not drawn', async () => {
  const stream = new Terminal();
  const live = drawLive({ stream, isTTY: true }, async () => 'text');
  await vi.advanceTimersByTimeAsync(900);
  await live.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(stream.take()).toBe('');
});

test('a slow drawing is waited for, not joined by others', async () => {
  const stream = new Terminal();
  let started = 0;
  const live = drawLive({ stream, isTTY: true }, async () => {
    started++;
    await new Promise((resolve) => setTimeout(resolve, 3500));
    return `text ${started}`;
  });
  await vi.advanceTimersByTimeAsync(4000);
  await vi.waitFor(() => expect(started).toBe(1));
  await vi.advanceTimersByTimeAsync(2000);
  await vi.waitFor(() => expect(started).toBeGreaterThan(1));
  const stopped = live.stop();
  await vi.advanceTimersByTimeAsync(4000);
  await stopped;
});
