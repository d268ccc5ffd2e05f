/**
 * How logs write a field, `key: "value"`, after programs have escaped it: JSON inside JSON, a URL, HTML, a
 * CSV cell, syslog. All of this works on text whose characters are bytes (latin1). Every repetition has a
 * limit, so that no input takes more than linear time. Constants are sources of patterns.
 */

/** Backslashes before a quote or an escape: each level of JSON inside JSON doubles them. */
const BACKSLASHES = '\\\\{0,15}';

/**
 * Colours (SGR sequences) between a key and its value: raw, or with an escape character as JSON, C, syslog and
 * `cat -v` write it. Without groups inside, since rsyslog has no more than 50.
 */
const SGR = '(?:\\x1b\\[[0-9;:]{0,24}m|[#^\\\\][\\\\ux0-3ebB[]{0,20}\\[[0-9;:]{0,24}m){0,3}';

/**
 * A quote: plain, escaped, doubled as in a CSV cell (which may itself be escaped), or as an escape of JSON, a
 * URL or HTML.
 */
const QUOTE = `(?:${BACKSLASHES}["']{1,2}(?:\\\\{1,15}["'])?|${BACKSLASHES}(?:u00|x)2[27]|%(?:25){0,3}2[27]|&(?:quot|apos|#0{0,3}3[49]|#x2[27]);)`;

/** White space on one line, also in a URL. */
const BLANKS = '(?:[ \\t]|%(?:25){0,3}20){0,8}';

/**
 * The separator itself: `:`, `=`, `=>`, the `>` of XML, the full-width colon, and each of them as an
 * escape. `=3D` is quoted-printable.
 */
const SEPARATOR_SIGN =
  '(?:=3[AD]|[:=]{1,2}(?:>|&gt;)?|>|&gt;' +
  `|%(?:25){0,3}3[AaDd]|${BACKSLASHES}(?:u00|x)3[AaDd]|&#(?:x3[AaDd]|58|61);|\\xef\\xbc\\x9a)`;

/** What may follow it before the quote: the type in a dump of PHP, Go or Rust, CDATA of XML. */
const WRAPPING =
  '(?:string\\(\\d{1,6}\\) |int\\(|Some\\(|\\(string\\) (?:\\(len=\\d{1,6}\\) )?|\\(int\\d{0,2}\\) |<!\\[CDATA\\[)?';

/** From the end of a key to the opening quote of its value. */
const BEFORE_QUOTE = `${SGR}${QUOTE}?\\]?${SGR}${BLANKS}${SEPARATOR_SIGN}${BLANKS}${SGR}${BLANKS}${SGR}${WRAPPING}`;

/** From the end of a key to the first character of its value. */
export const SEPARATOR = `${BEFORE_QUOTE}${QUOTE}?${SGR}`;

/** The same; captures the opening quote. */
export const SEPARATOR_WITH_QUOTE = `${BEFORE_QUOTE}(${QUOTE})?${SGR}`;

/**
 * From the end of a value to the end of its line, for a field on a line of its own. Captures the comma that
 * says that more fields follow. An element of XML ends with its tag.
 */
export const END_OF_FIELD_LINE = new RegExp(
  `^${SGR}${QUOTE}?(?:</[\\w:.-]{1,64}>)?${SGR}[ \\t]{0,64}([,;]?)${SGR}[ \\t]{0,64}\\r?$`,
);

/**
 * The end of an escape, whose last character looks like part of the word after it: control sequences
 * (ECMA-48 CSI; raw, escaped, as syslog and `cat -v` write them, or with the ESC lost), escapes of JSON and
 * C, octal ones of syslog (RFC 5424 relays), of URLs and quoted-printable.
 */
export const ESCAPE_END = [
  '(?:\\x1b|\\\\u001[bB]|\\\\x1[bB]|\\\\0?33|\\\\e|#033|\\^\\[)\\[[0-?]{0,64}[ -/]{0,4}[@-~]',
  '\\[[0-9;:]{1,24}m',
  '\\\\(?:[abfnrtv0]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0?[0-3][0-7]{2})',
  '#[0-3][0-7]{2}',
  '%[0-9a-fA-F]{2}',
  '=(?:0[9AD]|2[0-9A-F]|3[A-F]|5[B-D]|7[B-D])',
].join('|');

const ENDS_ESCAPE = new RegExp(`(?:${ESCAPE_END})$`);

/** The maximum length of an escape, in characters. */
const MAX_ESCAPE = 80;

/** A place where a word can begin although a word character precedes it. */
export const AFTER_ESCAPE = `(?<=${ESCAPE_END})`;

/** Whether a character is a letter, a digit or `_`. */
export const isWord = (char: number) =>
  (char >= 48 && char <= 57) ||
  (char >= 65 && char <= 90) ||
  char === 95 ||
  (char >= 97 && char <= 122);

/** Whether a word can begin at a place: no word character precedes it, or an escape does. */
export function startsWord(text: string, start: number): boolean {
  if (start === 0 || !isWord(text.charCodeAt(start - 1))) return true;
  return ENDS_ESCAPE.test(text.slice(Math.max(0, start - MAX_ESCAPE), start));
}
