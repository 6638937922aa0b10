// The tests of the web part live in tests/web. `unit` needs nothing but Node; `browser` drives Debian's Chromium over the built site,
// `engines` the core of the same in Chromium, Firefox and WebKit.

import {fileURLToPath} from 'node:url';

import {defineConfig} from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The tests lie outside this folder, so that Node would not find its packages from there.
const outside = ['vitest', 'playwright-core', 'puppeteer-core', 'selenium-webdriver'];
const resolve = {alias: Object.fromEntries(outside.map((name) => [name, here(`./node_modules/${name}`)]))};
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
          // A machine that builds at the same time needs more than the second that is given by default.
          expect: {poll: {timeout: 15_000}},
          // One browser at a time: two of them on two cores measure each other.
          fileParallelism: false,
        },
      },
      {
        resolve,
        server,
        root: here('..'),
        test: {
          name: 'engines',
          include: ['tests/web/engines/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/web/support/build-stand-in.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A machine that builds at the same time needs more than the second that is given by default.
          expect: {poll: {timeout: 15_000}},
        },
      },
    ],
  },
});
