import { render } from '../../src/message/template.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { QueryCase } from './cases.js';

type Swaps = Readonly<Record<string, readonly string[]>>;

/** What text recognition reads for a letter. */
const LOOK_ALIKES: Swaps = {
  ...{ o: ['0'], O: ['0'], l: ['1', 'I'], i: ['1', 'l'], I: ['l', '1'], s: ['5'], S: ['5'] },
  ...{ b: ['8', '6', 'h'], B: ['8'], g: ['9', 'q'], z: ['2'], e: ['c', '3'], c: ['e'], a: ['o'] },
  ...{ m: ['rn'], n: ['ri', 'h'], h: ['b'], u: ['v'], v: ['u'], w: ['vv'], d: ['cl'], t: ['f'] },
};

/** Cyrillic letters that look the same. */
const CYRILLIC: Swaps = { a: ['а'], e: ['е'], o: ['о'], p: ['р'], c: ['с'], x: ['х'], i: ['і'] };

/** Numbers from 0 to 1 that are the same on every run (a linear congruential generator). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  return values[Math.min(values.length - 1, Math.floor(random() * values.length))] as Value;
}

function swap(text: string, swaps: Swaps, share: number, random: () => number): string {
  const letters = [...text];
  const places = letters.flatMap((letter, place) => (swaps[letter] ? [place] : []));
  let count = Math.round((text.match(/[a-z]/gi)?.length ?? 0) * share);
  for (; count > 0 && places.length > 0; count--) {
    const [place = 0] = places.splice(places.indexOf(pick(places, random)), 1);
    letters[place] = pick(swaps[letters[place] as string] ?? [], random);
  }
  return letters.join('');
}

const DAMAGES: Readonly<Record<string, (sentence: string, random: () => number) => string>> = {
  '20 % of letters swapped for look-alikes': (text, random) => swap(text, LOOK_ALIKES, 0.2, random),
  '20 % of letters swapped for Cyrillic ones': (text, random) => swap(text, CYRILLIC, 0.2, random),
  'all blanks lost': (text) => text.replace(/\s+/g, ''),
  'blanks inside words': (text, random) =>
    text.replace(/[a-z]/g, (letter) => (random() < 0.15 ? `${letter} ` : letter)),
  'URL encoding': (text) => encodeURIComponent(text),
  'a name in camel case': (text) =>
    text
      .split(/[^a-z0-9]+/i)
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(''),
};

/** What makes two messages the same sentence. */
function lettersOf(message: string): string {
  return message
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .replace(/^the/, '');
}

/**
 * The messages of the table, damaged in each of several ways; the same on every run.
 *
 * @param step Takes one entry in this many.
 */
export function damagedCases(step = 1): QueryCase[] {
  const { entries } = builtinTable;
  return Object.entries(DAMAGES).flatMap(([kind, damage]) => {
    const random = makeRandom(7);
    return entries
      .filter((_, index) => index % step === 0)
      .map(({ message, placeholders }) => {
        const params = ['5', '24', '7'].slice(0, placeholders);
        return {
          kind,
          query: damage(render(message, params) ?? message, random),
          accept: entries
            .filter((other) => lettersOf(other.message) === lettersOf(message))
            .map(({ code }) => code),
        };
      });
  });
}
