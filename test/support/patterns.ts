import fc from 'fast-check';
import { codeForms } from '../../src/codes/forms.js';
import type { PatternKind } from '../../src/codes/pattern.js';
import { createScanner } from '../../src/codes/scan.js';
import { builtinTable } from '../../src/table/builtin.js';
import type { Table } from '../../src/table/table.js';
import { toBytes } from '../../src/text/bytes.js';
import { logBytes } from './explain.js';
import { type Fields, ONE_LINE, SPREAD } from './notations.js';

/** What the scanner finds in a text without regard to modules: a pattern has to find the same. */
export function scanned(text: string, kind: PatternKind, table: Table = builtinTable): string[] {
  const bytes = toBytes(text);
  const scanner = createScanner(table);
  const found: string[] = [];
  for (let at = 0; ; ) {
    const match = scanner.next(bytes, at);
    if (!match) return found;
    if (kind === 'anywhere' ? match.kind === 'word' : match.kind === 'field' && match.entry) {
      found.push(match.text);
    }
    at = match.end;
  }
}

const FORMS = new Set(codeForms(builtinTable).map(({ form }) => form));

/** What a pattern found, read as it is meant to be: a number in a code field has to be a form. */
export function counted(found: readonly string[], kind: PatternKind, forms = FORMS): string[] {
  return kind === 'anywhere' ? [...found] : found.filter((form) => forms.has(form));
}

/**
 * The texts about which scanner and patterns may differ: codes of more than 200 digits, which are none
 * to the scanner alone; and a control sequence cut off before its last letter, which a code is then
 * taken to supply.
 */
export const MAY_DIFFER =
  /\d{200}|(?:\x1b|\\u001[bB]|\\x1[bB]|\\0?33|\\e|#033|\^\[)\[[0-?]*[ -/]*GGATEWAY/;

const response: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...Object.values(ONE_LINE), ...Object.values(SPREAD)),
    fc.constantFrom(...builtinTable.entries),
    fc.constantFrom('code', 'errorCode', 'error_code', 'Code', 'CODE', 'zipcode', 'symbol'),
    fc.boolean(),
    fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
  )
  .map(([write, { code, module }, key, whole, order]) => {
    const fields: Fields = [
      [key, whole ? code : code.slice(module.length)],
      ['bizCode', module || 'US'],
      ['msg', '系统异常'],
      ['data', code],
    ];
    return write(order.map((index) => fields[index] as Fields[number]));
  });

/** Logs as text: what no engine can store, bytes that are not UTF-8 and NUL, is left out. */
export const logTexts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      logBytes.map((bytes) => bytes.toString().replaceAll('\0', '')),
      response,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('\n'))
  .filter((text) => !MAY_DIFFER.test(text));
