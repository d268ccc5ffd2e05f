/**
 * Characters that affect a terminal instead of being shown: C0, DEL and C1 controls, line and paragraph
 * separators, marks of writing direction (Unicode UAX #9) and of annotations.
 */
export const ACTS_ON_TERMINAL =
  /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]/g;

/** Makes control characters visible: an escape becomes the four characters `\x1b`. */
export function visible(text: string): string {
  return text.replace(ACTS_ON_TERMINAL, (char) => {
    const code = char.charCodeAt(0);
    if (code === 10) return '\\n';
    if (code === 13) return '\\r';
    if (code === 9) return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(char);
  });
}

/** Writes a UTF-16 unit as `\\uXXXX`. */
export function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Makes control characters visible in a text of several lines, keeping its line feeds. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
