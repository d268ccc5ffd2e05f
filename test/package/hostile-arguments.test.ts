import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { CALLS, call, errorOf, isTyped, replaced } from '../support/library-calls.js';

const { builtinTable: table, TableError } = library;
const { entries } = table;

const HOSTILE: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  null: null,
  'a number': 42,
  'not a number': Number.NaN,
  'a bigint': 1n,
  'a symbol': Symbol('x'),
  'an object': {},
  'an object without a prototype': Object.create(null),
  'an empty array': [],
  'an array of undefined': [undefined],
  'an array of objects': [{}],
  'a function': () => 1,
  'a proxy': new Proxy({}, {}),
  'a proxy of a string': new Proxy(Object('text'), {}),
  'a key of objects': '__proto__',
  'half a character': '\ud800',
};

test('every exported function is called', () => {
  const exported = Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && value !== TableError ? [name] : [],
  );
  expect(Object.keys(CALLS).sort()).toEqual(exported.sort());
  for (const [name, args] of Object.entries(CALLS)) expect(() => call(name, args)).not.toThrow();
});

/** What an engine says of a mistake that nobody expected. */
const ENGINE = /is not a function|not iterable|Cannot (?:read|convert|destructure)|weak map key/;

describe.each(Object.entries(HOSTILE))('%s', (_, value) => {
  test('gives a result, or an error that says what is wrong', () => {
    for (const { name, index, args } of replaced(value)) {
      const error = errorOf(name, args);
      if (error === undefined) continue;
      const where = `${name}, argument ${index}: ${error}`;
      expect(isTyped(error), where).toBe(true);
      expect((error as Error).message, where).not.toMatch(ENGINE);
    }
  });
});

test('what a caller’s own getter throws reaches the caller', () => {
  const own = new RangeError('own');
  const trap = new Proxy(
    {},
    {
      get() {
        throw own;
      },
    },
  );
  for (const { name, index, args } of replaced(trap)) {
    const error = errorOf(name, args);
    const fits = error === undefined || error === own || error instanceof TypeError;
    expect(fits, `${name}, argument ${index}: ${error}`).toBe(true);
  }
});

test.each<[call: () => unknown, message: RegExp]>([
  [() => call('lookup', [undefined, 'G500']), /^table must be a table, .*, got undefined$/],
  [() => call('lookup', [table, 500]), /^query must be a string, got a number$/],
  [() => call('lookup', [table, 'G500', { params: '5' }]), /^params must be an array of strings/],
  [() => call('search', [table, 'x', { limit: '5' }]), /^limit must be a number, got a string$/],
  [() => call('exportTable', [entries, 'xml']), /^unknown format 'xml'; .* json, csv, markdown/],
  [() => call('exportTable', [entries, 'constructor']), /^unknown format 'constructor'/],
  [() => call('exportForms', [[], 'xml']), /^unknown format 'xml'; expected one of json, csv$/],
  [() => call('codePattern', [table, 'all']), /^unknown kind 'all'; .* anywhere, field$/],
  [() => call('codePattern', [table, 'field', 'perl']), /^unknown dialect 'perl'; .* postgres/],
  [() => call('createExplainer', [table, { mode: 'html' }]), /^unknown mode 'html'; .* below/],
  [() => call('explainStream', [table, { mode: 'html' }]), /^unknown mode 'html'/],
  [() => call('listEntries', [table, { status: 5 }]), /^status must be a string or an array/],
  [() => call('listEntries', [table, { status: ['OK', 5] }]), /^unknown status a number; .* OK,/],
  [() => call('listEntries', [table, { prefix: 5 }]), /^prefix must be an array of strings/],
  [
    () => call('createTable', [[{}]]),
    /^layers\[0\]\[0\] must be an object with 'code' and 'message', got an object$/,
  ],
  [() => call('importPages', [[{ name: 'a' }]]), /^pages\[0\] must be .*'name' and 'text'/],
])('error %#', (run, message) => {
  expect(run).toThrow(TypeError);
  expect(run).toThrow(message);
});

test.each(['x', ' ', '%s', '5', 'G500 '])('a text of 1 MB: %j again and again', (unit) => {
  for (const { name, index, args } of replaced(unit.repeat(1_000_000 / unit.length))) {
    const error = errorOf(name, args);
    expect(error === undefined || isTyped(error), `${name}, argument ${index}: ${error}`).toBe(
      true,
    );
  }
});
