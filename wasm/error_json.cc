#include "error_json.h"

#include <yyjson.h>

#include <cstdlib>
#include <string_view>

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
  yyjson_mut_doc* doc = yyjson_mut_doc_new(nullptr);
  yyjson_mut_val* root = yyjson_mut_obj(doc);
  yyjson_mut_doc_set_root(doc, root);
  yyjson_mut_val* body = yyjson_mut_obj_add_obj(doc, root, "error");
  const std::string_view code = code_name(error.code);
  yyjson_mut_obj_add_strn(doc, body, "code", code.data(), code.size());
  yyjson_mut_obj_add_strn(doc, body, "message", error.message.data(), error.message.size());
  std::size_t size = 0;
  char* text = yyjson_mut_write(doc, 0, &size);
  std::string json = text != nullptr ? std::string(text, size) : R"({"error":{"code":"io","message":"the file could not be read"}})";
  std::free(text);
  yyjson_mut_doc_free(doc);
  return json;
}

}  // namespace weighbridge::wasm
