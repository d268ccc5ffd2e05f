import type { Action, Status } from '../table/entry.js';

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
export async function createStyle(level: 0 | 1): Promise<Style> {
  if (level === 0) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  const actions: Record<Action, Paint> = {
    none: chalk.green,
    retry: chalk.yellow,
    wait: chalk.yellow,
    'sign-in': chalk.cyan,
    'ask-user': chalk.cyan,
    'fix-request': chalk.magenta,
    'contact-support': chalk.red,
  };
  return {
    code: chalk.bold,
    heading: chalk.bold.underline,
    match: chalk.bold.underline,
    quiet: chalk.dim,
    removed: chalk.red.strikethrough,
    added: chalk.green.underline,
    status: (status) => (status === 'OK' ? chalk.green : same),
    action: (action) => actions[action],
    error: chalk.red.bold,
  };
}
