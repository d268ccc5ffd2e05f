/** The placeholder of a message; its value comes from the response's `msgParams`. */
const PLACEHOLDER = '%s';

/** A message, parsed once. */
export interface Template {
  /** The message itself. */
  readonly message: string;
  /** The text around the placeholders: always one piece more than there are placeholders. */
  readonly literals: readonly string[];
  /** How many placeholders the message holds. */
  readonly placeholders: number;
}

/** How many placeholders a message holds. */
export function countPlaceholders(message: string): number {
  return message.split(PLACEHOLDER).length - 1;
}

/**
 * Parses a message.
 *
 * @param message A sentence that may hold `%s`.
 */
export function parseTemplate(message: string): Template {
  const literals = message.split(PLACEHOLDER);
  return { message, literals, placeholders: literals.length - 1 };
}

/**
 * Fills a template's placeholders in order.
 *
 * @param template A message or a parsed one.
 * @param params One value a placeholder.
 * @returns The sentence, or `undefined` when the number of values is not that of the placeholders.
 */
export function render(template: Template | string, params: readonly string[]): string | undefined {
  const { literals, placeholders } =
    typeof template === 'string' ? parseTemplate(template) : template;
  if (params.length !== placeholders) return undefined;
  let sentence = literals[0] ?? '';
  for (let i = 0; i < placeholders; i++) sentence += `${params[i]}${literals[i + 1]}`;
  return sentence;
}

/**
 * Reads the value of a response's `msgParams`.
 *
 * @param value The field as it came: a comma-separated string, or a list.
 * @returns The values, blanks around them taken off; none for an absent, empty or unreadable field.
 */
export function splitParams(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.every((item) => ['string', 'number', 'boolean'].includes(typeof item))
      ? value.map(String)
      : [];
  }
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string' || value.trim() === '') return [];
  return value.split(',').map((param) => param.trim());
}
