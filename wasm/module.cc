#include "module.h"

#include <emscripten/heap.h>

#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"

namespace weighbridge::wasm {

Audience audience_of(const std::string& name) { return name == "terminal" ? Audience::terminal : Audience::page; }

std::string explain_message(const std::string& pasted, const std::string& audience) {
  return messages_to_json(answer_message(pasted, nullptr, audience_of(audience)));
}

std::string version() { return std::string(kVersion); }

double heap_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace weighbridge::wasm
