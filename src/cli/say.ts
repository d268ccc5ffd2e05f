import { toAscii } from '../text/ascii.js';
import { type Io, write } from './io/io.js';
import { showsUnicode } from './locale.js';

/** mmerr's own words in characters that the locale has. */
export function inLocale({ env }: Pick<Io, 'env'>, words: string): string {
  return showsUnicode(env, process.platform) ? words : toAscii(words);
}

/** Writes a message on standard error. */
export function say(io: Pick<Io, 'env' | 'stderr'>, message: string): Promise<void> {
  return write(io.stderr, inLocale(io, message));
}
