import { type Match, matchesIn } from '../../codes/scan.js';
import type { Table } from '../../table/table.js';
import { readLineField, readValueLine } from './field-line.js';
import { type Layout, readFieldEnd } from './layout.js';
import { MAX_LINES, mayMatter, type ResponseFields } from './response-fields.js';

/** The lines above a code that are read for its response, in bytes. */
export const LINES_ABOVE = 8192;

/** The bracket that opens an object, if the first field follows it and ends the line. */
const OPENING = /[{([][ \t]{0,8}(?=[^{([ \t][^{([]*,[ \t]*\r?$)/;

/** A line of a text, without its line end. */
interface Line {
  readonly start: number;
  readonly end: number;
}

/** A response, and the text above its code. */
interface Above {
  readonly table: Table;
  readonly layout: Layout;
  readonly fields: ResponseFields;
  readonly text: string;
}

/**
 * Reads the fields of a response in the lines above its code, up to the line that opens its object or
 * belongs to another response.
 *
 * @param fields Receives the fields.
 * @param text The lines, at most {@link LINES_ABOVE} bytes.
 */
export function readAbove(
  table: Table,
  layout: Layout,
  fields: ResponseFields,
  text: string,
): void {
  const above = { table, layout, fields, text };
  let below: Line = { start: text.length, end: text.length };
  for (let end = text.length - 1, count = 0; end > 0 && count < MAX_LINES; count++) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    // The first line may be cut off.
    if (start === 0 && text.length >= LINES_ABOVE) return;
    const line = { start, end };
    end = start - 1;
    const standing = layout.standing(text, start, line.end);
    if (standing === 'outside') {
      readOpening(above, line);
      return;
    }
    if (standing === 'blank') continue;
    if (standing === 'field' && !readField(above, line, below)) return;
    below = line;
  }
}

/** Reads a line above the code; `false` if the response starts below it. */
function readField(
  { table, layout, fields, text }: Above,
  { start, end }: Line,
  below: Line,
): boolean {
  fields.look(text, start, end, layout);
  if (!mayMatter(text, start, end)) return true;
  const first = layout.fieldOf(text, start, end);
  let field = readLineField(text, start, end, first, matchesOf(table, text, start, end));
  if (field?.pending) {
    const from = layout.fieldOf(text, below.start, below.end);
    field = readValueLine(table, text, from, below.end, field.kind, []);
  }
  if (!field) return true;
  const lineEnd = field.end <= end ? end : below.end;
  const ending = readFieldEnd(text, field.end, lineEnd);
  // Another code belongs to another response, and so does a closing bracket.
  if (field.kind === 'code' || !ending || ending.closes) return false;
  fields.take(field);
  return true;
}

/** Reads the field after the bracket that opens the object: `{'bizCode': 'US',`. */
function readOpening({ table, fields, text }: Above, { start, end }: Line): void {
  if (!mayMatter(text, start, end)) return;
  const bracket = OPENING.exec(text.slice(start, end));
  if (!bracket) return;
  const first = start + bracket.index + bracket[0].length;
  const field = readLineField(text, start, end, first, matchesOf(table, text, start, end));
  if (!field || field.kind === 'code' || !readFieldEnd(text, field.end, end)?.comma) return;
  fields.take(field);
  fields.hasCommas = true;
}

/** The matches in a line. */
function matchesOf(table: Table, text: string, start: number, end: number): Match[] {
  return matchesIn(table, text.slice(0, end + 1), start);
}
