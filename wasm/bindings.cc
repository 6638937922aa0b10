// What JavaScript sees of Weighbridge (weighbridge.d.ts says it in its own words). Bindings only.
#include <emscripten/bind.h>

#include "weigh.h"

EMSCRIPTEN_BINDINGS(weighbridge) {
  emscripten::function("weigh", &weighbridge::wasm::weigh);
  emscripten::function("version", &weighbridge::wasm::version);
  emscripten::function("heapBytes", &weighbridge::wasm::heap_bytes);
}
