// node esbuild.mjs
import {copyFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {build} from 'esbuild';

await build({
  entryPoints: ['main.js'],
  outdir: 'dist',
  bundle: true,
  format: 'esm', // import.meta.url, by which the worker is found, is in modules only
  splitting: true, // what is seldom needed is loaded when it is
  minify: true,
});

// esbuild leaves the addresses of the workers and their modules as they are: these files must lie beside the script.
for (const name of ['worker.js', 'weighbridge.wasm', 'weighbridge-rest.wasm', 'inspector.js', 'weighbridge-inspector.wasm']) {
  copyFileSync(fileURLToPath(import.meta.resolve(`weighbridge/dist/${name}`)), `dist/${name}`);
}
