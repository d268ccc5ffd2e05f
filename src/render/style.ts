import type { ExplainStyle } from '../explain/sinks/inline.js';
import { ACTIONS, type Action, type Status } from '../table/entry.js';

type Paint = (text: string) => string;

/** The one visual language of all commands. Colour only repeats what words say. */
export interface Style {
  /** A code. */
  readonly code: Paint;
  /** A heading. */
  readonly heading: Paint;
  /** Words that matched a query. */
  readonly match: Paint;
  /** What may be skipped: labels, notes, where something comes from. */
  readonly quiet: Paint;
  /** What is gone, in a difference. */
  readonly removed: Paint;
  /** What is new, in a difference. */
  readonly added: Paint;
  readonly status: (status: Status) => Paint;
  readonly action: (action: Action) => Paint;
  readonly error: Paint;
}

/** How many colours a terminal has, as chalk counts: none, 16, 256. */
export type ColorLevel = 0 | 1 | 2;

/**
 * The colour of each action: one of the 256, one of the 16. Those of the 256 are the same on every
 * terminal, and have a contrast of at least 4 : 1 to white as well as to black.
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

/** What switches a shade on. */
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

/** Makes a style; colours are only loaded where there are any. */
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
 * How codes and insertions stand out in a log: the code in bold, what it means in the colour of its
 * action. What is added begins without the colours of the log.
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
