import { SEPARATOR } from '../notation/field.js';
import { type JsonObject, type ObjectScan, scanObjects } from './objects.js';

/**
 * A field beside a `code` that is an instrument, not an error: a field of a quote, or `ret`, which already
 * says that the request succeeded. Responses with market data look like this: `{"ret":200,"code":"US500"}`,
 * `{"code":"US500","tick_time":"1732529000"}`.
 */
const FIELD = `(?:tick_?time|kline_?type)(?=${SEPARATOR})|ret${SEPARATOR}(?:0|200)(?![\\w.])`;

const FIELD_AT_START = new RegExp(`["':@<[]{0,2}(?:${FIELD})`, 'iy');

const FIELD_ANYWHERE = new RegExp(`(?<![\\w.-])(?:${FIELD})`, 'gi');

/** The maximum length of such a field, in characters. */
const LONGEST_FIELD = 200;

/** Whether such a field, including its quote, starts at a place. */
export function isMarketDataAt(text: string, start: number, end: number): boolean {
  FIELD_AT_START.lastIndex = 0;
  return FIELD_AT_START.test(text.slice(start, Math.min(end, start + LONGEST_FIELD)));
}

/**
 * Makes a test for places in a line: whether a field of market data is in the same object or, outside of
 * objects, on the same line. The line is only read when the test is first used.
 *
 * @param start Where the line starts in the text.
 * @param end Where it ends, exclusive.
 */
export function marketDataTest(
  text: string,
  start: number,
  end: number,
): (place: number) => boolean {
  let homes: Set<JsonObject | undefined> | undefined;
  let objects: ObjectScan | undefined;
  return (place) => {
    if (!homes) {
      const line = text.slice(start, end);
      const fields = [...line.matchAll(FIELD_ANYWHERE)];
      const scan = fields.length > 0 ? scanObjects(line, 0, line.length) : undefined;
      objects = scan;
      homes = new Set(scan ? fields.map(({ index }) => scan.around(index)) : []);
    }
    return objects !== undefined && homes.has(objects.around(place - start));
  };
}

/** Whether the fields of an object are market data, so that its `code` is an instrument. */
export function isMarketData(fields: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(fields).some(([key, value]) =>
    isMarketDataAt(`${key}=${String(value)}`, 0, LONGEST_FIELD),
  );
}
