import { shorten } from '../text/shorten.js';
import { visible } from '../text/visible.js';

/** A longer query is cut where it is mentioned, in characters. */
const MAX_MENTION = 60;

/** A query as messages mention it: on one line, in quotes, its beginning only. */
export function mention(query: string): string {
  return `'${shorten(visible(query.trim().replace(/\s+/g, ' ')), MAX_MENTION)}'`;
}
