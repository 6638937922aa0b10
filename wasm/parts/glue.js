// Prepended to weighbridge.mjs, for its module is in two parts (parts.cmake): weighbridge.wasm has what verdicts call, weighbridge-rest.wasm
// everything else. Whatever calls that too early is broken off, and the instance is of no use any more.
var instantiateFirst = Module['instantiateWasm'];
var restIsThere = false;

function placeholder(place) {
  return (...args) => {
    if (restIsThere) return wasmTable.get(Number(place))(...args); // Embind holds what stood in the table at first
    const error = new Error('weighbridge-rest.wasm was needed before it was added');
    error.name = 'RestNeeded';
    throw error;
  };
}

Module['instantiateWasm'] = (imports, receive) =>
  instantiateFirst({...imports, 'placeholder': new Proxy({}, {get: (_, place) => placeholder(place)})}, receive);

Module['addRest'] = (rest) => {
  new WebAssembly.Instance(rest, {'primary': wasmExports});
  restIsThere = true;
};
