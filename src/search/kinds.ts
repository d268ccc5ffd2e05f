import { HTTP_STATUS, STATUSES } from '../table/entry.js';
import { addTo } from '../text/group-by.js';
import type { Corpus } from './corpus.js';
import { keyOf, type Meaning } from './thesaurus.js';
import { readWords, type Word } from './words.js';

/** The weight of a whole status or section as the meaning of a word or number among others. */
const STATUS_WEIGHT = 0.45;
const SECTION_WEIGHT = 0.5;
/** The same if it is the whole query, or written as only a status is. */
export const SURE_KIND = 0.9;

/** The names of statuses, their HTTP numbers and the names of sections, as terms. */
export interface KindTerms {
  /** What words mean as a status or section; empty for words that are none. */
  lookUp(words: readonly Word[]): Meaning[];
  /** Every word of the names. */
  readonly words: ReadonlySet<string>;
}

const terms = new WeakMap<Corpus, KindTerms>();

/** The statuses and sections that entries of a corpus have. */
export function kindTerms(corpus: Corpus): KindTerms {
  let known = terms.get(corpus);
  if (!known) {
    known = readKindTerms(corpus);
    terms.set(corpus, known);
  }
  return known;
}

function readKindTerms(corpus: Corpus): KindTerms {
  const meanings = new Map<string, Meaning[]>();
  const words = new Set<string>();
  const add = (name: string, kind: string, weight: number): void => {
    const parts = name.toLowerCase().split(/[_-]/);
    for (const word of parts) words.add(word);
    addTo(meanings, keyOf(readWords(parts.join(' '))), { words: [], kind, weight });
  };
  for (const status of STATUSES) {
    const kind = `status:${status}`;
    if (!corpus.kinds.has(kind)) continue;
    add(status, kind, STATUS_WEIGHT);
    add(String(HTTP_STATUS[status]), kind, STATUS_WEIGHT);
  }
  for (const kind of corpus.kinds.keys()) {
    if (kind.startsWith('section:')) add(kind.slice('section:'.length), kind, SECTION_WEIGHT);
  }
  return {
    words,
    lookUp: (run) => meanings.get(keyOf(run)) ?? [],
  };
}

/**
 * The statuses and sections that a text names in program notation: a status in capitals
 * (`NOT_FOUND`) or, with more than one word, in camel case (`NotFound`, `PermissionDeniedException`), a
 * section as `account-closing` or `section kyc` alone.
 *
 * @returns Their kinds, as {@link Corpus.kinds} has them.
 */
export function namedKinds(corpus: Corpus, text: string): string[] {
  const hasName = /[A-Z]{2}|[a-z][A-Z]/.test(text);
  const isShouted = !/[a-z]/.test(text);
  // "gateway" is a word, too, and looked for as one first.
  const isSection = /-|^\s*section\b/i.test(text);
  const alone = text
    .trim()
    .toLowerCase()
    .replace(/^section[:=]?\s*/, '');
  const announced = /^\W*(?:rpc\s+|grpc\s+)?status\W+(\w+(?:[\s_]\w+)?)\W*$/i
    .exec(text)?.[1]
    ?.replace('_', ' ')
    .toLowerCase();
  const isNamed = (kind: string): boolean => {
    if (kind.startsWith('section:')) {
      return isSection && alone === kind.slice('section:'.length);
    }
    const status = kind.slice('status:'.length);
    const words = status.split('_');
    if (announced === words.join(' ').toLowerCase()) return true;
    if (!hasName) return false;
    // "ACCOUNT UNAVAILABLE" is no name but a shouted sentence.
    if (words.length > 1 || !isShouted || text.trim() === status) {
      if (isWord(text, status)) return true;
    }
    if (words.length === 1) return false;
    const camel = words.map((word) => word[0] + word.slice(1).toLowerCase()).join('');
    return isWord(text, `${camel}(?:Exception|Error)?`);
  };
  return [...corpus.kinds.keys()].filter(isNamed);
}

function isWord(text: string, pattern: string): boolean {
  return new RegExp(`(?<![A-Za-z-])${pattern}(?![A-Za-z-])`).test(text);
}
