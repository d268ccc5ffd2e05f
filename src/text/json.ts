import { ACTS_ON_TERMINAL, unicodeEscape } from './visible.js';

/**
 * Writes a value as JSON in which no character acts on a terminal: what `JSON.stringify` leaves as it is
 * (DEL, C1 controls, marks of writing direction) is escaped as `\uXXXX`, which any reader undoes.
 *
 * @param space How many columns to indent by; one line unless given.
 */
export function jsonText(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(ACTS_ON_TERMINAL, (char) =>
    char === '\n' ? char : unicodeEscape(char),
  );
}
