import { expect } from 'vitest';

/** The CPU time of a call, in milliseconds. */
function cpuOf(call: () => unknown): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Below this a measurement says nothing, in milliseconds. */
const NOISE = 40;

/** Four times the size may take this many times as long. */
const MOST = 5;

/** How often the sizes are compared: the collector disturbs one comparison, a square shows in each. */
const ATTEMPTS = 5;

/**
 * Expects that CPU time grows with the size of a text, not with its square: of sizes n, 2n and 4n.
 *
 * @param read Reads a text.
 * @param textOf Makes a text of a size.
 * @param size The smallest size; a square has to show at four times this size.
 * @param what Is read, for the message.
 */
export function expectLinear(
  read: (text: string) => unknown,
  textOf: (size: number) => string,
  size: number,
  what = 'it',
): void {
  const texts = [size, 2 * size, 4 * size].map(textOf);
  const measured: number[][] = [];
  while (measured.length < ATTEMPTS) {
    const large = cpuOf(() => read(texts[2] as string));
    if (large <= MOST * NOISE) return;
    const [small, middle] = texts.slice(0, 2).map((text) => cpuOf(() => read(text)));
    if (large <= MOST * (small as number)) return;
    measured.push([small, middle, large].map((time) => Math.round(time as number)));
  }
  expect.fail(`${what}: milliseconds for n, 2n and 4n: ${measured.map(String).join('; ')}`);
}
