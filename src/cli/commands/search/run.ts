import { renderHits, renderTabbedHits } from '../../../render/search.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import { fileHint, readAllText } from '../../io/input.js';
import { claimStdin } from '../../io/stdin.js';

export interface SearchCommandOptions {
  readonly limit?: number;
}

/** A best result that scores less may well be none. */
const CLOSE = 0.4;

/** Searches codes by message and prints them, best first. */
export async function runSearch(
  context: Context,
  words: readonly string[],
  options: SearchCommandOptions = {},
): Promise<number> {
  const only = words.length === 1 && words[0] === '-';
  if (only) claimStdin(context.io.stdin, 'input');
  const query = only ? await readAllText(context.io.stdin) : words.join(' ');
  if (query.trim() === '') throw new UsageError('nothing to search for: the query is empty');
  const { DEFAULT_LIMIT, search } = await import('../../../search/search.js');
  const table = await context.table();
  const limit = options.limit ?? DEFAULT_LIMIT;
  // One more than is shown tells whether there are more.
  const found = search(table, query, { limit: limit + 1 });
  const hits = found.slice(0, limit);

  if (context.options.json) {
    await context.printJson(
      hits.map(({ entry, score, params }) => ({ ...entry, score, ...(params ? { params } : {}) })),
    );
  } else if (hits.length > 0) {
    const screen = await context.screen();
    await context.print(
      screen.columns === undefined ? renderTabbedHits(screen, hits) : renderHits(screen, hits),
    );
  }
  const isCut = options.limit === undefined && found.length > limit;
  if (isCut && context.io.stdout.isTTY && !context.options.json) {
    await context.warn(`the best ${limit} are shown; for more: --limit ${5 * limit}`);
  }
  const asked = visible(query.trim().replace(/\s+/g, ' '));
  const shown = asked.length > 60 ? `${asked.slice(0, 60)}…` : asked;
  const [best] = hits;
  if (best) {
    if (best.score < CLOSE && !context.options.json) {
      await context.warn(`nothing fits '${shown}' closely; this comes nearest`);
    }
    return EXIT.found;
  }
  const hint = fileHint(query) || '; try fewer or other words';
  await context.warn(`nothing found for '${shown}'${hint}`);
  return EXIT.nothing;
}
