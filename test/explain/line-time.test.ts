import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTimeReader } from '../../src/explain/line-time.js';

const NOW = Date.parse('2026-11-25T18:00:00Z');
const read = createTimeReader(() => NOW);
const told = (line: string) => {
  const time = read(line);
  return time === undefined ? undefined : new Date(time).toISOString();
};

const AT = '2026-11-25T10:02:14.000Z';
const MS = '2026-11-25T10:02:14.123Z';

describe('the time of a line', () => {
  const lines: readonly [line: string, time: string | undefined][] = [
    // ISO 8601, RFC 3339
    ['2026-11-25T10:02:14Z ERROR x', AT],
    ['2026-11-25T10:02:14z x', AT],
    ['2026-11-25T10:02:14.123Z', MS],
    ['2026-11-25T10:02:14.123456789Z stdout F x', MS],
    ['2026-11-25T10:02:14,123+00:00 x', MS],
    ['2026-11-25T12:02:14.123+02:00 x', MS],
    ['2026-11-25T12:02:14.123+0200 x', MS],
    ['2026-11-25T12:02:14+02 x', AT],
    ['2026-11-25 05:02:14 -0500 x', AT],
    ['2026-11-25T03:32:14-06:30', AT],
    ['2026-11-25 10:02:14 x', AT],
    ['2026-11-25 10:02:14,123 [main] ERROR x', MS],
    ['2026-11-25 10:02:14.123 UTC [42] x', MS],
    ['2026-11-25 10:02:14.5', '2026-11-25T10:02:14.500Z'],
    ['[2026-11-25 10:02:14] x', AT],
    ['2026-11-25T10:02 x', '2026-11-25T10:02:00.000Z'],
    ['2026/11/25 10:02:14 [error] 7#7: x', AT],
    ['20261125T100214Z x', AT],
    ['20261125T100214.123Z x', MS],
    ['level=error time="2026-11-25T10:02:14Z" msg=x', AT],
    ['{"level":"error","time":"2026-11-25T10:02:14.123Z"}', MS],
    ['{"log":"{\\"@timestamp\\":\\"2026-11-25T10:02:14.123Z\\"}"}', MS],
    ['<34>1 2026-11-25T10:02:14.123Z host app - - - x', MS],
    ['\x1b[31m2026-11-25T10:02:14Z x', AT],
    // In a blank and figures no zone is seen.
    ['2026-11-25 10:02:14 +10 points', AT],
    ['2026-11-25 10:02:14 7 x', AT],
    ['2026-11-25 10:02:14 Zoo', AT],
    // RFC 3164 and its relatives
    ['Nov 25 10:02:14 host app[1]: x', AT],
    ['<34>Nov 25 10:02:14 host app: x', AT],
    ['Nov  5 10:02:14 host app: x', '2026-11-05T10:02:14.000Z'],
    ['Nov 25 10:02:14.123 host app: x', MS],
    ['Nov 25 2026 10:02:14: %ASA x', AT],
    ['Wed Nov 25 10:02:14 2026 x', AT],
    ['[Wed Nov 25 10:02:14.123456 2026] [core:error] x', MS],
    ['Nov 25, 2026 10:02:14 AM java.util.logging x', AT],
    ['Nov 25, 2026 10:02:14 PM x', '2026-11-25T22:02:14.000Z'],
    // Without a year: the latest that is not in the future.
    ['Nov 26 10:02:14 host x', '2026-11-26T10:02:14.000Z'],
    ['Nov 27 10:02:14 host x', '2025-11-27T10:02:14.000Z'],
    ['Jan  1 00:00:00 host x', '2026-01-01T00:00:00.000Z'],
    ['Dec 31 23:59:59 host x', '2025-12-31T23:59:59.000Z'],
    ['Feb 29 10:00:00 host x', '2024-02-29T10:00:00.000Z'],
    // Apache, nginx, Tomcat, RFC 2822
    ['10.0.0.1 - - [25/Nov/2026:10:02:14 +0000] "GET / HTTP/1.1" 200', AT],
    ['10.0.0.1 - - [25/Nov/2026:12:02:14 +0200] "GET / HTTP/1.1" 200', AT],
    ['25-Nov-2026 10:02:14.123 SEVERE [main] x', MS],
    ['Date: Wed, 25 Nov 2026 10:02:14 GMT', AT],
    // klog
    ['I1125 10:02:14.123456       1 server.go:1] x', MS],
    ['E1126 10:02:14.123456       1 server.go:1] x', '2026-11-26T10:02:14.123Z'],
    ['W1231 10:02:14.123456       1 server.go:1] x', '2025-12-31T10:02:14.123Z'],
    ['I20261125 10:02:14.123456 1 x.cc:1] x', MS],
    // Unix time
    ['{"level":50,"time":1795600934123,"msg":"x"}', '2026-11-25T10:02:14.123Z'],
    ['{"level":"error","ts":1795600934.123,"msg":"x"}', MS],
    ['{"timestamp": 1795600934}', AT],
    ['{"@timestamp":"1795600934123"}', MS],
    ['ts=1795600934 level=error', AT],
    ['{\\"ts\\":1795600934123456}', MS],
    ["{ 'time': 1795600934123456789 }", MS],
    // No time
    ['', undefined],
    ['10:02:14 ERROR x', undefined],
    ['2026-11-25 x', undefined],
    ['uptime=1795600934', undefined],
    ['"tm":1795600934', undefined],
    ['{"time":300}', undefined],
    ['trace=x-1795600934123-4', undefined],
    ['12026-11-25T10:02:14', undefined],
    // Times that make no sense
    ['0000-00-00T00:00:00Z x', undefined],
    ['0001-01-01T00:00:00Z x', undefined],
    ['2026-13-25T10:02:14Z x', undefined],
    ['2026-02-30T10:02:14Z x', undefined],
    ['2026-11-25T25:02:14Z x', undefined],
    ['2026-11-25T10:61:14Z x', undefined],
    ['9999-12-31T23:59:59Z x', undefined],
    ['1970-01-01T00:00:00Z x', undefined],
    ['2026-11-25T10:02:60Z x', '2026-11-25T10:03:00.000Z'],
    // … and one behind them that does
    ['9999-12-31T23:59:59Z at 2026-11-25T10:02:14Z', AT],
    ['{"expires":"0001-01-01T00:00:00Z","ts":1795600934}', AT],
  ];
  test.each(lines)('%j', (line, time) => {
    expect(told(line)).toBe(time);
  });

  test('is the first of several', () => {
    expect(told(`x 2026-11-25T10:02:14Z 2026-11-24T00:00:00Z`)).toBe(AT);
    expect(told(`{"ts":1795600934,"time":"2026-11-24T00:00:00Z"}`)).toBe(AT);
  });

  test('of the new year on a reader that began in the old one', () => {
    let now = Date.parse('2026-12-31T23:59:00Z');
    const live = createTimeReader(() => now);
    expect(live('Dec 31 23:58:00 h x')).toBe(Date.parse('2026-12-31T23:58:00Z'));
    now = Date.parse('2027-01-01T00:01:00Z');
    expect(live('Jan  1 00:00:30 h x')).toBe(Date.parse('2027-01-01T00:00:30Z'));
  });
});

