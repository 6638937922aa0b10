// Fetches the engine's two parts, one behind the other.

import createWeighbridge, {type Weighbridge, type WeighbridgeHost} from '#engine/weighbridge.mjs';

import {Parts} from './parts.js';
import {restAddress, wasmAddress} from './wasm-address.js';

/** As it comes in, where the host says what it is. */
async function compiled(address: string): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

function instanceOf(module: WebAssembly.Module, readAt: WeighbridgeHost['readAt']): Promise<Weighbridge> {
  return createWeighbridge({readAt, instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(module, imports))});
}

/** Settles when the first part is there, and the rest was asked for: from then on nothing else is fetched. */
export async function loadParts(readAt: WeighbridgeHost['readAt'], forget: () => void): Promise<{parts: Parts; engine: Weighbridge}> {
  const module = await compiled(wasmAddress());
  const engine = await instanceOf(module, readAt);
  return {parts: new Parts(engine, compiled(restAddress()), () => instanceOf(module, readAt), forget), engine};
}
