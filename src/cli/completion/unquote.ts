/** The known environment variables. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Escapes in `$'…'`; a backslash before any other character yields that character. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\x1b' };

/**
 * One piece of a word: `\x`, `'…'`, `$'…'`, `"…"` (a quote may still be open at the end), `$NAME` or
 * `${NAME}`, or a run of other characters.
 */
const PIECE =
  /\\(?<char>.?)|'(?<single>[^']*)'?|\$'(?<ansi>(?:\\.|[^'\\])*)'?|\$?"(?<double>(?:\\.|[^"\\])*)"?|\$(?:(?<name>\w+)|\{(?<braced>\w+)\})|[^\\'"$]+|./gs;

/** The same in double quotes, where a backslash only escapes a few characters. */
const QUOTED_PIECE = /\\(?<char>[$`"\\\n])|\$(?:(?<name>\w+)|\{(?<braced>\w+)\})|[^\\$]+|./gs;

/**
 * Removes the quotes from a word of a bash command line without evaluating anything: plain variables
 * are replaced, but `$(…)`, backquotes and everything else that bash would run stay as written.
 *
 * @param word As typed; may end inside a quote.
 * @param variables Values of variables; unknown ones stay as written.
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
