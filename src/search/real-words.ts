import realWords from '../../data/index/real-words.txt?raw';

/**
 * Whether a word that no message and no term has is a common English word, and so no misspelling: "world" is not
 * "word". Only words that would be corrected are listed.
 *
 * @param word A word in lower case.
 */
export function isRealWord(word: string): boolean {
  return realWords.includes(`\n${word}\n`);
}
