import { ACTS_ON_TERMINAL, unicodeEscape } from './visible.js';

/**
 * Writes a value as JSON that is safe to print on a terminal: control characters that `JSON.stringify`
 * does not escape (DEL, C1 controls, marks of writing direction) become `\uXXXX`.
 *
 * @param space The indentation in columns; one line by default.
 */
export function jsonText(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(ACTS_ON_TERMINAL, (char) =>
    char === '\n' ? char : unicodeEscape(char),
  );
}
