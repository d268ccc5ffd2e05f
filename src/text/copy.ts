/**
 * Copies a text into memory of its own. A part of a text is kept by engines as a reference to all of
 * it: whoever keeps a word of a log keeps the log.
 */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
