import { checkOptions, checkText, checkTexts } from '../text/check.js';

/** The placeholder of a message; its value comes from the response's `msgParams`. */
const PLACEHOLDER = '%s';

/** The values for a message's placeholders, in order. */
export type Params = readonly string[];

/** A message, parsed once. */
export interface Template {
  /** The message itself. */
  readonly message: string;
  /** The text around the placeholders: always one piece more than there are placeholders. */
  readonly literals: readonly string[];
  /** The number of placeholders in the message. */
  readonly placeholders: number;
}

/** The number of placeholders in a message. */
export function countPlaceholders(message: string): number {
  return message.split(PLACEHOLDER).length - 1;
}

/**
 * Parses a message.
 *
 * @param message A sentence that may contain `%s`.
 */
export function parseTemplate(message: string): Template {
  checkText('message', message);
  const literals = message.split(PLACEHOLDER);
  return { message, literals, placeholders: literals.length - 1 };
}

/**
 * Fills the placeholders of a template, in order.
 *
 * @param template A message or a parsed one.
 * @param params One value per placeholder.
 * @returns The sentence, or `undefined` if the number of values differs from that of the placeholders.
 */
export function render(template: Template | string, params: readonly string[]): string | undefined {
  checkTexts('params', params);
  const { literals, placeholders } = asTemplate(template);
  if (params.length !== placeholders) return undefined;
  let sentence = literals[0] ?? '';
  for (let i = 0; i < placeholders; i++) sentence += `${params[i]}${literals[i + 1]}`;
  return sentence;
}

function asTemplate(template: Template | string): Template {
  if (typeof template === 'string') return parseTemplate(template);
  checkOptions('template', template);
  checkTexts('template.literals', template.literals);
  return template;
}

/**
 * The longest text that is folded to be compared, in characters: each costs some 20 bytes (100 MB
 * took 3 GB and 19 s).
 */
const MAX_FOLDED = 1_000_000;

/** A text normalised for comparison, with the original offset of each character. */
interface Folded {
  readonly text: string;
  /** Offset in the original of each character of `text`, and of its end. */
  readonly offsets: readonly number[];
}

const QUOTES: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"' };

/** Converts to lower case and straight quotes, and each run of white space to one blank. */
function fold(original: string): Folded {
  const offsets: number[] = [];
  const characters: string[] = [];
  for (let i = 0; i < original.length; i++) {
    const unit = original[i] as string;
    if (unit.trim() === '') {
      if (characters.at(-1) === ' ') continue;
      characters.push(' ');
    } else {
      const lower = (QUOTES[unit] ?? unit).toLowerCase();
      // A few letters become two in lower case, but offsets need one character for each.
      characters.push(lower.length === 1 ? lower : unit);
    }
    offsets.push(i);
  }
  offsets.push(original.length);
  return { text: characters.join(''), offsets };
}

/**
 * Splits a text at the literals of a template: the first and the last at its ends, the others at their
 * earliest position. The earliest position never misses a match, so there is no backtracking and the time
 * is linear.
 *
 * @returns The start and end of each value, or `undefined` if the text does not match.
 */
function cut(text: string, literals: readonly string[]): [number, number][] | undefined {
  const first = literals[0] as string;
  const last = literals[literals.length - 1] as string;
  const end = text.length - last.length;
  if (literals.length === 1) return text === first ? [] : undefined;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return undefined;
  const values: [number, number][] = [];
  let start = first.length;
  for (let i = 1; i < literals.length - 1; i++) {
    const literal = literals[i] as string;
    const at = text.indexOf(literal, start);
    if (at < 0 || at + literal.length > end) return undefined;
    values.push([start, at]);
    start = at + literal.length;
  }
  values.push([start, end]);
  return values;
}

/**
 * Extracts the values from a filled sentence: the inverse of {@link render}.
 *
 * The text must be the whole sentence. Case, white space and the kind of quotes may differ. If a value
 * could end in several places, it ends at the first. A text of more than a million characters must match
 * exactly.
 *
 * @param template A message or a parsed one.
 * @param text The sentence, possibly with white space around it.
 * @returns The values of the placeholders in order (none for a message without placeholders), or
 *   `undefined` if the text is not this sentence.
 */
export function match(template: Template | string, text: string): string[] | undefined {
  checkText('text', text);
  const { literals } = asTemplate(template);
  const exact = cut(text, literals);
  if (exact) return exact.map(([start, end]) => text.slice(start, end));
  const original = text.trim();
  if (original.length > MAX_FOLDED) return undefined;
  const folded = fold(original);
  const values = cut(folded.text, trimEnds(literals.map((literal) => fold(literal).text)));
  return values?.map(([start, end]) =>
    original.slice(folded.offsets[start], folded.offsets[end]).trim(),
  );
}

/** Literals without white space at both ends of the sentence, to match a trimmed text. */
function trimEnds(literals: readonly string[]): string[] {
  const last = literals.length - 1;
  return literals.map((literal, i) => {
    const head = i === 0 ? literal.trimStart() : literal;
    return i === last ? head.trimEnd() : head;
  });
}
