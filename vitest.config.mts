import { defineConfig } from 'vitest/config';

/** What takes minutes: growth, fuzz runs. `npm run test:slow` runs it. */
const SLOW = 'test/**/*.slow.test.ts';

export default defineConfig(({ mode }) => ({
  test:
    mode === 'slow'
      ? { include: [SLOW], testTimeout: 120_000 }
      : { include: ['test/**/*.test.ts'], exclude: [SLOW], testTimeout: 30_000 },
}));
