// npx rollup -c
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import resolve from '@rollup/plugin-node-resolve';

// Rollup leaves the addresses of the worker and the engine as they are: both files must lie beside the script.
const engineBesideTheScript = {
  name: 'engine-beside-the-script',
  generateBundle() {
    for (const fileName of ['worker.js', 'weighbridge.wasm']) {
      this.emitFile({type: 'asset', fileName, source: readFileSync(fileURLToPath(import.meta.resolve(`weighbridge/dist/${fileName}`)))});
    }
  },
};

export default {
  input: {main: './main.js'},
  output: {dir: 'dist', format: 'es'},
  plugins: [resolve({browser: true}), engineBesideTheScript],
};
