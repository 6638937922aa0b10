// What is common to the three parts of the npm package that Vite builds; build.mjs says which they are.
//
// Three things must survive into the package as they are, because a reader's own bundler, or the browser itself, looks for them:
// `new Worker(new URL('./worker.js', import.meta.url))`, the two `new URL('./weighbridge.wasm', import.meta.url)` in the worker, the same of the
// inspector, and file names without a hash.

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {defineConfig, type Plugin} from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page starts its worker and finds its engine by addresses that Vite makes up; the package's are fixed, and may lie on another site. */
const addressesOfThePackage: Plugin = {
  name: 'addresses-of-the-package',
  enforce: 'pre',
  resolveId(source, importer) {
    const name = /\/(spawn|wasm-address|inspector-address)\.js$/.exec(source)?.[1];
    return name !== undefined && importer?.includes('/web/') ? here(`./browser/${name}.ts`) : null;
  },
};

/**
 * Vite would take the patterns for its own and write others; so they come in last. Each is one expression with the file's name in it:
 * of a name that comes from a variable webpack makes a search among all files (since 5.101), which finds nothing.
 */
const writtenOut: Plugin = {
  name: 'addresses-written-out',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code
        .replaceAll('__WEIGHBRIDGE_WORKER__', "new URL('./worker.js',import.meta.url)")
        .replaceAll('__WEIGHBRIDGE_INSPECTOR__', "new URL('./inspector.js',import.meta.url)")
        .replaceAll('__WEIGHBRIDGE_INSPECTOR_WASM__', "new URL('./weighbridge-inspector.wasm',import.meta.url)")
        .replaceAll('__WEIGHBRIDGE_REST__', "new URL('./weighbridge-rest.wasm',import.meta.url)")
        .replaceAll('__WEIGHBRIDGE_WASM__', "new URL('./weighbridge.wasm',import.meta.url)")
        .replaceAll('__WEIGHBRIDGE_CHUNK__', JSON.stringify(chunk.fileName));
    }
  },
};

/** Parts that are loaded later are just imported: Vite's way of preloading them has an address from a variable in it as well. */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
};

/** The one place that says the version is CMakeLists.txt. */
const version = /project\(weighbridge VERSION (\d+\.\d+\.\d+)/.exec(readFileSync(here('../../CMakeLists.txt'), 'utf8'))?.[1];
if (version === undefined) throw new Error('CMakeLists.txt names no version');

/** The engine's glue is made for a worker, and asks where that was loaded from before it is told where the engine is. */
const glueUnderNode: Plugin = {
  name: 'glue-under-node',
  apply: (_, {isSsrBuild}) => isSsrBuild === true,
  transform: (code, id) => (/\/weighbridge(-inspector)?\.mjs$/.test(id) ? {code: `const self = {location: {href: import.meta.url}};\n${code}`, map: null} : null),
};

export default defineConfig({
  root: here('..'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  define: {__WEIGHBRIDGE_VERSION__: JSON.stringify(version)},
  resolve: {alias: {'#engine': process.env['WEIGHBRIDGE_ENGINE'] ?? here('../../build/wasm')}},
  assetsInclude: ['**/warm-up.weights.h5'],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      output: {entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name][extname]'},
    },
  },
  plugins: [addressesOfThePackage, withoutPreloading, writtenOut, glueUnderNode],
});
