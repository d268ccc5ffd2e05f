import { resolve } from 'node:path';

/** Where bundled packages are taken from. */
export const RESOLVE = {
  // jsonc-parser's `main` cannot be bundled.
  mainFields: ['module', 'main'],
  // yaml's build for Node asks for `process` and `buffer`, which no browser has; this one runs in both.
  alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') },
};
