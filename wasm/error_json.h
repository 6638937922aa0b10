// An Error as JavaScript gets it: {"error":{"code":"io","message":"..."}}.
#ifndef WEIGHBRIDGE_WASM_ERROR_JSON_H_
#define WEIGHBRIDGE_WASM_ERROR_JSON_H_

#include <string>

#include "weighbridge/result.h"

namespace weighbridge::wasm {

[[nodiscard]] std::string error_json(const Error& error);

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_ERROR_JSON_H_
