// npx rollup -c
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import resolve from '@rollup/plugin-node-resolve';

// Rollup leaves the addresses of the workers and their modules as they are: these files must lie beside the script.
const engineBesideTheScript = {
  name: 'engine-beside-the-script',
  generateBundle() {
    for (const fileName of ['worker.js', 'weighbridge.wasm', 'weighbridge-rest.wasm', 'inspector.js', 'weighbridge-inspector.wasm']) {
      this.emitFile({type: 'asset', fileName, source: readFileSync(fileURLToPath(import.meta.resolve(`weighbridge/dist/${fileName}`)))});
    }
  },
};

export default {
  input: {main: './main.js'},
  output: {dir: 'dist', format: 'es'},
  plugins: [resolve({browser: true}), engineBesideTheScript],
};
