import { diffArrays } from 'diff';

/** A run of words that both sentences have, or only one of them. */
export interface Segment {
  readonly text: string;
  readonly kind: 'same' | 'removed' | 'added';
}

/** A word, a run of white space, a single ideograph, or any other single character. */
const TOKEN =
  /\s+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])[\p{L}\p{M}\p{N}_%])+|./gsu;

/** If more words than this differ, sentences are compared as a whole: time grows with the square. */
const MOST_CHANGES = 1000;

/**
 * Compares two sentences word by word.
 *
 * @param from The old sentence.
 * @param to The new one.
 * @returns Segments in reading order, removed before added. All but the added ones make up `from`, all
 *   but the removed ones make up `to`.
 */
export function diffWords(from: string, to: string): Segment[] {
  const options = { maxEditLength: MOST_CHANGES };
  const changes = diffArrays(from.match(TOKEN) ?? [], to.match(TOKEN) ?? [], options) ?? [
    { value: [from], removed: true, added: false },
    { value: [to], removed: false, added: true },
  ];
  return joinSteps(
    changes.map(({ value, removed, added }) => ({
      text: value.join(''),
      kind: removed ? 'removed' : added ? 'added' : 'same',
    })),
  );
}

/**
 * Joins neighbouring steps: at each change, everything removed, then everything added. Two changes with
 * only white space between them are joined, and the white space goes into both sides.
 */
function joinSteps(steps: readonly Segment[]): Segment[] {
  const segments: Segment[] = [];
  let same = '';
  let removed = '';
  let added = '';
  const flush = () => {
    if (same) segments.push({ text: same, kind: 'same' });
    if (removed) segments.push({ text: removed, kind: 'removed' });
    if (added) segments.push({ text: added, kind: 'added' });
    same = removed = added = '';
  };
  steps.forEach(({ text, kind }, index) => {
    const changing = removed !== '' || added !== '';
    const next = steps[index + 1];
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (removed && added && next && next.kind !== 'same' && text.trim() === '') {
      removed += text;
      added += text;
    } else {
      if (changing) flush();
      same += text;
    }
  });
  flush();
  return segments;
}
