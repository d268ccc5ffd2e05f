import { render } from '../message/template.js';
import type { SearchHit } from '../search/answer.js';
import { visible } from '../text/visible.js';
import { renderReadingNote } from './entry.js';
import { renderRows, tabbed } from './list.js';
import type { Screen } from './screen.js';
import { PLAIN } from './style.js';

/** The message of a hit, with the values that were found filled in. */
function hitSentence({ entry, params }: SearchHit): string {
  return (params && render(entry.message, params)) ?? entry.message;
}

/** The message of a hit with the matched words highlighted. */
function marked(screen: Screen, hit: SearchHit): string {
  const { message } = hit.entry;
  const sentence = hitSentence(hit);
  if (screen.style === PLAIN) return visible(sentence);
  if (sentence !== message) return screen.style.match(visible(sentence));
  let text = '';
  let from = 0;
  for (const [start, end] of hit.matches) {
    text += visible(message.slice(from, start));
    text += screen.style.match(visible(message.slice(start, end)));
    from = end;
  }
  return text + visible(message.slice(from));
}

/** Search results for a pipe, one per line. */
export function renderTabbedHits(screen: Screen, hits: readonly SearchHit[]): string {
  return hits.map((hit) => tabbed(screen, hit.entry.code, marked(screen, hit))).join('\n');
}

/** Search results for a terminal, best first: matched words highlighted, status and action below. */
export function renderHits(screen: Screen, hits: readonly SearchHit[]): string {
  const { style } = screen;
  const rows = renderRows(
    screen,
    hits.map((hit) => {
      const { code, status, action } = hit.entry;
      const judged = [
        ...(status ? [style.status(status)(status)] : []),
        ...(action ? [style.action(action)(action)] : []),
      ].join(', ');
      return { code, text: marked(screen, hit), ...(judged ? { under: style.quiet(judged) } : {}) };
    }),
  );
  const note = renderReadingNote(
    screen,
    hits.map(({ entry }) => entry),
  );
  return [rows, ...note].join('\n\n');
}
