/**
 * How often a property is tried: the slow tests try the laws several times as often as the fast ones.
 * `MMERR_TEST_RUNS` multiplies it, for longer runs by hand.
 */
export const runs = (count: number): number =>
  Math.ceil(count * Number(process.env.MMERR_TEST_RUNS ?? 1));
