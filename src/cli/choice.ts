import { editDistance } from '../text/edit-distance.js';
import { visible } from '../text/visible.js';
import { UsageError } from './errors.js';

/**
 * Reads an option that takes one of a few values, in any case.
 *
 * @param more What else may be given, for the error message.
 * @throws {UsageError} For any other value; the message suggests the nearest one or lists all.
 */
export function choose<T extends string>(
  option: string,
  value: string,
  values: readonly T[],
  more = '',
): T {
  const wanted = value.toLowerCase();
  const found = values.find((known) => known.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const limit = Math.min(3, Math.floor(value.length / 2));
  const near = values.find((known) => editDistance(wanted, known.toLowerCase(), limit) <= limit);
  const hint = near
    ? `did you mean ${visible(near)}?`
    : `expected one of ${visible(values.join(', '))}${more}`;
  throw new UsageError(`invalid --${option} '${visible(value)}'; ${hint}`);
}
