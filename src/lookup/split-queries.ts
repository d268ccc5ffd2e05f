import type { Table } from '../table/table.js';
import { textLines } from '../text/lines.js';
import { lookup } from './lookup.js';

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
  for (const { text: line } of textLines(text)) {
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
  let hasStrings = true;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === '{' || char === '[') balance++;
    else if (char === '}' || char === ']') balance--;
    else if (char === '"' && hasStrings) {
      const end = stringEnd(line, at + 1);
      // A string that is not closed is none, and no later quote can close one either.
      if (end < 0) hasStrings = false;
      else at = end;
    }
  }
  return balance;
}

/** Where the closing quote of a JSON string is; negative where there is none. */
function stringEnd(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return at;
  }
  return -1;
}
