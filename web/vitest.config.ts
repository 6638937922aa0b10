// The tests of the web part live in tests/web. `unit` needs nothing but Node; `browser` drives Debian's Chromium over the built site.

import {fileURLToPath} from 'node:url';

import {defineConfig} from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The tests lie outside this folder, so that Node would not find its packages from there.
const resolve = {alias: {vitest: here('./node_modules/vitest'), 'playwright-core': here('./node_modules/playwright-core')}};
const server = {fs: {allow: [here('..')]}};

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {resolve, server, root: here('..'), test: {name: 'unit', include: ['tests/web/unit/*.test.ts'], environment: 'node'}},
      {
        resolve,
        server,
        root: here('..'),
        test: {
          name: 'browser',
          include: ['tests/web/browser/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/web/support/build-stand-in.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One browser at a time: two of them on two cores measure each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
