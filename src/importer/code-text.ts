import { splitCode } from '../table/code.js';
import { isAscii } from '../text/ascii.js';
import { withoutInvisible } from '../text/invisible.js';

/** The longest text in the place of a code, with blanks and marks. */
export const LONGEST_HEAD = 400;

/** The full-width forms of ASCII, as Chinese input methods write them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** Removes from a code what copying brings in: invisible characters, full-width forms of ASCII. */
export function cleanCode(text: string): string {
  if (isAscii(text)) return text;
  return withoutInvisible(text).replace(FULL_WIDTH, (char) =>
    String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

/** What a row records of a code that {@link cleanCode} changed: nothing where it did not. */
export function asWritten(text: string): { readonly written?: string } {
  return cleanCode(text) === text ? {} : { written: text };
}

/**
 * Removes what Markdown and HTML put around and into a code, brackets, quotation marks, and the `="…"`
 * and `'` that keep a spreadsheet from taking it for a number.
 */
export function bareCode(text: string): string {
  if (text.length > LONGEST_HEAD || /^[\w.-]*$/.test(text)) return text;
  return cleanCode(text)
    .replace(/<[^<>]{1,200}>/g, '')
    .replace(/\\([_.-])/g, '$1')
    .replace(/\]\([^()\s]{0,200}\)$/, '')
    .replace(/^[\s=`*([{"'“‘]+|[\s`*)\]}"'”’\\.,;:]+$/g, '');
}

/** A prefix as resource bundles have it, and the code behind it. */
const PREFIXED = /^((?:[a-z][\w-]*\.)+)(?:([A-Z][A-Z\d_-]*\d{2,})|(\d{3,}))$/;

/** What a prefix ends in that makes a number behind it a code. */
const SAYS_CODE = /(?:^|\.)(?:err|errors?|codes?|error[-_]?codes?|msg|messages?)\.$/i;

/**
 * Removes the prefix of a key: `error.ORDSVCE000001` is the code `ORDSVCE000001`. Only lower-case words
 * before an upper-case code, or `error.` and the like before a number, are a prefix.
 */
export function withoutPrefix(key: string): string {
  const [, prefix = '', code, number] = PREFIXED.exec(key) ?? [];
  if (code !== undefined) return code;
  return number !== undefined && SAYS_CODE.test(prefix) ? number : key;
}

/** Whether a text is a code, blanks inside it and marks around it aside. */
export function hasCodeShape(text: string): boolean {
  const bare = bareCode(text.trim());
  return bare.length < 200 && splitCode(bare.replace(/\s+/g, '')) !== undefined;
}
