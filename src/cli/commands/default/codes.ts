import { looksLikeCode, readCode } from '../../../codes/parse.js';
import type { Table } from '../../../table/table.js';
import { visible } from '../../../text/visible.js';

/** Queries to look up, and a note if the user may have meant something else. */
export interface Codes {
  readonly queries: readonly string[];
  readonly note?: string;
}

/** Reads arguments as codes, if they are codes in any form or quote some. */
export async function readAnyCodes(
  table: Table,
  args: readonly string[],
  text: string,
): Promise<Codes | undefined> {
  const isCode = (arg: string) => looksLikeCode(table, arg);
  if (args.every(isCode)) {
    // A bare number may also be a count or an HTTP status.
    const open = args.some((arg) => /^\s*\d+\s*$/.test(arg) && table.get(arg) === undefined);
    const note = `interpreted as a code; to search for the text instead: mmerr search ${visible(text)}`;
    return { queries: args, ...(open ? { note } : {}) };
  }
  if (readCode(table, text).length > 0) return { queries: [text] };
  // A number next to codes is a code as well.
  if (args.some(isCode) && args.every((arg) => isCode(arg) || /^\d+$/.test(arg))) {
    return { queries: args };
  }
  const { lookup } = await import('../../../lookup/lookup.js');
  const quotes = lookup(table, text).some(
    // The code is named for an undocumented response.
    ({ entries, suggestions, code }) => entries.length > 0 || suggestions || code !== undefined,
  );
  if (!quotes) return undefined;
  const note = "found a code in this text; to search for the words instead: mmerr search 'TEXT'";
  return { queries: [text], ...(text.trim().startsWith('{') ? {} : { note }) };
}
