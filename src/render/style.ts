import type { ExplainStyle } from '../explain/sinks/inline.js';
import { ACTIONS, type Action, type Status } from '../table/entry.js';

type Paint = (text: string) => string;

/** The styles of all commands. Colour never carries information that the words lack. */
export interface Style {
  /** A code. */
  readonly code: Paint;
  /** A heading. */
  readonly heading: Paint;
  /** Words that matched a query. */
  readonly match: Paint;
  /** Secondary text: labels, notes, sources. */
  readonly quiet: Paint;
  /** Removed text in a difference. */
  readonly removed: Paint;
  /** Added text in a difference. */
  readonly added: Paint;
  readonly status: (status: Status) => Paint;
  readonly action: (action: Action) => Paint;
  readonly error: Paint;
}

/** How many colours a terminal has, in chalk's levels: none, 16, 256. */
export type ColorLevel = 0 | 1 | 2;

/**
 * The colours of actions, from the 256 and from the 16 colours. The former look the same on every
 * terminal and have a contrast of at least 4 : 1 to both white and black.
 */
const SHADES = {
  green: [28, 32],
  amber: [130, 33],
  teal: [30, 36],
  magenta: [163, 35],
  red: [160, 31],
} as const;

const ACTION_SHADE: Readonly<Record<Action, keyof typeof SHADES>> = {
  none: 'green',
  retry: 'amber',
  wait: 'amber',
  'sign-in': 'teal',
  'ask-user': 'teal',
  'fix-request': 'magenta',
  'contact-support': 'red',
};

/** The SGR parameters of a shade. */
function shadeOf(shade: keyof typeof SHADES, level: 1 | 2): string {
  const [of256, of16] = SHADES[shade];
  return level === 2 ? `38;5;${of256}` : String(of16);
}

const same: Paint = (text) => text;

/** No colours at all. */
export const PLAIN: Style = {
  code: same,
  heading: same,
  match: same,
  quiet: same,
  removed: same,
  added: same,
  status: () => same,
  action: () => same,
  error: same,
};

/** Makes a style. The colour library is only loaded if it is needed. */
export async function createStyle(level: ColorLevel): Promise<Style> {
  if (level === 0) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  const paint = (shade: keyof typeof SHADES): Paint => {
    const open = `\x1b[${shadeOf(shade, level)}m`;
    return (text) => `${open}${text}\x1b[39m`;
  };
  return {
    code: chalk.bold,
    heading: chalk.bold.underline,
    match: chalk.bold.underline,
    quiet: chalk.dim,
    removed: chalk.red.strikethrough,
    added: chalk.green.underline,
    status: (status) => (status === 'OK' ? paint('green') : same),
    action: (action) => paint(ACTION_SHADE[action]),
    error: chalk.red.bold,
  };
}

/**
 * The style of codes and insertions in a log: the code in bold, its meaning in the colour of its action.
 * An insertion first resets the colours of the log.
 */
export function explainStyle(level: 1 | 2): ExplainStyle {
  const note = (colour: string) => [`\x1b[0${colour}m`, '\x1b[39m'] as const;
  const notes = ACTIONS.map(
    (action) => [action, note(`;${shadeOf(ACTION_SHADE[action], level)}`)] as const,
  );
  return {
    code: ['\x1b[1m', '\x1b[22m'],
    note: note(''),
    actions: Object.fromEntries(notes),
  };
}
