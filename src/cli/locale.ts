import type { Io } from './io/io.js';

/**
 * Whether text may be more than ASCII: what the locale says (POSIX: `LC_ALL`, then `LC_CTYPE`, then
 * `LANG`). Where none says anything, most terminals know UTF-8; not so the Linux console, whose fonts
 * lack most signs, and the old console of Windows, which newer ones tell themselves apart from.
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
