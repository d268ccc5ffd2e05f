import { createScreen } from '../render/screen.js';
import { toAscii } from '../text/ascii.js';
import { shorten } from '../text/shorten.js';
import { visible } from '../text/visible.js';
import type { Io } from './io/io.js';
import { writeMessage } from './io/output.js';
import { showsUnicode } from './locale.js';

/** mmerr's own words in characters that the locale has. */
export function inLocale({ env }: Pick<Io, 'env'>, words: string): string {
  return showsUnicode(env, process.platform) ? words : toAscii(words);
}

/** Writes a message on standard error, wrapped to a terminal at blanks. */
export async function say(io: Pick<Io, 'env' | 'stderr'>, message: string): Promise<void> {
  const words = inLocale(io, message);
  const { isTTY, columns } = io.stderr;
  if (!isTTY || !columns || words.length <= columns || !words.startsWith('mmerr: ')) {
    return writeMessage(io.stderr, words);
  }
  const { wrap } = await createScreen(columns, 0);
  return writeMessage(io.stderr, wrap(words, 0));
}

/** The maximum length of a query in messages, in characters. */
const MAX_MENTION = 60;

/** A query as mentioned in messages: quoted, on one line, and cut if it is long. */
export function mention(query: string): string {
  return `'${shorten(visible(query.trim().replace(/\s+/g, ' ')), MAX_MENTION)}'`;
}

/** A file as mentioned in messages. */
export function fileName(path: string): string {
  return path === '' ? "''" : visible(path);
}
