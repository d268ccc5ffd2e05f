import { defineConfig } from 'vitest/config';
import { textPlugin } from './scripts/plugins.mjs';

export default defineConfig({
  plugins: [{ ...textPlugin(), enforce: 'pre' }],
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
});
