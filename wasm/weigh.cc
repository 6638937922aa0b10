#include "weigh.h"

#include <emscripten/heap.h>

#include "session.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"

namespace weighbridge::wasm {

std::string weigh(const std::string& file_name, int source_id, double size_bytes) {
  return Session(file_name, source_id, size_bytes).report();
}

std::string explain_message(const std::string& pasted) { return messages_to_json(answer_message(pasted, nullptr)); }

std::string version() { return std::string(kVersion); }

double heap_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace weighbridge::wasm
