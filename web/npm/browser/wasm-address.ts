// Where the package's worker finds the engine: beside itself, or where the reader's bundler has put it.

import {versioned} from './versioned.js';

/** `new URL('./weighbridge.wasm', import.meta.url)`, put in by vite.config.ts: bundlers look for the whole expression, with the name in it. */
declare const __WEIGHBRIDGE_WASM__: URL;
declare const __WEIGHBRIDGE_REST__: URL;

export function wasmAddress(): string {
  return versioned(__WEIGHBRIDGE_WASM__.href);
}

export function restAddress(): string {
  return versioned(__WEIGHBRIDGE_REST__.href);
}
