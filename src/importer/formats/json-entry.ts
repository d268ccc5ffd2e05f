import { countPlaceholders } from '../../message/template.js';
import { splitCode } from '../../table/code.js';
import {
  ACTIONS,
  type Alternative,
  type Entry,
  type PageLines,
  REPAIR_KINDS,
  type Repair,
  type Source,
  STATUSES,
  WORDINGS,
} from '../../table/entry.js';
import { guidanceOf } from '../../table/guidance.js';
import { type Fields, isFields } from '../../text/check.js';
import { shorten } from '../../text/shorten.js';
import { cleanCode, copyingRepair } from '../code-text.js';
import { oneLine } from '../one-line.js';
import type { Claim } from '../repair/repair.js';

/** The position of an entry, for errors. */
export interface EntryPlace {
  readonly page: string;
  /** The 1-based line of the entry, in a format with one entry per line. */
  readonly line?: number;
  /** Throws an error that names the entry. */
  readonly fail: (why: string, code: string | undefined) => never;
}

/** Reads an object as an entry. Unknown fields are dropped. */
export class EntryReader {
  readonly #place: EntryPlace;
  #code?: string;

  constructor(place: EntryPlace) {
    this.#place = place;
  }

  read(item: unknown): Claim {
    if (!isFields(item)) this.#fail('is not an object with a code and a message');
    const { code: written, message } = item;
    if (written === undefined) this.#fail('has no code');
    const code = typeof written === 'string' ? cleanCode(written) : '';
    const parts = splitCode(code);
    if (typeof written !== 'string' || !parts) {
      this.#fail(`has the code ${excerpt(written)}, which is not one (letters, then a number)`);
    }
    this.#code = code;
    if (message === undefined || message === null) this.#fail('has no message');
    if (typeof message !== 'string') this.#fail('has a message that is not a string');
    if (message.trim() === '') this.#fail('has no message');

    const { family } = parts;
    const wrongAction = `is not one of ${ACTIONS.join(', ')}`;
    const section = this.#optional(item, 'section', isText, 'is not a string');
    const guidance = guidanceOf({
      section: section === undefined ? undefined : oneLine(section),
      status: this.#optional(item, 'status', oneOf(STATUSES), 'is not a canonical status'),
      action: this.#optional(item, 'action', oneOf(ACTIONS), wrongAction),
    });
    const published = this.#optional(item, 'published', isText, 'is not a string');
    const source = this.#source(item);
    const alternatives = this.#list(item, 'alternatives', (other) => this.#alternative(other));
    const recorded = this.#list(item, 'repairs', (repair) => this.#repair(repair)) ?? [];
    const repairs =
      code === written ? recorded : [copyingRepair(written, this.#place.line ?? 0), ...recorded];
    const line = oneLine(message);
    const entry: Entry = {
      code,
      message: line,
      placeholders: countPlaceholders(line),
      family,
      // A module that does not fit is determined later.
      module: isText(item.module) && family.startsWith(item.module) ? item.module : '',
      ...guidance,
      source: source ?? {
        page: this.#place.page,
        lines: this.#place.line === undefined ? [] : [this.#place.line],
        wording: 'verbatim',
      },
      ...(published === undefined ? {} : { published: oneLine(published) }),
      ...(alternatives === undefined ? {} : { alternatives }),
      ...(repairs.length === 0 ? {} : { repairs }),
    };
    return {
      code,
      message: line,
      page: entry.source.page,
      repairs: [],
      entry,
      complete: source !== undefined,
    };
  }

  #source(item: Fields): Source | undefined {
    const source = item.source;
    if (source === undefined || source === null) return undefined;
    if (!isFields(source) || typeof source.page !== 'string')
      this.#fail('has a source without a page');
    const also = this.#list(source, 'also', (where): PageLines => {
      if (!isFields(where) || typeof where.page !== 'string')
        this.#fail('has a source without a page');
      return { page: where.page, lines: this.#lines(where, 'a source') };
    });
    return {
      page: source.page,
      lines: this.#lines(source, 'a source'),
      wording: this.#optional(source, 'wording', oneOf(WORDINGS), 'is unknown') ?? 'verbatim',
      ...(also === undefined ? {} : { also }),
    };
  }

  #alternative(other: unknown): Alternative {
    if (!isFields(other) || !isText(other.message) || other.message.trim() === '') {
      this.#fail('has an alternative without a message');
    }
    const page = this.#optional(other, 'page', isText, 'is not a string');
    return {
      message: oneLine(other.message),
      lines: this.#lines(other, 'an alternative'),
      ...(page === undefined ? {} : { page }),
    };
  }

  #repair(repair: unknown): Repair {
    if (
      !isFields(repair) ||
      !isLine(repair.line, 0) ||
      !isText(repair.was) ||
      !isText(repair.why)
    ) {
      this.#fail('has a repair without line, was and why');
    }
    const { line, kind, was, why } = repair;
    if (!isRepairKind(kind)) this.#fail('has a repair of an unknown kind');
    const page = this.#optional(repair, 'page', isText, 'is not a string');
    return { line, kind, was, why, ...(page === undefined ? {} : { page }) };
  }

  #lines(where: Fields, what: string): number[] {
    const lines = where.lines ?? [];
    if (!Array.isArray(lines) || !lines.every((line) => isLine(line, 1))) {
      this.#fail(`has ${what} whose lines are not line numbers`);
    }
    return lines;
  }

  #list<T>(item: Fields, field: string, read: (value: unknown) => T): T[] | undefined {
    const list = item[field];
    if (list === undefined || list === null) return undefined;
    if (!Array.isArray(list)) this.#fail(`has ${field} that are not a list`);
    return list.length > 0 ? list.map(read) : undefined;
  }

  #optional<T>(
    item: Fields,
    field: string,
    is: (value: unknown) => value is T,
    why: string,
  ): T | undefined {
    const value = item[field];
    if (value === undefined || value === null) return undefined;
    if (!is(value)) this.#fail(`has the ${field} ${excerpt(value)}, which ${why}`);
    return value;
  }

  #fail(why: string): never {
    return this.#place.fail(why, this.#code);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isLine(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

function oneOf<T extends string>(names: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => names.includes(value as T);
}

/** How much of a value is shown, in characters. */
const MAX_EXCERPT = 60;

const isRepairKind = oneOf(REPAIR_KINDS);

/** A value, short enough for a line; a list or an object may be nested deeper than any stack. */
function excerpt(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (isFields(value)) return '{…}';
  return shorten(JSON.stringify(value) ?? 'undefined', MAX_EXCERPT);
}
