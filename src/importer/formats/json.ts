import { countPlaceholders } from '../../message/template.js';
import { splitCode } from '../../table/code.js';
import {
  ACTIONS,
  type Alternative,
  type Entry,
  type PageLines,
  type Repair,
  type RepairKind,
  type Source,
  STATUSES,
  WORDINGS,
} from '../../table/entry.js';
import { lineAt } from '../../text/lines.js';
import { TableError } from '../error.js';
import { guidanceFrom } from '../guidance.js';
import type { Claim } from '../repair/repair.js';
import { oneLine } from '../row.js';
import { findJsonElement, findJsonFault } from './json-scan.js';

/** How a list of objects, an object of texts, or nothing of either begins. */
const BEGINS = /^\s*(?:\[\s*(?:[{"]|\]\s*$|$)|\{\s*(?:["}]|$))/;

/** Texts up to this length are parsed whatever they hold. */
const SMALL = 1_000_000;

const SHAPE =
  'JSON, but no table; expected [{"code": "…", "message": "…"}, …] or {"CODE": "message", …}';

const REPAIR_KINDS = {
  'blank-in-code': true,
  'spliced-row': true,
  'cut-code': true,
  'leftover-word': true,
  tie: true,
} satisfies Record<RepairKind, true>;

type Fields = Readonly<Record<string, unknown>>;

/** Whether a text begins as JSON does that could be a table; Markdown's `[link]` and `{% tag %}` do not. */
export function looksLikeJson(text: string): boolean {
  return BEGINS.test(text.slice(0, 4096));
}

/**
 * Reads a table in JSON: mmerr's own, `[{"code", "message"}…]` with nothing more, or
 * `{"CODE": "message", …}`. Fields that mmerr does not know are dropped; placeholders and family are
 * worked out anew.
 *
 * @param text The file.
 * @param page Its name.
 * @returns A claim for each entry. One with its source is complete, and nothing is to be added to it.
 * @throws {TableError} For JSON that is broken or of another shape, and for an entry with a field
 *   that cannot be; with the line, and the entry's number from 1.
 */
export function readJson(text: string, page: string): Claim[] {
  // A large file of another shape is not worth the memory of its values.
  if (
    text.length > SMALL &&
    !text.includes('"code"') &&
    !/^\s*\{\s*"[^"]{1,200}"\s*:\s*"/.test(text.slice(0, 4096))
  ) {
    throw new TableError(page, `is ${SHAPE}`);
  }
  const value = parse(text, page);
  if (Array.isArray(value)) {
    return value.map((item, index) => new EntryReader(text, page, index).read(item));
  }
  return readObject(value, page);
}

function parse(text: string, page: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, truncated } = findJsonFault(text);
    throw new TableError(
      page,
      truncated
        ? 'JSON that breaks off here; the file seems cut short, copy it again'
        : 'invalid JSON here; correct it, or export the table again',
      lineAt(text, Math.min(offset, text.trimEnd().length)),
    );
  }
}

/** `{"CODE": "message", …}`: a table only when every value is a text and most keys are codes. */
function readObject(value: unknown, page: string): Claim[] {
  const fields = isFields(value) ? Object.entries(value) : [];
  const codes = fields.filter(([code]) => splitCode(code)).length;
  if (
    codes * 2 < fields.length ||
    codes === 0 ||
    fields.some(([, text]) => typeof text !== 'string')
  ) {
    throw new TableError(page, `is ${SHAPE}`);
  }
  return fields.map(([code, message]): Claim => {
    if (!splitCode(code)) {
      throw new TableError(
        page,
        `${JSON.stringify(code)} has not the shape of a code (letters, then a number)`,
      );
    }
    if ((message as string).trim() === '') throw new TableError(page, `${code} lacks a message`);
    return { code, message: oneLine(message as string), page, repairs: [] };
  });
}

/** Reads one entry; knows where it stands, for the errors. */
class EntryReader {
  readonly #text: string;
  readonly #page: string;
  readonly #index: number;
  #code?: string;

  constructor(text: string, page: string, index: number) {
    this.#text = text;
    this.#page = page;
    this.#index = index;
  }

