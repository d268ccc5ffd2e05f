import { shorten } from '../text/shorten.js';
import { visible } from '../text/visible.js';

/** The maximum length of a query in messages, in characters. */
const MAX_MENTION = 60;

/** A query as mentioned in messages: quoted, on one line, and cut if it is long. */
export function mention(query: string): string {
  return `'${shorten(visible(query.trim().replace(/\s+/g, ' ')), MAX_MENTION)}'`;
}
