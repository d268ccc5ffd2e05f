import { parseTemplate } from '../message/template.js';

/** Units of time, in seconds. */
const UNITS: readonly [unit: RegExp, seconds: number][] = [
  [/^\s*(?:seconds?|secs?|s|秒)(?![a-z])/i, 1],
  [/^\s*(?:minutes?|mins?|分钟?)(?![a-z])/i, 60],
  [/^\s*(?:hours?|hrs?|h|小时)(?![a-z])/i, 3600],
  [/^\s*(?:days?|天)(?![a-z])/i, 86_400],
];

/**
 * Reads the time that a message states with its params: `try again after %s minutes` with `15`, or a
 * value that includes its unit, `24 hours`.
 *
 * @param message A message with placeholders.
 * @param params One value per placeholder.
 * @returns The time in seconds; `undefined` if the message states none.
 */
export function statedSeconds(message: string, params: readonly string[]): number | undefined {
  const { literals, placeholders } = parseTemplate(message);
  if (placeholders !== params.length) return undefined;
  for (let index = 0; index < placeholders; index++) {
    const [, number, rest = ''] =
      /^\s*(\d{1,9}(?:\.\d{1,9})?)(.*)$/s.exec(params[index] as string) ?? [];
    if (number === undefined) continue;
    const unit = rest.trim() === '' ? (literals[index + 1] as string) : rest;
    const seconds = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
    if (seconds !== undefined) return Number(number) * seconds;
  }
  return undefined;
}
