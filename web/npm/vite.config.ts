// What is common to the three parts of the npm package that Vite builds; build.mjs says which they are.
//
// Three things must survive into the package as they are, because a reader's own bundler, or the browser itself, looks for them:
// `new Worker(new URL('./worker.js', import.meta.url))`, the address of the engine relative to the worker, and file names without a hash.

import {fileURLToPath} from 'node:url';

import {defineConfig, type Plugin} from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page starts its worker by an address that Vite makes up; the package's is fixed, and may lie on another site. */
const spawnOfThePackage: Plugin = {
  name: 'spawn-of-the-package',
  enforce: 'pre',
  resolveId: (source, importer) => (source.endsWith('/spawn.js') && importer?.includes('/web/') ? here('./browser/spawn.ts') : null),
};

/** Vite would take the pattern for its own and write another; so it comes in last. */
const workerPattern: Plugin = {
  name: 'worker-pattern',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll('__WEIGHBRIDGE_WORKER__', "new URL('./worker.js',import.meta.url)");
    }
  },
};

/** The engine's glue is made for a worker, and asks where that was loaded from before it is told where the engine is. */
const glueUnderNode: Plugin = {
  name: 'glue-under-node',
  apply: (_, {isSsrBuild}) => isSsrBuild === true,
  transform: (code, id) => (id.endsWith('/weighbridge.mjs') ? {code: `const self = {location: {href: import.meta.url}};\n${code}`, map: null} : null),
};

export default defineConfig({
  root: here('..'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  resolve: {alias: {'#engine': process.env['WEIGHBRIDGE_ENGINE'] ?? here('../../build/wasm')}},
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
  plugins: [spawnOfThePackage, workerPattern, glueUnderNode],
});
