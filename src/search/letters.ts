import Fuse from 'fuse.js/basic';
import { foldLookAlikes } from '../text/look-alikes.js';
import { type Corpus, textOf } from './corpus.js';

/** An entry whose message a damaged text spells. */
export interface Spelt {
  /** The entry's place in the table. */
  readonly index: number;
  /** How much of the text its letters are: above 0, at most 1. */
  readonly likeness: number;
}

/** A text with fewer letters is like too many messages. */
const LEAST_LETTERS = 12;
/** No message that is read is longer, in characters; and time grows with the letters compared. */
const LONGEST_TEXT = 400;
/**
 * How much of the letters may be wrong. Of sentences with 20 % of their letters swapped for
 * look-alikes, 99 of 100 stay below 0.2; off-topic texts seldom come below 0.4.
 */
const MOST_WRONG = 0.3;
/** From this length on; of a shorter text less may be wrong, or other words pass for a message's. */
const LETTERS_FOR_MOST = 30;

/**
 * The share of a text's letters, taken three at a time, that a message must hold to be compared at
 * all. That leaves a few messages of hundreds and a third of the time; no message is missed by it.
 */
const LEAST_SHARED = 0.25;

const foldedMessages = new WeakMap<Corpus, readonly string[]>();

function messagesOf(corpus: Corpus): readonly string[] {
  let messages = foldedMessages.get(corpus);
  if (!messages) {
    messages = corpus.entries.map((entry) => foldLookAlikes(textOf(entry)));
    foldedMessages.set(corpus, messages);
  }
  return messages;
}

/**
 * Finds the messages whose letters a text has, blanks and look-alike letters aside: what is left of a
 * sentence when text recognition or copying damaged it.
 *
 * @returns The best first; empty for a text that no message is near to.
 */
export function findByLetters(corpus: Corpus, text: string): Spelt[] {
  const pattern = foldLookAlikes(text.slice(0, LONGEST_TEXT));
  if (pattern.length < LEAST_LETTERS) return [];
  const mostWrong = MOST_WRONG * Math.min(1, pattern.length / LETTERS_FOR_MOST);
  const messages = messagesOf(corpus);
  const threes = pattern.match(/.../g) ?? [];
  const least = threes.length * LEAST_SHARED;
  const candidates: { index: number; message: string }[] = [];
  messages.forEach((message, index) => {
    let shared = 0;
    for (const three of threes) if (message.includes(three)) shared++;
    if (shared >= least) candidates.push({ index, message });
  });
  if (candidates.length === 0) return [];
  const fuse = new Fuse(candidates, {
    keys: ['message'],
    includeScore: true,
    isCaseSensitive: true,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    threshold: mostWrong,
  });
  return fuse
    .search(pattern, { limit: 10 })
    .map(({ item, score = 1 }) => ({ index: item.index, likeness: 1 - score }))
    .filter(({ likeness }) => likeness >= 1 - mostWrong);
}
