/** What a scan of a JSON text found. */
export interface JsonScan {
  /** Offset of the first thing that is no JSON; the text's length where it breaks off. */
  readonly error?: number;
  /** Offsets of the elements of the outermost list. */
  readonly elements: readonly number[];
}

/** A string, a number, a literal. */
const VALUE =
  /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const BLANK = /[ \t\r\n]*/y;

/**
 * Finds where a JSON text (RFC 8259) goes wrong, and where each element of its outermost list
 * begins. Engines differ in whether their messages tell a position; errors with a line must not.
 *
 * @param text A text that `JSON.parse` refused, or one whose elements are to be located.
 */
export function scanJson(text: string): JsonScan {
  const elements: number[] = [];
  // What may come next, for each list and object that is open.
  const open: ('list' | 'object')[] = [];
  let expect: 'value' | 'first-value' | 'key' | 'first-key' | 'comma' | 'end' = 'value';
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const close = () => {
    at++;
    open.pop();
    expect = open.length > 0 ? 'comma' : 'end';
  };
  for (skip(BLANK); at < text.length; skip(BLANK)) {
    const char = text[at];
    if (expect === 'end') return { error: at, elements };
    if (expect === 'comma') {
      const inside = open[open.length - 1];
      if (char === (inside === 'list' ? ']' : '}')) close();
      else if (char === ',') {
        at++;
        expect = inside === 'list' ? 'value' : 'key';
      } else return { error: at, elements };
    } else if (expect === 'key' || expect === 'first-key') {
      if (char === '}' && expect === 'first-key') close();
      else {
        if (char !== '"' || !skip(VALUE)) return { error: offence(text, at), elements };
        skip(BLANK);
        if (text[at] !== ':') return { error: at, elements };
        at++;
        expect = 'value';
      }
    } else if (char === ']' && expect === 'first-value') close();
    else {
      if (open.length === 1 && open[0] === 'list') elements.push(at);
      if (char === '[' || char === '{') {
        at++;
        open.push(char === '[' ? 'list' : 'object');
        expect = char === '[' ? 'first-value' : 'first-key';
      } else {
        if (!skip(VALUE)) return { error: offence(text, at), elements };
        expect = open.length > 0 ? 'comma' : 'end';
      }
    }
  }
  return expect === 'end' ? { elements } : { error: text.length, elements };
}

/** Where a broken value breaks: a string that nothing closes breaks off at the end of its line. */
function offence(text: string, at: number): number {
  if (text[at] !== '"') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : at;
}

/** The 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
