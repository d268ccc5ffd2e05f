import { familyOf } from '../../../codes/parse.js';
import type { LookupResult } from '../../../lookup/result.js';
import { isSuccess } from '../../../response/envelope.js';
import type { Table } from '../../../table/table.js';
import { visible } from '../../../text/visible.js';
import { familyHint, fileHint } from '../../hints.js';

/** Shorter families are the start of many other codes. */
const LEAST_FAMILY = 4;

/** How much of a query is searched for a hint, in characters. */
const MAX_HINT = 4000;

/** Says why a query has no result, with a hint at what may help. */
export function reasonNotFound(table: Table, { query, code, suggestions }: LookupResult): string {
  const hint = suggestions
    ? `; similar codes: ${suggestions.join(', ')}`
    : hintAtFamily(table, query) ||
      familyHint(table, query) ||
      hintAtWord(table, query) ||
      fileHint(query);
  if (code !== undefined && code !== query) return `${visible(code)} is not documented${hint}`;
  return (isSuccess(query) ? 'code 0 is success, not an error' : 'not found') + hint;
}

/** A hint at the family of a code whose number is not near any other. */
function hintAtFamily(table: Table, query: string): string {
  const family = familyOf(table, query) ?? '';
  return family.length < LEAST_FAMILY ? '' : `; to list its family: mmerr list ${family}`;
}

/** A hint at a short code among other words, which is not read as a code. */
function hintAtWord(table: Table, query: string): string {
  const words = query.slice(0, MAX_HINT).match(/\w+/g) ?? [];
  const code = words.length > 1 && words.find((word) => table.get(word.toUpperCase()));
  return code ? `; to look up the code: mmerr lookup ${code}` : '';
}
