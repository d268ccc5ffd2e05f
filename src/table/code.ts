import { checkText } from '../text/check.js';

/**
 * The shape of a code: a family (letters, digits and `_ . -`, not ending in a digit, possibly empty)
 * and a number of at least one digit, or at least three if the family is empty.
 */
const CODE = /^(?=.{2,128}$)(?:([A-Za-z](?:[\w.-]*[A-Za-z_.-])?)(\d+)|()(\d{3,}))$/;

/** The parts of a code. */
export interface CodeParts {
  /** The part before the number; empty for a purely numeric code. */
  readonly family: string;
  /** The digits, including leading zeros. */
  readonly number: string;
}

/**
 * Splits a code into family and number.
 *
 * @returns The parts, or `undefined` for a text that is not a code.
 */
export function splitCode(code: string): CodeParts | undefined {
  checkText('code', code);
  const match = CODE.exec(code);
  if (!match) return undefined;
  return { family: match[1] ?? '', number: (match[2] ?? match[4]) as string };
}

/** Removes the leading zeros of a number; `0` stays `0`. */
export function stripZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, '');
}

/** What a code is ordered by. */
interface OrderKey extends CodeParts {
  readonly code: string;
}

function orderKey(code: string): OrderKey {
  const { family, number } = splitCode(code) ?? { family: code, number: '' };
  return { code, family, number: stripZeros(number) };
}

function compareKeys(a: OrderKey, b: OrderKey): number {
  if (a.family !== b.family) return a.family < b.family ? -1 : 1;
  if (a.number.length !== b.number.length) return a.number.length - b.number.length;
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

/** Orders codes for people: by family, then by number as a number, then letter by letter. */
export function compareCodes(a: string, b: string): number {
  checkText('a', a);
  checkText('b', b);
  return compareKeys(orderKey(a), orderKey(b));
}

/**
 * Sorts objects with a code as {@link compareCodes} does, but splits each code only once.
 *
 * @returns A new list.
 */
export function sortByCode<T extends { readonly code: string }>(items: Iterable<T>): T[] {
  return Array.from(items, (item) => ({ item, key: orderKey(item.code) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}
