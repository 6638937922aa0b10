// The service worker of the site (src/app/service-worker.ts): every file of the folder is in its precache.

import {VitePWA} from 'vite-plugin-pwa';

/**
 * The largest file that may be stored, the engine (2.3 MB) with room to grow. Workbox's own limit, 2 MiB, would leave it out; a file
 * above this one fails the build.
 */
const largestFileBytes = 6 * 1024 * 1024;

/** Not files that a page asks for: compressed twins, what is meant for the host or for search engines, maps. */
const notStored = ['**/*.{br,gz,map}', '_headers', 'robots.txt', 'sitemap.xml', 'icons/card.png', 'service-worker.js'];

export function offline() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/app',
    filename: 'service-worker.ts',
    registerType: 'prompt',
    // The page registers it itself (src/app/offline.ts), and the manifest is a file of public/.
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*'],
      globIgnores: notStored,
      maximumFileSizeToCacheInBytes: largestFileBytes,
      // The name of a built asset holds the hash of its content.
      dontCacheBustURLsMatching: /^assets\//,
    },
  });
}
