/** A run of words that two sentences share, or that one of them has alone. */
export interface Segment {
  readonly text: string;
  readonly kind: 'same' | 'removed' | 'added';
}

/** A word, a run of white space, a single ideograph, or any other single character. */
const TOKEN =
  /\s+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])[\p{L}\p{M}\p{N}_%])+|./gsu;

/** The largest table of comparisons, words times words; beyond it sentences are only told apart as wholes. */
const MOST_COMPARISONS = 1_000_000;

/**
 * Compares two sentences word by word, by their longest common subsequence.
 *
 * @param from The old sentence.
 * @param to The new one.
 * @returns Segments in reading order, removed before added. Those that are not added make up `from`,
 *   those that are not removed make up `to`.
 */
export function diffWords(from: string, to: string): Segment[] {
  const a = from.match(TOKEN) ?? [];
  const b = to.match(TOKEN) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end++;
  }
  const steps: Segment[] = [];
  const add = (kind: Segment['kind'], words: readonly string[]) => {
    if (words.length > 0) steps.push({ text: words.join(''), kind });
  };
  add('same', a.slice(0, start));
  compare(a.slice(start, a.length - end), b.slice(start, b.length - end), add);
  add('same', a.slice(a.length - end));
  return joinSteps(steps);
}

/** Walks along the longest common subsequence of two lists of words. */
function compare(
  a: readonly string[],
  b: readonly string[],
  add: (kind: Segment['kind'], words: readonly string[]) => void,
): void {
  if (a.length * b.length > MOST_COMPARISONS) {
    add('removed', a);
    add('added', b);
    return;
  }
  // lengths[i * width + j]: how many words a from i on and b from j on have in common, in order.
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', [a[i++] as string]);
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      add('removed', [a[i++] as string]);
    } else {
      add('added', [b[j++] as string]);
    }
  }
}

/**
 * Joins single words to runs: of a changed place first all that was removed, then all that was
 * added. A blank between two changed words is no landmark; taken into both it keeps them together.
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
