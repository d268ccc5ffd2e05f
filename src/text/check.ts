// Checks of the arguments of public functions, since JavaScript does not enforce types. Reading a value
// may run the caller's code (a proxy, a getter); errors thrown there are the caller's own.

import { visible } from './visible.js';

/** @throws {TypeError} For anything but a string. */
export function checkText(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
}

/** @throws {TypeError} For anything but an object; absent options are objects by default. */
export function checkOptions(name: string, value: unknown): asserts value is object {
  if (typeof value !== 'object' || value === null) throw wrong(name, 'an object', value);
}

/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {TypeError} For anything but a function or `undefined`. */
export function checkCallback(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw wrong(name, 'a function', value);
}

/** @throws {TypeError} For anything but an array of strings. */
export function checkTexts(name: string, value: unknown): asserts value is readonly string[] {
  checkItems(name, value, ['a string', 'strings'], (item) => typeof item === 'string');
}

/** @throws {TypeError} For anything but an array of objects whose given fields are strings. */
export function checkObjects(name: string, value: unknown, ...fields: readonly string[]): void {
  const having = `with ${fields.map((field) => `'${field}'`).join(' and ')}`;
  checkItems(
    name,
    value,
    [`an object ${having}`, `objects ${having}`],
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      fields.every((field) => typeof (item as Record<string, unknown>)[field] === 'string'),
  );
}

/** @throws {TypeError} For an unknown value; the message lists the known ones. */
export function checkOneOf(name: string, value: unknown, known: readonly string[]): void {
  if (known.includes(value as string)) return;
  const shown = typeof value === 'string' ? `'${value.slice(0, 100)}'` : kindOf(value);
  const expected = known.length > 0 ? `expected one of ${known.join(', ')}` : 'there are none';
  throw new TypeError(visible(`unknown ${name} ${shown}; ${expected}`));
}

/** @throws {TypeError} For anything but an array of known values; the message lists these. */
export function checkEach(name: string, values: unknown, known: readonly string[]): void {
  if (!Array.isArray(values)) throw wrong(name, 'a string or an array of strings', values);
  for (const value of values) checkOneOf(name, value, known);
}

/** Makes the error for an argument of the wrong type. */
export function wrong(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${name} must be ${expected}, got ${kindOf(value)}`);
}

function checkItems(
  name: string,
  value: unknown,
  [one, many]: readonly [one: string, many: string],
  fits: (item: unknown) => boolean,
): void {
  if (!Array.isArray(value)) throw wrong(name, `an array of ${many}`, value);
  for (let index = 0; index < value.length; index++) {
    if (!fits(value[index])) {
      throw wrong(`${name}[${index}]`, one, value[index]);
    }
  }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
