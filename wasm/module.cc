#include "module.h"

#include <emscripten/heap.h>

#include <cstddef>
#include <cstdlib>

#include "base/json_builder.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"
#include "weighbridge/my_keras.h"

namespace weighbridge::wasm {

Audience audience_of(const std::string& name) { return name == "terminal" ? Audience::terminal : Audience::page; }

std::string explain_message(const std::string& pasted, const std::string& audience) {
  return messages_to_json(answer_message(pasted, nullptr, audience_of(audience)));
}

std::string read_keras(const std::string& text) {
  const auto keras = read_my_keras(text);
  JsonBuilder json;
  const auto root = json.object();
  if (keras) {
    json.add(root, "package", json.of(keras->package));
    json.add(root, "version", json.of(keras->version));
    json.add(root, "known", json.of(keras->is_known));
    json.add(root, "name", json.of(name_for_people(*keras)));
  } else {
    json.add(root, "error", json.of(keras.error().message));
  }
  return json.write_line(root);
}

std::string keras_lines() {
  JsonBuilder json;
  const auto list = json.array();
  for (const MyKeras& keras : known_lines_of_keras()) {
    const auto line = json.object();
    json.add(line, "said", json.of(said(keras)));
    json.add(line, "name", json.of(name_for_people(keras)));
    json.add(line, "known", json.of(keras.is_known));
    json.append(list, line);
  }
  return json.write_line(list);
}

std::string version() { return std::string(kVersion); }

double heap_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

// The system gives a page of memory when it is first written, not when it is asked for.
void reserve_memory(double size_bytes) {
  constexpr std::size_t kPageBytes = 4096;
  const auto size = static_cast<std::size_t>(size_bytes);
  auto* const begin = static_cast<volatile char*>(std::malloc(size));
  if (begin == nullptr) return;
  for (std::size_t at = 0; at < size; at += kPageBytes) begin[at] = 0;
  std::free(const_cast<char*>(begin));
}

}  // namespace weighbridge::wasm
