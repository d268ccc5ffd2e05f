import { splitCode } from '../../table/code.js';
import type { Row } from '../row.js';

/** What the rows of a page say about a family. */
interface Sightings {
  /** The number of rows with a complete code of the family. */
  count: number;
  /** The first such code. */
  first: string;
  /** Whether there are other codes. */
  several: boolean;
  /** The number of rows whose message reads like words. */
  readable: number;
  /** The number of rows whose message has several words. */
  wordy: number;
  /** The minimum number of digits. */
  digits: number;
  trusted: boolean;
  /** Whether any row has a `=` or a table border between code and message, not a colon or dash. */
  strong: boolean;
  /** Whether it occurs on a page that contains only rows. */
  pure: boolean;
  /** Whether it occurs in a properties file, where no markup looks like a row. */
  key: boolean;
}

/** A code that may be the only one of its family: capitals and more than one digit. */
const CREDIBLE = /^(?:[A-Z][A-Z0-9_.-]*\d{2,}|\d{4,})$/;

/** A family rarer by this factor than a longer one that ends in it is a cut-off part of that one. */
const CUT_RATIO = 10;

/** How much of a message is checked to tell words from code, in characters. */
const READ_CHARS = 300;

/** Whether a message reads like words rather than a value: `Order not found`, not `0x3f` or `"a";`. */
export function isReadable(message: string): boolean {
  const text = message.trim().slice(0, READ_CHARS);
  if (text === '' || /^(?:["'`[{(</\\$]|\w+:\/\/)|[;{}\\]$|^\S*[\d_=/]\S*$/.test(text))
    return false;
  const words = text.match(/[\p{L}\p{M}\s]|%s/gu)?.join('').length ?? 0;
  return words >= text.length * 0.7;
}

/** Whether a message has more than one word; ideographs need no blanks. */
function isWordy(message: string): boolean {
  return /\p{L}\s+(?:\p{L}|%s)|[\p{sc=Han}\p{sc=Kana}\p{sc=Hira}\p{sc=Thai}]{2}/u.test(
    message.slice(0, READ_CHARS),
  );
}

/**
 * The families on some pages, learnt from their rows.
 *
 * A family is accepted if its place on the page implies it, if it was known before, or if it looks like a
 * family and has several codes with readable messages. A family with a single code needs more evidence: a
 * page that contains only rows, a sentence as the message, or a longer family that starts with it, as
 * `GGATEWAY_CODE_` starts with the `G` of `G500`. Otherwise every `h1=…` in markup and every `SHA256=…` in
 * a code sample would be a code.
 */
export class Families {
  readonly #seen = new Map<string, Sightings>();
  readonly #known: Set<string>;
  #sorted?: readonly string[];
  #sortedBackwards: readonly string[] | undefined;

  /**
   * @param rows All rows of the pages.
   * @param given Known families.
   */
  constructor(rows: Iterable<Row>, given: Iterable<string> = []) {
    for (const row of rows) this.#see(row);
    this.#known = new Set(given);
    for (const [family, seen] of this.#seen)
      if (this.#isBelieved(family, seen)) this.#known.add(family);
    // On a page that contains only rows, each family counts unless it is part of another one.
    for (const [family, seen] of this.#seen)
      if (seen.pure && !this.complete(seen.first)) this.#known.add(family);
    this.#sortedBackwards = undefined;
  }

  #see(row: Row): void {
    const parts = splitCode(row.code);
    if (!parts || row.fault !== undefined) return;
    let seen = this.#seen.get(parts.family);
    if (!seen) {
      const first = row.code;
      seen = {
        count: 0,
        first,
        several: false,
        readable: 0,
        wordy: 0,
        digits: Number.POSITIVE_INFINITY,
        trusted: false,
        strong: false,
        pure: false,
        key: false,
      };
      this.#seen.set(parts.family, seen);
    }
    seen.count++;
    seen.several ||= row.code !== seen.first;
    seen.trusted ||= row.trusted;
    seen.strong ||= !row.weak;
    seen.pure ||= row.pure === true;
    seen.key ||= row.kind === 'key';
    seen.digits = Math.min(seen.digits, parts.number.length);
    // A few dozen messages are enough evidence; do not read a large table twice.
    if (seen.count > 50 || row.trusted) return;
    const message = row.decode?.(row.message) ?? row.message;
    if (isReadable(message)) {
      seen.readable++;
      if (isWordy(message)) seen.wordy++;
    }
  }

  #isBelieved(family: string, seen: Sightings): boolean {
    if (seen.trusted) return true;
    // A single code is no evidence: a family whose start was cut off also looks like a family.
    if (!seen.several || seen.readable * 2 < Math.min(seen.count, 50)) return false;
    const capitals = !/[a-z]/.test(family);
    // `Q1: …` and `2024 - …` are prose.
    if (!seen.strong) return capitals && seen.digits >= (family === '' ? 5 : 3);
    return seen.digits >= 3 || (capitals && (seen.key || seen.digits === 2 || seen.count > 2));
  }

  /** Whether a code's family is one of the families. */
  knows(code: string): boolean {
    const parts = splitCode(code);
    return parts !== undefined && this.#known.has(parts.family);
  }

  /**
   * Whether a code is accepted although no other row has its family. In a table cell, a sentence is no
   * evidence: `US500 | An index of shares` explains a traded product.
   */
  believesLone(code: string, kind: Row['kind']): boolean {
    const parts = splitCode(code);
    // A letter among the digits of a known family is a typo, not another family.
    if (!parts || !CREDIBLE.test(code) || this.startsLikeCode(code)) return false;
    const seen = this.#seen.get(parts.family);
    if (!seen?.strong) return false;
    return (
      (kind !== 'cell' && seen.wordy * 2 >= seen.count) ||
      (parts.family !== '' && this.#goesOn(parts.family))
    );
  }

  /**
   * Whether a single word may be a code: it is written like one and followed by words. That is too little
   * evidence for an entry, but enough for a warning.
   */
  leavesOpen(code: string, { kind, message, weak }: Row): boolean {
    if (weak && !/^[A-Z][A-Z_.-]{2,}\d{3,}$/.test(code)) return false;
    return (
      kind !== 'cell' && splitCode(code) !== undefined && CREDIBLE.test(code) && isReadable(message)
    );
  }

  /**
   * Completes a code whose start was cut off, using the known families.
   *
   * @returns The complete code; `undefined` if no family or more than one fits.
   */
  complete(code: string): string | undefined {
    const parts = splitCode(code);
    if (!parts || parts.family.length < 2) return undefined;
    this.#sortedBackwards ??= [...this.#known].map(backwards).sort();
    const end = backwards(parts.family);
    let fit: string | undefined;
    for (let i = lowerBound(this.#sortedBackwards, end); ; i++) {
      const candidate = this.#sortedBackwards[i];
      if (candidate === undefined || !candidate.startsWith(end)) break;
      if (candidate === end) continue;
      if (fit !== undefined) return undefined;
      fit = candidate;
    }
    return fit === undefined ? undefined : backwards(fit) + parts.number;
  }

  /** Whether a code's family is so much rarer than that of the completed code that it must be part of it. */
  isRarePiece(code: string, whole: string): boolean {
    const count = (of: string) => this.#seen.get(splitCode(of)?.family ?? '')?.count ?? 0;
    return count(code) * CUT_RATIO <= count(whole);
  }

  /** Whether a text starts with a known family followed by a digit. */
  startsLikeCode(text: string): boolean {
    const joined = text.slice(0, 400).replace(/\s+/g, '').slice(0, 130);
    for (let length = joined.length; length > 2; length--) {
      if (this.#known.has(joined.slice(0, length))) return /\d/.test(joined[length] ?? '');
    }
    return false;
  }

  #goesOn(family: string): boolean {
    this.#sorted ??= [...this.#known].sort();
    const next = lowerBound(this.#sorted, family);
    const found = this.#sorted[next] === family ? this.#sorted[next + 1] : this.#sorted[next];
    return found?.startsWith(family) ?? false;
  }
}

function backwards(text: string): string {
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i];
  return reversed;
}

/** The index of the first element that is not less than `key`. */
function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
