#include "weigh.h"

#include <emscripten/heap.h>

#include "session.h"
#include "weighbridge/analyze.h"

namespace weighbridge::wasm {

std::string weigh(const std::string& file_name, int source_id, double size_bytes) {
  return Session(file_name, source_id, size_bytes).report();
}

std::string version() { return std::string(kVersion); }

double heap_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace weighbridge::wasm
