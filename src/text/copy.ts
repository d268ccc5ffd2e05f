/**
 * Copies a text into memory of its own. Engines represent a part of a text as a reference to the whole:
 * keeping one word of a log would keep the log in memory.
 */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
