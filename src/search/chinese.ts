import simplifiedText from '../../data/simplified.json?raw';
import { makeWord, type Word } from './words.js';

/** Whether a word is a run of Han characters. */
export function isHan(word: string): boolean {
  const unit = word.charCodeAt(0);
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff);
}

let simplified: ReadonlyMap<string, string> | undefined;

/**
 * Converts traditional characters to simplified ones, as far as the terms of the thesaurus use them,
 * and two common variant spellings to the usual ones.
 */
export function simplify(text: string): string {
  simplified ??= new Map(
    Object.entries(JSON.parse(simplifiedText) as Record<string, string>).flatMap(
      ([simple, traditional]) => [...traditional].map((character) => [character, simple] as const),
    ),
  );
  const map = simplified;
  return text
    .replace(/[\u3400-\u9fff]/g, (character) => map.get(character) ?? character)
    .replace(/[帐帳]/g, '账')
    .replace(/登[陆陸]/g, '登录');
}

/** Words that negate the next term. */
const NOT: ReadonlySet<string> = new Set([
  '不',
  '没',
  '未',
  '无',
  '非',
  '没能',
  '未能',
  '并未',
  '尚未',
  '还没',
]);

/** The longest term, in characters. */
const LONGEST_TERM = 8;

/**
 * Segments a run of Han characters, which has no blanks, into terms; the longest match wins.
 *
 * @param terms The terms to know.
 * @param fillers Particles and polite words around any question; left out.
 * @returns The terms, and the text between them.
 */
export function cutHan(
  run: Word,
  terms: Pick<ReadonlySet<string>, 'has'>,
  fillers: ReadonlySet<string>,
): Word[] {
  const words: Word[] = [];
  const text = run.text;
  let unknown = '';
  let negated = false;
  const push = (part: string): void => {
    if (part === '') return;
    words.push(makeWord(part, negated));
    negated = false;
  };
  for (let i = 0; i < text.length; ) {
    let length = Math.min(LONGEST_TERM, text.length - i);
    while (length > 0) {
      const part = text.slice(i, i + length);
      if (terms.has(part) || fillers.has(part) || NOT.has(part)) break;
      length--;
    }
    const part = text.slice(i, i + length);
    if (length > 0) {
      push(unknown);
      unknown = '';
      if (terms.has(part)) push(part);
      else if (NOT.has(part)) negated = true;
    } else {
      unknown += text[i];
    }
    i += Math.max(1, length);
  }
  push(unknown);
  return words;
}
