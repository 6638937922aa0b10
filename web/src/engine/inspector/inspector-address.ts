// Where the inspector's worker finds its module. Kept apart, because the npm package has an address of its own
// (npm/browser/inspector-address.ts).

import wasmUrl from '#engine/weighbridge-inspector.wasm?url';

export function inspectorAddress(): string {
  return new URL(wasmUrl, import.meta.url).href;
}
