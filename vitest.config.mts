import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of memory and growth: minutes, not seconds. */
const SLOW = 'test/**/*.slow.test.ts';

/** Tests that coverage gains nothing from: those of the built program, and many runs of the same. */
const NOT_COVERING = [
  'test/laws/**',
  'test/package/{package,browser}.test.ts',
  'test/**/{pipes,picker,pager,streams}.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // One more than there are cores: many tests wait for other processes.
    maxWorkers: availableParallelism() + 1,
    // A loaded machine delays signals and pipes now and then.
    retry: process.env.CI ? 2 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, SLOW],
          env: { MMERR_TEST_RUNS: process.env.MMERR_TEST_RUNS ?? '0.25' },
        },
      },
      {
        extends: true,
        test: {
          name: 'in-process',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, SLOW, ...NOT_COVERING],
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          // The laws once more, each tried many more times.
          include: [SLOW, 'test/laws/explain.test.ts'],
          env: { MMERR_TEST_RUNS: process.env.MMERR_TEST_RUNS ?? '4' },
          testTimeout: 180_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: 'text-summary',
      // What runs in this process alone: the built program is not counted.
      thresholds: { statements: 94, branches: 89, functions: 94, lines: 95 },
    },
  },
});
