import { toAscii } from '../text/ascii.js';
import { type ColorLevel, createStyle, PLAIN, type Style } from './style.js';

/** What text is laid out for: a terminal with a width, or a file or pipe without one. */
export interface Screen {
  readonly style: Style;
  /** The width of the terminal; `undefined` if nothing is wrapped. */
  readonly columns: number | undefined;
  /** Whether it can show characters beyond ASCII. */
  readonly unicode: boolean;
  /** mmerr's own words in characters that the screen shows. */
  words(text: string): string;
  /** The width of a text in columns: CJK and emoji take two, control sequences none. */
  width(text: string): number;
  /**
   * Wraps a text at blanks.
   *
   * @param text May contain colours.
   * @param indent The indentation of all lines after the first, in columns. The first line is assumed
   *   to start there as well.
   */
  wrap(text: string, indent: number): string;
}

/** The minimum width of text, in columns; below that the terminal itself may break lines. */
const LEAST_TEXT = 16;

/** A screen without width or colours. */
const PIPE: Screen = {
  style: PLAIN,
  columns: undefined,
  unicode: true,
  words: (text) => text,
  width: (text) => text.length,
  wrap: (text) => text,
};

/** Makes a screen. The code for wrapping is only loaded if there is a width. */
export async function createScreen(
  columns: number | undefined,
  level: ColorLevel,
  unicode = true,
): Promise<Screen> {
  const style = await createStyle(level);
  const words = unicode ? PIPE.words : toAscii;
  if (columns === undefined) return { ...PIPE, style, unicode, words };
  const [{ wrapAnsi }, { default: stringWidth }] = await Promise.all([
    import('fast-wrap-ansi'),
    import('fast-string-width'),
  ]);
  return {
    style,
    columns,
    unicode,
    words,
    width: (text) => stringWidth(text),
    wrap(text, indent) {
      const room = Math.max(LEAST_TEXT, columns - indent);
      return wrapAnsi(text, room, { hard: true }).replaceAll('\n', `\n${' '.repeat(indent)}`);
    },
  };
}
