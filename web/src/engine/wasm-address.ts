// Where the worker finds the engine. Kept apart, because the npm package has an address of its own (npm/browser/wasm-address.ts).

import restUrl from '#engine/weighbridge-rest.wasm?url';
import wasmUrl from '#engine/weighbridge.wasm?url';

export function wasmAddress(): string {
  return new URL(wasmUrl, import.meta.url).href;
}

export function restAddress(): string {
  return new URL(restUrl, import.meta.url).href;
}