  read(item: unknown): Claim {
    if (!isFields(item)) {
      if (this.#index === 0) throw new TableError(this.#page, `is ${SHAPE}`);
      this.#fail('is no object with a code and a message');
    }
    const { code, message } = item;
    if (this.#index === 0 && code === undefined && message === undefined) {
      throw new TableError(this.#page, `is ${SHAPE}`);
    }
    if (code === undefined) this.#fail('lacks a code');
    const parts = typeof code === 'string' ? splitCode(code) : undefined;
    if (typeof code !== 'string' || !parts) {
      this.#fail(
        `has the code ${excerpt(code)}, which has not the shape of one (letters, then a number)`,
      );
    }
    this.#code = code;
    if (message === undefined || message === null) this.#fail('lacks a message');
    if (typeof message !== 'string') this.#fail('has a message that is no text');
    if (message.trim() === '') this.#fail('lacks a message');

    const { family } = parts;
    const wrongAction = `is none of ${ACTIONS.join(', ')}`;
    const guidance = guidanceFrom({
      section: this.#optional(item, 'section', isText, 'is no text'),
      status: this.#optional(item, 'status', oneOf(STATUSES), 'is none of the canonical statuses'),
      action: this.#optional(item, 'action', oneOf(ACTIONS), wrongAction),
    });
    const published = this.#optional(item, 'published', isText, 'is no text');
    const source = this.#source(item);
    const alternatives = this.#list(item, 'alternatives', (other) => this.#alternative(other));
    const repairs = this.#list(item, 'repairs', (repair) => this.#repair(repair));
    const line = oneLine(message);
    const entry: Entry = {
      code,
      message: line,
      placeholders: countPlaceholders(line),
      family,
      module: readModule(item, family),
      ...guidance,
      source: source ?? { page: this.#page, lines: [], wording: 'verbatim' },
      ...(published === undefined ? {} : { published: oneLine(published) }),
      ...(alternatives === undefined ? {} : { alternatives }),
      ...(repairs === undefined ? {} : { repairs }),
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
      return { page: where.page, lines: this.#lines(where, 'source') };
    });
    return {
      page: source.page,
      lines: this.#lines(source, 'source'),
      wording: this.#optional(source, 'wording', oneOf(WORDINGS), 'is unknown') ?? 'verbatim',
      ...(also === undefined ? {} : { also }),
    };
  }

  #alternative(other: unknown): Alternative {
    if (!isFields(other) || !isText(other.message) || other.message.trim() === '') {
      this.#fail('has an alternative without a message');
    }
    const page = this.#optional(other, 'page', isText, 'is no text');
    return {
      message: oneLine(other.message),
      lines: this.#lines(other, 'alternative'),
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
    if (!isText(kind) || !Object.hasOwn(REPAIR_KINDS, kind))
      this.#fail('has a repair of an unknown kind');
    const page = this.#optional(repair, 'page', isText, 'is no text');
    return { line, kind: kind as RepairKind, was, why, ...(page === undefined ? {} : { page }) };
  }

  #lines(where: Fields, what: string): number[] {
    const lines = where.lines ?? [];
    if (!Array.isArray(lines) || !lines.every((line) => isLine(line, 1))) {
      this.#fail(
        `has ${what === 'source' ? 'a source' : `an ${what}`} whose lines are no line numbers`,
      );
    }
    return lines;
  }

  #list<T>(item: Fields, field: string, read: (value: unknown) => T): T[] | undefined {
    const list = item[field];
    if (list === undefined || list === null) return undefined;
    if (!Array.isArray(list)) this.#fail(`has ${field} that are no list`);
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
    const offset = findJsonElement(this.#text, this.#index);
    const code = this.#code === undefined ? '' : ` (${this.#code})`;
    throw new TableError(
      this.#page,
      `entry ${this.#index + 1}${code} ${why}`,
      offset === undefined ? undefined : lineAt(this.#text, offset),
    );
  }
}

/** The module as given where it begins the family; otherwise nothing, to be worked out later. */
function readModule({ module }: Fields, family: string): string {
  return typeof module === 'string' && family.startsWith(module) ? module : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** A value as JSON, short enough for a line. */
function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
