import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { match, parseTemplate, type Template } from './template.js';
import { foldWords, isLetter, isWordUnit, toWords } from './words.js';

/** An entry whose sentence was found in a text. */
export interface SentenceMatch {
  readonly entry: Entry;
  /** The values of the placeholders, in order; empty if the message has none. */
  readonly params: readonly string[];
  /** The position of the sentence in the text: UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The number of matched characters that belong to the message itself. */
  readonly literalLength: number;
}

/** The maximum length of a value inside other text, in characters. */
const LONGEST_VALUE = 200;

/** Shorter sentences, in words, only count if they stand alone: inside prose they mean nothing. */
const WORDS_TO_STAND_IN_PROSE = 3;

const WHITE_SPACE = /\s+/;

/** What ends a value that has no literal text after it, and what precedes one that has none before it. */
const VALUE_ENDS = /["“”\n\r\t]|[.;!?](?=\s|$)/;
/** The white space before a value, where the line may have been broken. */
const BEFORE_VALUE = /^[^\S\r\n]*(?:\r?\n[^\S\r\n]*)?/;
const VALUE_STARTS = /.*(?:["“”\n\r\t=]|[.;:!?\]|] | - )/s;

/** A stretch between two literals that have words: one placeholder, or several with punctuation between. */
interface Gap {
  readonly template: Template;
}

/** An entry's sentence, prepared for the search. */
interface Sentence {
  readonly entry: Entry;
  /** Runs of words, each with a blank at either end, between the gaps. */
  readonly literals: readonly string[];
  /** The gaps before, between and after the literals; `undefined` where there is none. */
  readonly gaps: readonly (Gap | undefined)[];
  /** The longest word; a text without it cannot contain the sentence. */
  readonly anchor: string;
  readonly words: number;
  readonly literalLength: number;
  /** The article at the start of the message, which a quotation may omit. */
  readonly article: string;
}

const ARTICLE = /^ (?:the|an?) (?=\w+ \w)/;

function prepare(entry: Entry): Sentence | undefined {
  const template = parseTemplate(entry.message);
  const literals: string[] = [];
  const gaps: (Gap | undefined)[] = [];
  let gap = '';
  let article = '';
  template.literals.forEach((literal, i) => {
    let words = toWords(literal);
    if (words.trim() === '') {
      gap += literal;
    } else {
      // Punctuation next to a placeholder, as in "(%s)", belongs to the gap.
      const lead = literals.length === 0 && gap === '' ? '' : leading(literal);
      gaps.push(gap === '' && i === 0 ? undefined : makeGap(gap + lead));
      if (i === 0) {
        article = ARTICLE.exec(words)?.[0] ?? '';
        words = words.slice(Math.max(0, article.length - 1));
      }
      literals.push(words);
      gap = i < template.placeholders ? trailing(literal) : '';
    }
    if (i < template.placeholders) gap += '%s';
  });
  if (literals.length === 0) return undefined;
  gaps.push(makeGap(gap));
  const words = literals.join('').trim().split(WHITE_SPACE);
  const anchor = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  return {
    entry,
    literals,
    gaps,
    anchor,
    words: words.length,
    literalLength: words.join(' ').length,
    article: article.trim(),
  };
}

/** The punctuation at the end of a literal, before a placeholder. */
function trailing(literal: string): string {
  let i = literal.length;
  while (i > 0 && !isWordUnit(literal.charCodeAt(i - 1), literal[i - 1] as string)) i--;
  return literal.slice(i);
}

/** The punctuation at the start of a literal, after a placeholder. */
function leading(literal: string): string {
  let i = 0;
  while (i < literal.length && !isWordUnit(literal.charCodeAt(i), literal[i] as string)) i++;
  return literal.slice(0, i);
}

function makeGap(message: string): Gap | undefined {
  return message.includes('%s') ? { template: parseTemplate(message.trim()) } : undefined;
}

/** The sentences of a table by entry, each prepared when a text might first contain it. */
const prepared = new WeakMap<Table, Map<Entry, Sentence | undefined>>();

/** How many letters of a message a quotation may lack: its article, and the `s` of each `%s`. */
function mayLack(entry: Entry): number {
  return 3 + entry.placeholders;
}

/** A message's first word after an article; not all messages match. */
const FIRST_WORD = /^(?:(?:the|an?) )?([a-z]+) /i;

/**
 * Whether a text lacks the first word of a message and so cannot contain it: a quick check that rules
 * out nearly all messages.
 */
function beginsOtherwise(entry: Entry, known: ReadonlySet<string>): boolean {
  const first = FIRST_WORD.exec(entry.message)?.[1];
  return first !== undefined && !known.has(first.toLowerCase());
}

/** Whether a message has more letters than a text has characters, so that it cannot be in it. */
function isLonger(entry: Entry, text: string): boolean {
  const { message } = entry;
  const room = text.length + mayLack(entry);
  if (message.length <= room) return false;
  let letters = 0;
  for (let i = 0; i < message.length; i++) {
    if (isWordUnit(message.charCodeAt(i), message[i] as string) && ++letters > room) return true;
  }
  return false;
}

/** The values in the text between two literals. */
function readGap(gap: Gap, text: string): string[] | undefined {
  const stretch = text.trim();
  if (stretch === '' || stretch.length > LONGEST_VALUE || /[\n\r]/.test(stretch)) return undefined;
  const values = match(gap.template, stretch);
  if (values) return values;
  return gap.template.placeholders === 1 ? [stretch] : undefined;
}

/** Finds a sentence in a text. */
function locate(
  sentence: Sentence,
  original: string,
  text: string,
  offsetsOf: () => Int32Array,
): SentenceMatch | undefined {
  const { literals, gaps } = sentence;
  if (!literals.every((literal) => text.includes(literal))) return undefined;
  const offsets = offsetsOf();
  const first = literals[0] as string;
  next: for (let from = 0; ; ) {
    const found = text.indexOf(first, from);
    if (found < 0) return undefined;
    from = found + 1;
    const params: string[] = [];
    let start = offsets[found + 1] as number;
    let at = found + first.length - 1;
    for (let i = 1; i < literals.length; i++) {
      const literal = literals[i] as string;
      // Look no further than a value may reach, which bounds the time for any text.
      const window = text.slice(at, at + LONGEST_VALUE + literal.length);
      const near = window.indexOf(literal, 1);
      if (near < 0) continue next;
      const values = readGap(
        gaps[i] as Gap,
        original.slice((offsets[at - 1] as number) + 1, offsets[at + near + 1]),
      );
      if (!values) continue next;
      params.push(...values);
      at += near + literal.length - 1;
    }
    let end = (offsets[at - 1] as number) + 1;
    const before = gaps[0];
    if (before) {
      const line = original.slice(Math.max(0, start - LONGEST_VALUE), start);
      const stretch = line.replace(VALUE_STARTS, '');
      const values = readGap(before, stretch);
      if (!values) continue;
      params.unshift(...values);
      start -= stretch.trimStart().length;
    }
    const behind = gaps[literals.length];
    if (behind) {
      const ahead = original.slice(end, end + LONGEST_VALUE);
      const indent = BEFORE_VALUE.exec(ahead)?.[0].length ?? 0;
      const rest = ahead.slice(indent);
      const stop = rest.search(VALUE_ENDS);
      const stretch = stop < 0 ? rest : rest.slice(0, stop);
      const values = readGap(behind, stretch);
      if (!values) continue;
      params.push(...values);
      end += indent + stretch.trimEnd().length;
    }
    const article = sentence.article;
    if (article !== '' && text.slice(0, found + 1).endsWith(` ${article} `)) {
      start = offsets[found - article.length] as number;
    }
    if (sentence.words < WORDS_TO_STAND_IN_PROSE && !standsAlone(original, start, end)) continue;
    return { entry: sentence.entry, params, start, end, literalLength: sentence.literalLength };
  }
}

/** Whether the ends of the text or punctuation separate a part of it from the rest. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start).trimEnd();
  const behind = text.slice(end, end + 20).trimStart();
  return !isLetter(before.slice(-1)) && !isLetter(behind.slice(0, 1));
}

/**
 * Finds the sentences of a table in a text: alone, or inside a log line, a response or any other text;
 * in any case, with any white space and punctuation between the words.
 *
 * A sentence inside another one that was found is dropped; sentences that fit equally well are all
 * returned. Time grows linearly with the text, whatever it contains.
 *
 * @param table The entries whose messages are searched for.
 * @param text Any text.
 * @returns The matches, each entry once: the one with the most text of its own first, then in the
 *   order of the table; empty if there are none.
 */
export function findSentence(table: Table, text: string): SentenceMatch[] {
  checkTable(table);
  checkText('text', text);
  const words = toWords(text);
  const known = new Set(words.split(' '));
  let offsets: Int32Array | undefined;
  const offsetsOf = (): Int32Array => {
    offsets ??= foldWords(text).offsets;
    return offsets;
  };
  let sentences = prepared.get(table);
  if (!sentences) {
    sentences = new Map();
    prepared.set(table, sentences);
  }
  const found: SentenceMatch[] = [];
  for (const entry of table.entries) {
    if (beginsOtherwise(entry, known) || isLonger(entry, text)) continue;
    let sentence = sentences.get(entry);
    if (!sentence && !sentences.has(entry)) {
      sentence = prepare(entry);
      sentences.set(entry, sentence);
    }
    if (!sentence || !known.has(sentence.anchor)) continue;
    const hit = locate(sentence, text, words, offsetsOf);
    if (hit) found.push(hit);
  }
  return found
    .filter((hit) => !found.some((other) => outdoes(other, hit)))
    .sort((a, b) => b.literalLength - a.literalLength || b.end - b.start - (a.end - a.start));
}

/** Whether a match overlaps another one and has more text of its own. */
function outdoes(a: SentenceMatch, b: SentenceMatch): boolean {
  return a.literalLength > b.literalLength && a.start < b.end && b.start < a.end;
}
