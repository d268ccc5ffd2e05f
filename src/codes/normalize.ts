import { withoutInvisible } from '../text/invisible.js';

/** What may surround a quoted code. Each run is looked at once: from its start, not from anywhere in it. */
const EDGES = /^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu;

/** What may separate its parts. */
const SEPARATORS = /[\s_\-\p{Pd}.]+/gu;

/** Reduces a code to its letters and digits: no case, no blanks, no `_`. */
export function squash(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .replace(EDGES, '')
    .replace(SEPARATORS, '')
    .toUpperCase();
}

/** Replaces the letters of a squashed code that look like digits by those. */
export function lookAlikesToDigits(squashed: string): string {
  return squashed.replace(/O/g, '0').replace(/[IL|]/g, '1').replace(/S/g, '5').replace(/B/g, '8');
}
