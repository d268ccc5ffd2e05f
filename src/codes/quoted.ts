import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { LEAST_LETTERS, lettersIn } from './family-index.js';
import { Looseness, MAX_TEXT, type QuotedCode, type Reading, readWord } from './parse.js';

/** So many words in a row may make one code: `GGATEWAY CODE 0 05`. */
const MAX_WORDS = 4;

/**
 * Finds codes quoted inside other words, damaged as a page or a picture may have damaged them.
 *
 * A number on its own is no quoted code unless it is written just as a code of the table is.
 *
 * @returns Each code once, in the text's order.
 */
export function findQuotedCodes(table: Table, text: string): QuotedCode[] {
  const words = [...text.slice(0, MAX_TEXT).matchAll(/[\p{L}\p{N}_\-\p{Pd}\u200b-\u200d]+/gu)];
  const found: QuotedCode[] = [];
  const seen = new Set<Entry>();
  for (let index = 0; index < words.length; index++) {
    const first = words[index] as RegExpExecArray;
    let best: { reading: Reading; text: string; count: number } | undefined;
    for (let count = 1; count <= MAX_WORDS && index + count <= words.length; count++) {
      const last = words[index + count - 1] as RegExpExecArray;
      const stretch = text.slice(first.index, last.index + last[0].length);
      // Only blanks may stand inside a code.
      if (count > 1 && !/^[^\s]+(?:\s+[\p{L}\p{N}_\-\p{Pd}]+)+$/u.test(stretch)) break;
      if (!/\d/.test(last[0])) continue;
      const reading = readWord(table, stretch);
      const rest = text.slice(last.index + last[0].length);
      const said = isAnnounced(words, index) || (index === 0 && /^\s*=/.test(rest));
      if (!reading || !counts(reading, stretch, said)) continue;
      if (!best || reading.looseness < best.reading.looseness) {
        best = { reading, text: stretch, count };
      }
    }
    if (!best) continue;
    const entries = best.reading.entries.filter((entry) => !seen.has(entry));
    for (const entry of entries) seen.add(entry);
    if (entries.length > 0) found.push({ text: best.text, entries });
    index += best.count - 1;
  }
  return found;
}

/** Words that say that a code follows. */
const ERROR_WORD = /^(?:err|error|errors|errno|exception|(?:\w+[_-])?err(?:or)?[_-]?codes?)$/i;

/**
 * Whether a reading is certain enough for words that stand among others.
 *
 * @param said Whether the word before says that a code follows.
 */
function counts({ looseness, entries }: Reading, text: string, said: boolean): boolean {
  if (looseness === Looseness.LookAlike || looseness === Looseness.PartOfFamily) return false;
  if (looseness === Looseness.NumberAlone) return said;
  // A short code is a word like any other: `US500` is also a traded index.
  const letters = Math.min(lettersIn(entries[0]?.family ?? ''), lettersIn(text));
  return said || letters >= LEAST_LETTERS || /^\d{6,}$/.test(text);
}

/** Whether the words before a place say that a code follows: `error 102`, `error code 102`, `code: 102`. */
function isAnnounced(words: readonly RegExpExecArray[], index: number): boolean {
  const [before = '', furtherBefore] = [words[index - 1]?.[0], words[index - 2]?.[0]];
  if (ERROR_WORD.test(before)) return true;
  // "verification code 3 times" speaks of another code.
  const alone =
    furtherBefore === undefined || /^(?:the|an?|got|with|err|error)$/i.test(furtherBefore);
  return /^codes?$/i.test(before) && alone;
}
