import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { checkText } from '../text/check.js';
import { CodeStream } from './code-stream.js';
import { createTimeReader } from './line-time.js';
import { FindingsSink, type LocatedFinding } from './sinks/findings.js';

const utf8 = new TextEncoder();

/**
 * Finds the codes in a text as `mmerr explain --json` does in a log: in responses of any notation, with
 * their modules and params, and on their own.
 *
 * @param table The known codes.
 * @returns Each occurrence with its position; column and offset count bytes of UTF-8.
 */
export function findCodes(table: Table, text: string): LocatedFinding[] {
  checkTable(table);
  checkText('text', text);
  const found: LocatedFinding[] = [];
  const sink = new FindingsSink((finding) => found.push(finding), createTimeReader());
  const stream = new CodeStream(table, sink);
  stream.push(utf8.encode(text));
  stream.end();
  return found;
}
