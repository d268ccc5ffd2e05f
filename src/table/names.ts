import { HTTP_STATUS, STATUSES, type Status } from './entry.js';

/** The maximum length of a name, in characters. */
const MAX_NAME = 50;

/** Reads a name from a list, in any case, with blanks, `-` or `_` between its words. */
export function readName<T extends string>(text: string, names: readonly T[]): T | undefined {
  if (text.length > MAX_NAME) return undefined;
  const loose = (name: string) => name.replace(/[\s_-]+/g, '_').toLowerCase();
  const wanted = loose(text);
  return names.find((name) => loose(name) === wanted);
}

/** The HTTP numbers that are a status, in order. */
export const HTTP_NUMBERS = [...new Set(Object.values(HTTP_STATUS))].sort((a, b) => a - b);

/** What {@link readStatus} reads, for error messages. */
export const STATUS_FORMS = `a gRPC name such as NOT_FOUND, or ${HTTP_NUMBERS.join(', ')}`;

/**
 * Reads a status by its name or its HTTP number.
 *
 * @returns All statuses with the number, the usual one first; none if it is not a status.
 */
export function readStatus(text: string): readonly Status[] {
  const withNumber = STATUSES.filter((status) => String(HTTP_STATUS[status]) === text);
  // 500 usually means INTERNAL rather than UNKNOWN; for other numbers the first status is the usual one.
  if (withNumber.length > 0) return withNumber.sort((a, b) => rank(a) - rank(b));
  const named = readName(text, STATUSES);
  return named ? [named] : [];
}

const rank = (status: Status) => (status === 'INTERNAL' ? -1 : 0);
