/**
 * How often a property is tried: the fast tests try each a quarter as often, the slow ones several times as
 * often. `MMERR_TEST_RUNS` multiplies it, for longer runs by hand.
 */
export const runs = (count: number): number =>
  Math.ceil(count * Number(process.env.MMERR_TEST_RUNS ?? 1));
