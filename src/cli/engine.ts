import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** How much goes through between two looks at the heap, in bytes: less than makes it grow twice. */
const INTERVAL = 256 << 10;

/** How large V8's new space need be for a stream, in bytes: much of the work at hand fits in. */
const ENOUGH = 8 << 20;

/** The version of V8 in Node 20. */
const V8_OF_NODE_20 = 11;

/** The last version of V8 that this has been tried on: that of Node 24. */
const LAST_TRIED_V8 = 13;

/** Keeps V8 suited to a long stream. */
export interface Engine {
  /** So many more bytes have gone through. */
  advance(bytes: number): void;
}

/**
 * Tells V8 that a long stream of short work follows.
 *
 * Its new space is kept from growing: each collection finds the objects of the chunk in work alive,
 * and V8 takes their sum over time as a reason to double the space, up to 32 MiB a half on Node 24.
 * `--max-semi-space-size` only works when Node starts, but the factor by which the space grows is
 * read each time that it does: 1 leaves it as it is.
 *
 * On Node 20, functions are optimized later than usual: beside the log's other end and this one the
 * optimizing compiler needs a core of its own, for longer than 250 MB take. Later versions have a
 * cheaper compiler between.
 */
export function prepareEngine(): Engine {
  const version = Number.parseInt(process.versions.v8 ?? '', 10);
  if (version === V8_OF_NODE_20) setFlagsFromString('--interrupt-budget=500000');
  let left = INTERVAL;
  let settled = !(version <= LAST_TRIED_V8);
  return {
    advance(bytes) {
      left -= bytes;
      if (left > 0 || settled) return;
      left = INTERVAL;
      const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
      if (!space || space.space_size < ENOUGH) return;
      setFlagsFromString('--semi-space-growth-factor=1');
      settled = true;
    },
  };
}
