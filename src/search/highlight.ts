import { parseTemplate } from '../message/template.js';
import type { Entry } from '../table/entry.js';
import { textOf } from './corpus.js';
import { isLight, placeWords, readWords, type Word } from './words.js';

/** The ranges of a message's literal text, without its placeholders. */
export function literalsOf(message: string): [number, number][] {
  const matches: [number, number][] = [];
  let start = 0;
  for (const literal of parseTemplate(message).literals) {
    const text = literal.trim();
    if (text !== '') {
      const at = start + literal.indexOf(text);
      matches.push([at, at + text.length]);
    }
    start += literal.length + 2;
  }
  return matches;
}

/**
 * The ranges of some words of a message; adjacent words share one range. Function words are left out
 * unless they join two others.
 */
export function stretches(entry: Entry, positions: readonly number[]): [number, number][] {
  const { message } = entry;
  if (positions.length === 0) return [];
  const words = readWords(textOf(entry));
  const places = placeWords(textOf(entry));
  const telling = positions.filter(
    (position, i) =>
      !isLight((words[position] as Word).text) ||
      (positions[i - 1] === position - 1 && positions[i + 1] === position + 1),
  );
  const matches: [number, number][] = [];
  for (const position of telling) {
    const [start, end] = places[position] as [number, number];
    const last = matches.at(-1);
    if (last && message.slice(last[1], start).trim() === '') last[1] = end;
    else matches.push([start, end]);
  }
  return matches;
}
