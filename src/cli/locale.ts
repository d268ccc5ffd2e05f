import type { Io } from './io/io.js';

/**
 * Whether text may go beyond ASCII, according to the locale (POSIX: `LC_ALL`, then `LC_CTYPE`, then
 * `LANG`). Without a locale, terminals are assumed to know UTF-8, except for the Linux console, whose
 * fonts lack most symbols, and the old Windows console, which sets none of the variables of newer ones.
 */
export function showsUnicode(env: Io['env'], platform: string): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (locale) return /utf-?8/i.test(locale);
  if (env.TERM === 'linux') return false;
  if (platform !== 'win32') return true;
  return Boolean(
    env.WT_SESSION ||
      env.ConEmuTask ||
      env.TERM_PROGRAM ||
      /^(?:xterm|alacritty)/.test(env.TERM ?? ''),
  );
}
