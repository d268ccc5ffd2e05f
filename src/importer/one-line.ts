import { unicodeEscape } from '../text/visible.js';

/** Line breaks, NUL, and halves of surrogate pairs. */
const NOT_IN_LINES = /\r\n|[\r\n\u2028\u2029]|\0|\p{Surrogate}/gu;

/**
 * Puts a message on one line: a line break becomes a blank. NUL and lone surrogates, which text files
 * cannot contain, become escapes: `\u0000`. All other characters stay as they are.
 */
export function oneLine(message: string): string {
  return message.replace(NOT_IN_LINES, (char) =>
    char === '\0' || (char >= '\ud800' && char <= '\udfff') ? unicodeEscape(char) : ' ',
  );
}
