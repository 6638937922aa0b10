// Where the package's inspector finds its module: beside itself, or where the reader's bundler has put it.

import {versioned} from './versioned.js';

/** `new URL('./weighbridge-inspector.wasm', import.meta.url)`, put in by vite.config.ts, like the engine's in wasm-address.ts. */
declare const __WEIGHBRIDGE_INSPECTOR_WASM__: URL;

export function inspectorAddress(): string {
  return versioned(__WEIGHBRIDGE_INSPECTOR_WASM__.href);
}