test('what is written is read, in every form', () => {
  const time = fc.integer({ min: Date.UTC(2000, 0, 2), max: NOW });
  const zone = fc.integer({ min: -14 * 60, max: 14 * 60 });
  const pad = (number: number, length = 2) => String(number).padStart(length, '0');
  const offset = (minutes: number, colon: string) =>
    `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}${colon}${pad(Math.abs(minutes) % 60)}`;
  fc.assert(
    fc.property(time, zone, fc.string(), (ms, minutes, tail) => {
      const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
      const rest = ` ${tail}`;
      for (const colon of [':', '']) {
        expect(read(`${local}${offset(minutes, colon)}${rest}`)).toBe(ms);
        expect(read(`x ${local.replace('T', ' ')} ${offset(minutes, colon)}${rest}`)).toBe(ms);
      }
      expect(read(`{"time":${ms}}`)).toBe(ms >= 1e12 ? ms : undefined);
      const month = new Date(ms + minutes * 60_000).toUTCString().slice(8, 11);
      const access = `${local.slice(8, 10)}/${month}/${local.slice(0, 4)}:${local.slice(11, 19)} ${offset(minutes, '')}`;
      expect(read(`- - [${access}]${rest}`)).toBe(Math.floor(ms / 1000) * 1000);
    }),
  );
});

test('nothing stops it, and time stays linear', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => {
      const time = read(line);
      expect(time === undefined || Number.isFinite(time)).toBe(true);
    }),
  );
});
