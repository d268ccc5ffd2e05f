import { findQuotedCodes, readCode, readCodeList, suggestCodes } from '../codes/reader.js';
import { createFinder } from '../codes/scan.js';
import { render, splitParams } from '../message/template.js';
import { findParams, paramsOf } from '../response/params.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';

/** The answer to one query. */
export interface LookupResult {
  /** What was asked for; where one text quotes several codes, the one that this is about. */
  readonly query: string;
  /** What it means: several entries where the query fits several codes, none if it is not found. */
  readonly entries: readonly Entry[];
  /** The values for the placeholders, as given or as the response carries them. */
  readonly params?: readonly string[];
  /** The message with the values in their places, where their number fits. */
  readonly rendered?: string;
  /** Codes near one that was not found. */
  readonly suggestions?: readonly string[];
}

/** How to look up. */
export interface LookupOptions {
  /** Values for the placeholders; they win over those of a response. */
  readonly params?: readonly string[];
}

/** So long a text is looked at, in characters. */
const MAX_TEXT = 1 << 20;

/**
 * Looks up what a text quotes: a code in any form, a `CODE=message` line, a whole response with
 * `code` and `msgParams`, a code inside other words.
 *
 * @param table The codes to know.
 * @param query The text.
 * @returns One result, or one for each code where the text quotes several. Never empty: a query that
 *   is not found is a result without entries.
 */
export function lookup(table: Table, query: string, options: LookupOptions = {}): LookupResult[] {
  const text = query.slice(0, MAX_TEXT);
  const whole = readCode(table, text);
  if (whole.length > 0) return [result(query, whole, options.params)];

  const list = readCodeList(table, text);
  if (list.length > 0) {
    return list.map(({ text: code, entries }) => result(code, entries, options.params));
  }

  const occurrences = findOccurrences(table, text);
  if (occurrences.length > 0) {
    return occurrences.map(({ code, entry, params }) => {
      const asked = occurrences.length === 1 ? query : code;
      return entry
        ? result(asked, [entry], options.params ?? params)
        : missing(asked, suggestCodes(table, code));
    });
  }
  // In a response only its code field counts, if in any form, not each word that looks like a code.
  const response = readResponseText(text);
  if (response) {
    const entries = readCode(table, String(response.code ?? ''));
    if (entries.length > 0) {
      return [result(query, entries, options.params ?? splitParams(response.msgParams))];
    }
  }
  const quoted = response ? [] : findQuotedCodes(table, text);
  if (quoted.length > 0) {
    return quoted.map(({ text: words, entries }) =>
      result(quoted.length === 1 ? query : words, entries, options.params),
    );
  }
  return [missing(query, suggestCodes(table, text))];
}

/** A text that is JSON, a list of it being one without fields; `undefined` for any other text. */
function readResponseText(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

interface CodeInText {
  readonly code: string;
  readonly entry: Entry | undefined;
  readonly params: readonly string[] | undefined;
}

/** Finds the codes that stand in a text as they stand in a log, with their params; each once. */
function findOccurrences(table: Table, text: string): CodeInText[] {
  const finder = createFinder(table);
  const found: { start: number; code: string; entry: Entry | undefined }[] = [];
  for (let next = finder.next(text, 0); next; next = finder.next(text, next.end)) found.push(next);
  if (found.length === 0) return [];
  const fields = findParams(text, 0, text.length);
  const starts = found.map(({ start }) => start);
  const names = found.map(({ code, entry }) =>
    entry && entry.placeholders > 0 ? code : undefined,
  );
  const params = paramsOf(text, 0, text.length, starts, fields, names);
  const unique = new Map<string, CodeInText>();
  found.forEach(({ code, entry }, index) => {
    // Values for a message that has no place for them say nothing.
    const values = entry && entry.placeholders > 0 ? params[index]?.values : undefined;
    const key = `${code} ${values?.join() ?? ''}`;
    if (!unique.has(key)) unique.set(key, { code, entry, params: values });
  });
  return [...unique.values()];
}

function result(
  query: string,
  entries: readonly Entry[],
  params: readonly string[] | undefined,
): LookupResult {
  if (params === undefined || params.length === 0) return { query, entries };
  const [only] = entries;
  const rendered = entries.length === 1 && only ? render(only.message, params) : undefined;
  return rendered === undefined ? { query, entries, params } : { query, entries, params, rendered };
}

function missing(query: string, suggestions: string[]): LookupResult {
  return suggestions.length === 0 ? { query, entries: [] } : { query, entries: [], suggestions };
}

/**
 * Splits a text from a file or a pipe into queries: each JSON value is one, pretty-printed over
 * several lines or not, and each other line that is not blank. Beside a response the lines that
 * quote no code, such as its HTTP headers, are no queries.
 */
export function splitQueries(table: Table, text: string): string[] {
  let block: string[] = [];
  let depth = 0;
  const all: { text: string; isBlock: boolean }[] = [];
  const finish = () => {
    if (block.length > 0) all.push({ text: block.join('\n'), isBlock: true });
    block = [];
    depth = 0;
  };
  for (const line of text.split(/\r?\n/)) {
    if (depth === 0 && !/[{[]\s*(?:["{[\]}]|$)/.test(line)) {
      if (line.trim() !== '') all.push({ text: line, isBlock: false });
      continue;
    }
    block.push(line);
    depth += bracketBalance(line);
    if (depth <= 0) finish();
  }
  finish();
  const quotes = (query: string) => {
    const [first] = lookup(table, query);
    return first !== undefined && (first.entries.length > 0 || first.suggestions !== undefined);
  };
  const hasResponse = all.some(({ text: query, isBlock }) => isBlock && quotes(query));
  return all
    .filter(({ text: query, isBlock }) => isBlock || !hasResponse || quotes(query))
    .map(({ text: query }) => query.trim());
}

/** How many more brackets a line of JSON opens than it closes, those in strings aside. */
function bracketBalance(line: string): number {
  let balance = 0;
  for (const [token] of line.matchAll(/"(?:[^"\\]|\\.)*"|[{[]|[}\]]/g)) {
    if (token === '{' || token === '[') balance++;
    else if (token === '}' || token === ']') balance--;
  }
  return balance;
}
