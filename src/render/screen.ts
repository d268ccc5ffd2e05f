import { type ColorLevel, createStyle, PLAIN, type Style } from './style.js';

/** What text is laid out for: a terminal of some width, or a file or pipe without any. */
export interface Screen {
  readonly style: Style;
  /** How wide the terminal is; `undefined` where nothing is wrapped. */
  readonly columns: number | undefined;
  /** Whether it shows more than ASCII. */
  readonly unicode: boolean;
  /** How many columns a text takes: CJK and emoji two each, control sequences none. */
  width(text: string): number;
  /**
   * Wraps a text at blanks.
   *
   * @param text May hold colours.
   * @param indent How many columns the lines after the first are indented; the first one is taken to
   *   start there too.
   */
  wrap(text: string, indent: number): string;
}

/** So narrow no text is set, in columns: below that the terminal may break lines itself. */
const LEAST_TEXT = 16;

/** A screen without width or colours. */
const PIPE: Screen = {
  style: PLAIN,
  columns: undefined,
  unicode: true,
  width: (text) => text.length,
  wrap: (text) => text,
};

/** Makes a screen; what wrapping needs is only loaded where there is a width. */
export async function createScreen(
  columns: number | undefined,
  level: ColorLevel,
  unicode = true,
): Promise<Screen> {
  const style = await createStyle(level);
  if (columns === undefined) return { ...PIPE, style, unicode };
  const [{ wrapAnsi }, { default: stringWidth }] = await Promise.all([
    import('fast-wrap-ansi'),
    import('fast-string-width'),
  ]);
  return {
    style,
    columns,
    unicode,
    width: (text) => stringWidth(text),
    wrap(text, indent) {
      const room = Math.max(LEAST_TEXT, columns - indent);
      return wrapAnsi(text, room, { hard: true }).replaceAll('\n', `\n${' '.repeat(indent)}`);
    },
  };
}
