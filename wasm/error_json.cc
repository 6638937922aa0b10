#include "error_json.h"

#include <string_view>

#include "base/json_builder.h"

namespace weighbridge::wasm {
namespace {

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::io:
      return "io";
    case ErrorCode::out_of_range:
      return "out_of_range";
    case ErrorCode::malformed:
      return "malformed";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::limit:
      return "limit";
  }
  return "io";
}

}  // namespace

std::string error_json(const Error& error) {
  JsonBuilder json;
  const auto body = json.object();
  json.add(body, "code", json.of(code_name(error.code)));
  json.add(body, "message", json.of(error.message));
  const auto root = json.object();
  json.add(root, "error", body);
  return json.write_line(root);
}

}  // namespace weighbridge::wasm
