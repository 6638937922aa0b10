// worker.js, inspector.js and their modules keep their names from version to version, so that bundlers and people find them. A browser or a CDN may
// still hold those of the version before: so the package asks for them with its version in the address.

declare const __WEIGHBRIDGE_VERSION__: string;

/** A bundler's own name changes with the content; to that nothing is added, and nothing to what is no address on the web. */
export function versioned(address: string): string {
  return /^https?:[^?#]*\/(worker\.js|inspector\.js|weighbridge(-rest|-inspector)?\.wasm)$/.test(address) ? `${address}?v=${__WEIGHBRIDGE_VERSION__}` : address;
}
