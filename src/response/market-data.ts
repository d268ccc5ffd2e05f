import { SEPARATOR } from '../text/notation.js';
import { scanObjects } from './objects.js';

/**
 * A field that stands beside `code` where that holds an instrument and no error: one of a quote, or
 * `ret`, which says of an answer that it succeeded, so that its `code` says something else. Answers of
 * market data look like this: `{"ret":200,"code":"US500"}`, `{"code":"US500","tick_time":"1732529000"}`.
 */
const FIELD = `(?:tick_?time|kline_?type)(?=${SEPARATOR})|ret${SEPARATOR}(?:0|200)(?![\\w.])`;

const FIELD_AT_START = new RegExp(`["':@<[]{0,2}(?:${FIELD})`, 'iy');

const FIELD_ANYWHERE = new RegExp(`(?<![\\w.-])(?:${FIELD})`, 'gi');

/** No field is longer, in characters. */
const LONGEST_FIELD = 200;

/** Whether such a field starts at a place, with its quote. */
export function isMarketDataAt(text: string, start: number, end: number): boolean {
  FIELD_AT_START.lastIndex = 0;
  return FIELD_AT_START.test(text.slice(start, Math.min(end, start + LONGEST_FIELD)));
}

/**
 * Whether a field of market data belongs to the same object as a place or, outside of objects, stands
 * on the same line.
 *
 * @param start Where the line starts in the text.
 * @param end Where it ends, exclusive.
 */
export function isAmongMarketData(
  text: string,
  start: number,
  end: number,
  place: number,
): boolean {
  const line = text.slice(start, end);
  const fields = [...line.matchAll(FIELD_ANYWHERE)];
  if (fields.length === 0) return false;
  const objects = scanObjects(line, 0, line.length);
  const home = objects.around(place - start);
  return fields.some(({ index }) => objects.around(index) === home);
}

/** Whether an object's fields are those of market data: its `code` is an instrument. */
export function isMarketData(fields: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(fields).some(([key, value]) =>
    isMarketDataAt(`${key}=${String(value)}`, 0, LONGEST_FIELD),
  );
}
