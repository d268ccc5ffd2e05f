import type { Table } from '../table/table.js';
import { textLines } from '../text/lines.js';
import { lookup } from './lookup.js';

/**
 * Splits text from a file or a pipe into queries: each JSON value, on one line or several, and each other
 * line that is not blank. If there is a response, lines without a code, such as its HTTP headers, are
 * dropped.
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

/** How many more brackets a line of JSON opens than it closes, outside of strings. */
function bracketBalance(line: string): number {
  let balance = 0;
  let hasStrings = true;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === '{' || char === '[') balance++;
    else if (char === '}' || char === ']') balance--;
    else if (char === '"' && hasStrings) {
      const end = stringEnd(line, at + 1);
      // An unclosed quote starts no string, and neither does a later one.
      if (end < 0) hasStrings = false;
      else at = end;
    }
  }
  return balance;
}

/** The index of the closing quote of a JSON string; negative if there is none. */
function stringEnd(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return at;
  }
  return -1;
}
