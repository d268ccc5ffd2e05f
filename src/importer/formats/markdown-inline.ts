import { decodeString } from 'micromark-util-decode-string';

/** Characters that may have a meaning in Markdown. */
const SIGN = /[\\`*_~[<&]/;

/** Everything up to the next such character. */
const PLAIN = /[^\\`*_~[\]<&!]+/y;

const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[\da-zA-Z]{1,31});/y;

/** HTML markup for text; any other `<word>` is part of the message. */
const TAG =
  /<\/?(?:a|abbr|b|big|code|del|div|em|font|i|img|ins|kbd|mark|p|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var)(?:\s[^<>]{0,500})?\s?\/?>/iy;

const LINE_BREAK = /<br\s?\/?>/iy;

const AUTOLINK = /<((?:https?|ftp):[^\s<>]{0,2000}|[^\s<>@]{1,100}@[^\s<>@]{1,200})>/iy;

/** The destination and title after the text of a link. */
const DESTINATION =
  /\([ \t]*(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500}){0,3})(?:[ \t]+(?:"[^"]{0,500}"|'[^']{0,500}'))?[ \t]*\)/y;

/** A run of `*`, `_` or `~` that may open or close an emphasis. */
interface Delimiter {
  readonly sign: string;
  count: number;
  /** Its index among the pieces. */
  readonly index: number;
}

/**
 * Converts inline Markdown to the plain text that a page shows (CommonMark 0.31, chapter 6, and GitHub's
 * strikethrough): emphasis, code spans, links, images, tags, escapes and character references. Takes
 * linear time.
 */
export function plainText(markdown: string): string {
  return SIGN.test(markdown) ? new InlineReader(markdown).read() : markdown;
}

class InlineReader {
  readonly #text: string;
  readonly #pieces: string[] = [];
  readonly #delimiters: Delimiter[] = [];
  /** Those that may still be closed, by character. */
  readonly #openers = new Map<string, Delimiter[]>();
  /** Open brackets, by their index among the pieces. */
  readonly #brackets: number[] = [];
  /** The starts of runs of backticks, by length; the last element of a list is the next run. */
  #fences: Map<number, number[]> | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string {
    while (this.#at < this.#text.length) {
      const plain = this.#match(PLAIN);
      if (plain) this.#pieces.push(plain[0]);
      else this.#readSign(this.#text[this.#at] as string);
    }
    // Delimiters that were not matched are text.
    for (const { sign, count, index } of this.#delimiters) this.#pieces[index] = sign.repeat(count);
    return this.#pieces.join('');
  }

  #readSign(sign: string): void {
    if (sign === '\\') {
      const isEscape = /^[!-/:-@[-`{-~]/.test(this.#text[this.#at + 1] ?? '');
      this.#take(isEscape ? (this.#text[this.#at + 1] as string) : sign, isEscape ? 2 : 1);
    } else if (sign === '`') this.#readCode();
    else if (sign === '&') {
      const entity = this.#match(ENTITY)?.[0];
      if (entity === undefined) this.#take(sign, 1);
      else this.#pieces.push(entity === '&nbsp;' ? ' ' : decodeString(entity));
    } else if (sign === '<') {
      const link = this.#match(AUTOLINK);
      if (link) this.#pieces.push(link[1] as string);
      else if (this.#match(LINE_BREAK)) this.#pieces.push(' ');
      else if (!this.#match(TAG)) this.#take(sign, 1);
    } else if (sign === '[' || (sign === '!' && this.#text[this.#at + 1] === '[')) {
      this.#brackets.push(this.#pieces.length);
      this.#take(sign === '[' ? sign : '![', sign === '[' ? 1 : 2);
    } else if (sign === ']') {
      const open = this.#brackets.pop();
      this.#take(sign, 1);
      if (open === undefined || !this.#match(DESTINATION)) return;
      this.#pieces[open] = '';
      this.#pieces.pop();
    } else if (sign === '!') this.#take(sign, 1);
    else this.#readDelimiters(sign);
  }

  /** Reads a code span, which contains no other markup. */
  #readCode(): void {
    const length = runLength(this.#text, this.#at);
    const start = this.#at + length;
    const closings = this.#closings().get(length) ?? [];
    while ((closings.at(-1) ?? Number.POSITIVE_INFINITY) < start) closings.pop();
    const end = closings.at(-1);
    if (end === undefined) {
      this.#take('`'.repeat(length), length);
      return;
    }
    const content = this.#text.slice(start, end);
    const isPadded = content.startsWith(' ') && content.endsWith(' ') && content.trim() !== '';
    this.#pieces.push((isPadded ? content.slice(1, -1) : content).replaceAll('\\|', '|'));
    this.#at = end + length;
  }

  #closings(): Map<number, number[]> {
    if (this.#fences) return this.#fences;
    const fences = new Map<number, number[]>();
    for (const { 0: run, index } of this.#text.matchAll(/`+/g)) {
      const known = fences.get(run.length);
      if (known) known.push(index);
      else fences.set(run.length, [index]);
    }
    for (const starts of fences.values()) starts.reverse();
    this.#fences = fences;
    return fences;
  }

  /** Reads a run of emphasis delimiters: it first closes open ones, and the rest may open new ones. */
  #readDelimiters(sign: string): void {
    const length = runLength(this.#text, this.#at);
    const before = this.#text[this.#at - 1] ?? ' ';
    const after = this.#text[this.#at + length] ?? ' ';
    const opens =
      flanks(before, after) && (sign !== '_' || !flanks(after, before) || isPunct(before));
    const closes =
      flanks(after, before) && (sign !== '_' || !flanks(before, after) || isPunct(after));
    this.#at += length;
    const openers = this.#openers.get(sign) ?? [];
    this.#openers.set(sign, openers);
    const delimiter = { sign, count: length, index: this.#pieces.length };
    this.#delimiters.push(delimiter);
    this.#pieces.push('');
    // Three or more tildes are not a strikethrough.
    if (sign === '~' && length > 2) return;
    while (closes && delimiter.count > 0) {
      const opener = openers.at(-1);
      if (!opener || (sign === '~' && opener.count !== length)) break;
      const used = sign === '~' ? length : Math.min(opener.count, delimiter.count, 2);
      opener.count -= used;
      delimiter.count -= used;
      if (opener.count === 0) openers.pop();
    }
    if (delimiter.count > 0 && opens) openers.push(delimiter);
  }

  #take(piece: string, length: number): void {
    this.#pieces.push(piece);
    this.#at += length;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}

function runLength(text: string, from: number): number {
  let end = from + 1;
  while (text[end] === text[from]) end++;
  return end - from;
}

/** Whether a run between two characters is left-flanking in CommonMark. */
function flanks(before: string, after: string): boolean {
  return !isBlank(after) && (!isPunct(after) || isBlank(before) || isPunct(before));
}

const isBlank = (char: string) => /\s/.test(char);
const isPunct = (char: string) => /[\p{P}\p{S}]/u.test(char);
