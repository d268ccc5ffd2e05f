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

/**
 * Writes a list as indented JSON in pieces, one for each item: together they may be longer than a text
 * can be.
 *
 * @param columns The indentation of the list itself, in columns.
 * @param write Writes an item.
 */
export function* jsonList<T>(
  items: Iterable<T>,
  columns = 0,
  write = (item: T) => jsonText(item, 2),
): Iterable<string> {
  const start = `\n${' '.repeat(columns + 2)}`;
  let before = '[';
  for (const item of items) {
    yield before + start + write(item).replaceAll('\n', start);
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${' '.repeat(columns)}]`;
}
