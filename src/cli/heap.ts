import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** How much goes through between two looks at the heap, in bytes: less than makes it grow twice. */
const INTERVAL = 256 << 10;

/** How large V8's new space need be for a stream, in bytes: much of the work at hand fits in. */
const ENOUGH = 8 << 20;

/** The last version of V8 that this has been tried on: that of Node 24. */
const LAST_TRIED_V8 = 13;

/** Keeps V8 from taking more and more memory for the short-lived objects of a long stream. */
export interface HeapLimit {
  /** So many more bytes have gone through. */
  advance(bytes: number): void;
}

/**
 * Makes a limit for V8's new space. Each collection finds the objects of the chunk in work alive,
 * and V8 takes their sum over time as a reason to double the space, up to 32 MiB a half on Node 24.
 * `--max-semi-space-size` only works when Node starts, but the factor by which the space grows is
 * read each time that it does: 1 leaves it as it is.
 */
export function createHeapLimit(): HeapLimit {
  let left = INTERVAL;
  let limited = Number.parseInt(process.versions.v8 ?? '', 10) > LAST_TRIED_V8;
  return {
    advance(bytes) {
      left -= bytes;
      if (left > 0 || limited) return;
      left = INTERVAL;
      const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
      if (!space || space.space_size < ENOUGH) return;
      setFlagsFromString('--semi-space-growth-factor=1');
      limited = true;
    },
  };
}
