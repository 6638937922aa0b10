// The calls behind the bindings: plain functions over plain values.
#ifndef WEIGHBRIDGE_WASM_MODULE_H_
#define WEIGHBRIDGE_WASM_MODULE_H_

#include <string>

#include "weighbridge/messages.h"

namespace weighbridge::wasm {

// What a pasted error message means, without a file: {"match":...,"messages":[...],"nearest":[...]}; no messages when
// it is not known.
[[nodiscard]] std::string explain_message(const std::string& pasted, const std::string& audience);

// "terminal", or anything else for the page.
[[nodiscard]] Audience audience_of(const std::string& name);

// {"package","version","known","name"}, or {"error": a sentence for the user}.
[[nodiscard]] std::string read_keras(const std::string& text);

// [{"said","name","known"}]: what a reader chooses from; `said` is for read_keras().
[[nodiscard]] std::string keras_lines();

[[nodiscard]] std::string version();

// The size of the module's memory: it only grows, so this is the most that was ever needed.
[[nodiscard]] double heap_bytes();

// Has the system hand over so much memory now, and keeps it for what comes. Nothing is lost where it can't be had.
void reserve_memory(double size_bytes);

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_MODULE_H_
