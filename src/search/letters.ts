import Fuse from 'fuse.js/basic';
import { foldLookAlikes } from '../text/look-alikes.js';
import { type Corpus, textOf } from './corpus.js';

/** An entry whose message a damaged text resembles. */
export interface Spelt {
  /** The index of the entry in the table. */
  readonly index: number;
  /** The share of letters that agree: above 0, at most 1. */
  readonly likeness: number;
}

/** A shorter text resembles too many messages. */
const LEAST_LETTERS = 12;
/** In characters; the time grows with the length compared. */
const LONGEST_TEXT = 400;
/**
 * How much of the letters may be wrong. Of sentences with 20 % of their letters swapped for
 * look-alikes, 99 of 100 stay below 0.2; off-topic texts seldom come below 0.4.
 */
const MOST_WRONG = 0.3;
/** From this length on; a shorter text must be closer, or it matches by chance. */
const LETTERS_FOR_MOST = 30;

/**
 * The share of a text's trigrams that a message must contain to be compared at all. This leaves a few
 * candidates of hundreds, takes a third of the time, and misses no message.
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
 * Finds the messages that a text resembles, ignoring blanks and look-alike letters: a sentence that
 * text recognition or copying has damaged.
 *
 * @returns The best first; empty if no message is similar enough.
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
