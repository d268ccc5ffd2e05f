import { expect, test } from 'vitest';
import { errorOf, isTyped, replaced } from '../support/library-calls.js';

test.each(['x', ' ', '5'])('a text of 100 MB: %j again and again', (unit) => {
  for (const { name, index, args } of replaced(unit.repeat(100_000_000))) {
    const error = errorOf(name, args);
    expect(error === undefined || isTyped(error), `${name}, argument ${index}: ${error}`).toBe(
      true,
    );
  }
});
