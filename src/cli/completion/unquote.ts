/** Environment variables, as far as they are known. */
type Variables = Readonly<Record<string, string | undefined>>;

/** What a backslash before a letter means in `$'…'`; before any other character it is that character. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\x1b' };

/**
 * One piece of a word: `\x`, `'…'`, `$'…'`, `"…"` (a quote may still be open at the end), `$NAME` or
 * `${NAME}`, or a run of other characters.
 */
const PIECE =
  /\\(?<char>.?)|'(?<single>[^']*)'?|\$'(?<ansi>(?:\\.|[^'\\])*)'?|\$?"(?<double>(?:\\.|[^"\\])*)"?|\$(?:(?<name>\w+)|\{(?<braced>\w+)\})|[^\\'"$]+|./gs;

/** The same within double quotes, where a backslash only counts before a few characters. */
const QUOTED_PIECE = /\\(?<char>[$`"\\\n])|\$(?:(?<name>\w+)|\{(?<braced>\w+)\})|[^\\$]+|./gs;

/**
 * Reads a word of a bash command line as bash would quote it, without evaluating anything: plain
 * variables are looked up, while `$(…)`, backquotes and everything else that bash would run stays as
 * it is written.
 *
 * @param word As typed; may end within a quote.
 * @param variables Others than these stay as they are written.
 */
export function unquote(word: string, variables: Variables): string {
  return word.replace(PIECE, (piece, ...rest) => {
    const { char, single, ansi, double, name, braced } = rest.at(-1) as Record<string, string>;
    if (char !== undefined) return char === '\n' ? '' : char;
    if (single !== undefined) return single;
    if (ansi !== undefined) {
      return ansi.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
    }
    if (double !== undefined) return unquoteDouble(double, variables);
    return variables[name ?? braced ?? ''] ?? piece;
  });
}

function unquoteDouble(text: string, variables: Variables): string {
  return text.replace(QUOTED_PIECE, (piece, ...rest) => {
    const { char, name, braced } = rest.at(-1) as Record<string, string>;
    if (char !== undefined) return char === '\n' ? '' : char;
    return variables[name ?? braced ?? ''] ?? piece;
  });
}
