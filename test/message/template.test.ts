import fc from 'fast-check';
import { expect, test } from 'vitest';
import { match, parseTemplate, render } from '../../src/message/template.js';
import { builtinTable } from '../../src/table/builtin.js';

const messages = builtinTable.entries.map(({ message }) => message);
const withPlaceholders = messages.filter((message) => message.includes('%s'));

/** Whether cutting at the first place where each literal stands gives back the values. */
function isUnambiguous(message: string, params: readonly string[]): boolean {
  const { literals, placeholders } = parseTemplate(message);
  return params.every((param, i) => {
    const next = literals[i + 1] as string;
    // The last value ends where the sentence ends, wherever else its literal stands.
    return (
      i === placeholders - 1 || (next !== '' && `${param}${next}`.indexOf(next) === param.length)
    );
  });
}

const literal = fc.string({ maxLength: 12 }).filter((text) => !text.includes('%'));
const anyMessage = fc
  .array(literal, { minLength: 2, maxLength: 5 })
  .map((literals) => literals.join('%s'));

test('the round trip gives back the values, for any message', () => {
  let tried = 0;
  fc.assert(
    fc.property(
      fc.oneof(anyMessage, fc.constantFrom(...withPlaceholders)),
      fc.array(fc.string({ maxLength: 12 }), { minLength: 4, maxLength: 4 }),
      (message, values) => {
        const params = values.slice(0, parseTemplate(message).placeholders);
        fc.pre(isUnambiguous(message, params));
        tried++;
        expect(match(message, render(message, params) as string)).toEqual(params);
      },
    ),
  );
  expect(tried).toBeGreaterThan(50);
});

test('what matches renders to the text that was matched', () => {
  fc.assert(
    fc.property(
      anyMessage,
      fc.array(fc.string({ maxLength: 6 }), { maxLength: 4 }),
      (message, values) => {
        const { placeholders } = parseTemplate(message);
        const text = render(
          message,
          Array.from({ length: placeholders }, (_, i) => values[i] ?? ''),
        ) as string;
        const params = match(message, text);
        expect(params).toBeDefined();
        expect(render(message, params as string[])).toBe(text);
      },
    ),
  );
});

test('every message matches itself in another case and other white space', () => {
  for (const message of messages) {
    const params = Array.from(
      { length: parseTemplate(message).placeholders },
      (_, i) => `${i + 1}x`,
    );
    const sentence = render(message, params) as string;
    expect(match(message, sentence)).toEqual(params);
    const spaced = `\n  ${sentence.replaceAll(' ', ' \t\r\n ')}  `;
    expect(match(message, spaced), message).toEqual(params);
    const upper = match(message, sentence.toUpperCase());
    expect(upper, message).toEqual(params.map((param) => param.toUpperCase()));
  }
});

test.each([
  ['try again after %s minutes', 'try again after 15 minutes', ['15']],
  ['try again after %s minutes', 'please try again after 15 minutes', undefined],
  ['try again after %s minutes', 'try again after 15 minutes, please', undefined],
  ['%s of %s', 'one of two of three', ['one', 'two of three']],
  ['The company’s name is "%s"', "the company's name is “Acme”", ['Acme']],
  ['%s', 'anything at all', ['anything at all']],
  ['%s%s', 'ab', ['', 'ab']],
  ['no placeholder', 'No  Placeholder', []],
  ['no placeholder', '', undefined],
  ['', '', []],
  ['a%sa', 'a', undefined],
])('%j against %j', (message, text, params) => {
  expect(match(message, text)).toEqual(params);
});

test('a letter that grows in lower case does not shift the values', () => {
  expect(match('Wallet %s of %s', 'WALLET İİİ OF x')).toEqual(['İİİ', 'x']);
});
