import keysText from '../../data/index/kinds.json?raw';
import { HTTP_STATUS, type Status } from '../table/entry.js';
import { addTo } from '../text/group-by.js';
import { memoize } from '../text/memoize.js';
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

/** The names of a kind, in lower case: `not found` and `404` for `status:NOT_FOUND`. */
function namesOf(kind: string): string[] {
  const [type, name = ''] = kind.split(':');
  const words = name.toLowerCase().replace(/[_-]/g, ' ');
  return type === 'status' ? [words, String(HTTP_STATUS[name as Status])] : [words];
}

/** The keys under which the names of a kind are looked up. */
export function keysOfKind(kind: string): string[] {
  return namesOf(kind).map((name) => keyOf(readWords(name)));
}

let knownKeys: Readonly<Record<string, readonly string[]>> | undefined;

/** The statuses and sections that entries of a corpus have. */
export const kindTerms: (corpus: Corpus) => KindTerms = memoize(({ kinds }) => {
  // The keys of the built-in kinds are made in advance: making them took 3 % of the time of a search.
  knownKeys ??= JSON.parse(keysText) as Record<string, readonly string[]>;
  const meanings = new Map<string, Meaning[]>();
  const words = new Set<string>();
  for (const kind of kinds.keys()) {
    for (const name of namesOf(kind)) for (const word of name.split(' ')) words.add(word);
    const weight = kind.startsWith('status:') ? STATUS_WEIGHT : SECTION_WEIGHT;
    for (const key of knownKeys[kind] ?? keysOfKind(kind)) {
      addTo(meanings, key, { words: [], kind, weight });
    }
  }
  return { words, lookUp: (run) => meanings.get(keyOf(run)) ?? [] };
});

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
