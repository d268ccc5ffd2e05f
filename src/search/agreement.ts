import type { Corpus, Place } from './corpus.js';
import type { ReadWord } from './mend.js';
import type { Meaning } from './thesaurus.js';
import type { Word } from './words.js';

/** Factors for a word that is negated in only one of query and message. */
const NOT_ASKED_FOR = 0.9;
const NOT_MISSING = 0.35;
/** Another form of the same word: "activating" for "activated". */
export const OTHER_FORM = 0.95;
/** The same if the word is the whole query. */
const OTHER_FORM_ALONE = 0.8;
/** Factor for a related word, which is not in the text itself. */
const RELATED = 0.65;

/** A word of a meaning, and how well other words agree with it. */
export interface AskedWord extends Word {
  /** The factor for another form of the word. */
  readonly otherForm: number;
}

export function askedWord(corpus: Corpus, asked: ReadWord, { toTheLetter }: Meaning): AskedWord {
  // A misspelt word was meant to be the form that messages have.
  const isGuess = asked.typed !== undefined && !corpus.has(asked.text);
  const otherForm = isGuess ? 1 : toTheLetter ? OTHER_FORM_ALONE : OTHER_FORM;
  return { text: asked.text, stem: asked.stem, negated: asked.negated, otherForm };
}

/** How well a word with the same stem agrees, in form and in use. */
export function agreement(asked: AskedWord, { text, use }: Pick<Place, 'text' | 'use'>): number {
  const { negated, related } = use;
  const otherSense = asked.negated ? NOT_MISSING : NOT_ASKED_FOR;
  return (
    (text === asked.text ? 1 : asked.otherForm) *
    (negated === asked.negated ? 1 : otherSense) *
    (related ? RELATED : 1)
  );
}
