import { Lexer } from 'yaml';

/** The token before the text of a scalar. */
const SCALAR = '\x1f';

/**
 * Whether YAML is nested deeper than some levels. To be asked before it is parsed: the parser calls itself
 * for each level, and V8 ends the process, rather than throwing an error, if it has to compile a regular
 * expression when the stack is nearly full.
 */
export function isDeeper(text: string, most: number): boolean {
  /** The indentations of the collections around a line. */
  const indents: number[] = [];
  /** List and key markers on the line so far. */
  let markers = 0;
  /** Open brackets. */
  let open = 0;
  let before = '\n';
  for (const token of new Lexer().lex(text)) {
    if (before === SCALAR) {
      before = token;
      continue;
    }
    if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open = Math.max(0, open - 1);
    else if (open === 0 && before.endsWith('\n')) {
      const indent = /^ *$/.test(token) ? token.length : 0;
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      indents.push(indent);
      markers = 0;
    }
    if (open === 0 && (token === '-' || token === '?')) markers++;
    if (indents.length + markers + open > most) return true;
    before = token;
  }
  return false;
}
