import { splitCode } from '../table/code.js';
import type { Repair } from '../table/entry.js';
import { isAscii } from '../text/ascii.js';
import { withoutInvisible } from '../text/invisible.js';

/** The maximum length of a code including blanks and markup. */
export const LONGEST_HEAD = 400;

/** The full-width forms of ASCII, as Chinese input methods write them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** Removes traces of copying from a code: invisible characters, full-width forms of ASCII. */
export function cleanCode(text: string): string {
  if (isAscii(text)) return text;
  return withoutInvisible(text).replace(FULL_WIDTH, (char) =>
    String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

/** The code as written, for the row of a code that {@link cleanCode} changed. */
export function asWritten(text: string): { readonly written?: string } {
  return cleanCode(text) === text ? {} : { written: text };
}

/** The record of what {@link cleanCode} changed in a code. */
export function copyingRepair(written: string, line: number): Repair {
  const signs = new Set(
    written.match(/[^\x00-\x7f]/gu)?.filter((sign) => cleanCode(sign) !== sign),
  );
  const names = [...signs].map(
    (sign) => `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  const why = `The code contained invisible or full-width characters (${names.join(', ')}), which were removed.`;
  return { line, kind: 'blank-in-code', was: written, why };
}

/**
 * Removes markup of Markdown and HTML from a code, brackets, quotation marks, and the `="…"` and `'` that
 * keep a spreadsheet from reading it as a number.
 */
export function bareCode(text: string): string {
  if (text.length > LONGEST_HEAD || /^[\w.-]*$/.test(text)) return text;
  return cleanCode(text)
    .replace(/<[^<>]{1,200}>/g, '')
    .replace(/\\([_.-])/g, '$1')
    .replace(/\]\([^()\s]{0,200}\)$/, '')
    .replace(/^[\s=`*~([{"'“‘]+|[\s`*~)\]}"'”’\\.,;:]+$/g, '');
}

/** A key of a resource bundle: a prefix and a code. */
const PREFIXED = /^((?:[a-z][\w-]*\.)+)(?:([A-Z][A-Z\d_-]*\d{2,})|(\d{3,}))$/;

/** A prefix after which a number is a code. */
const SAYS_CODE = /(?:^|\.)(?:err|errors?|codes?|error[-_]?codes?|msg|messages?)\.$/i;

/**
 * Removes the prefix of a key: `error.ORDSVCE000001` has the code `ORDSVCE000001`. A prefix is lower-case
 * words before an upper-case code, or `error.` and the like before a number.
 */
export function withoutPrefix(key: string): string {
  const [, prefix = '', code, number] = PREFIXED.exec(key) ?? [];
  if (code !== undefined) return code;
  return number !== undefined && SAYS_CODE.test(prefix) ? number : key;
}

/** Whether a text is a code, ignoring blanks inside and markup around it. */
export function hasCodeShape(text: string): boolean {
  const bare = bareCode(text.trim());
  return bare.length < 200 && splitCode(bare.replace(/\s+/g, '')) !== undefined;
}
