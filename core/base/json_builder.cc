#include "base/json_builder.h"

#include <yyjson.h>

#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace weighbridge {

using Value = JsonBuilder::Value;

JsonBuilder::JsonBuilder() : doc_(yyjson_mut_doc_new(nullptr)) {}
void JsonBuilder::Free::operator()(yyjson_mut_doc* doc) const { yyjson_mut_doc_free(doc); }

Value JsonBuilder::object() { return yyjson_mut_obj(doc_.get()); }
Value JsonBuilder::array() { return yyjson_mut_arr(doc_.get()); }
Value JsonBuilder::null() { return yyjson_mut_null(doc_.get()); }
Value JsonBuilder::of(bool flag) { return yyjson_mut_bool(doc_.get(), flag); }
Value JsonBuilder::of(std::uint64_t number) { return yyjson_mut_uint(doc_.get(), number); }

void JsonBuilder::add(Value object, std::string_view key, Value value) {
  yyjson_mut_obj_add(object, yyjson_mut_strn(doc_.get(), key.data(), key.size()), value);
}

void JsonBuilder::append(Value array, Value value) { yyjson_mut_arr_append(array, value); }

Value JsonBuilder::of(double number) {
  constexpr double kLargestExact = 9007199254740992;  // 2^53
  if (!std::isfinite(number)) return null();
  if (std::abs(number) <= kLargestExact && std::trunc(number) == number) {
    return yyjson_mut_sint(doc_.get(), static_cast<std::int64_t>(number));
  }
  return yyjson_mut_real(doc_.get(), number);
}

Value JsonBuilder::of(std::string_view text) {
  if (text::is_valid_utf8(text)) return yyjson_mut_strncpy(doc_.get(), text.data(), text.size());
  const std::string valid = text::to_valid_utf8(text);
  return yyjson_mut_strncpy(doc_.get(), valid.data(), valid.size());
}

Value JsonBuilder::of(const std::vector<std::string>& items) {
  const Value list = array();
  for (const std::string& item : items) append(list, of(item));
  return list;
}

Value JsonBuilder::of(const std::vector<std::uint64_t>& items) {
  const Value list = array();
  for (std::uint64_t item : items) append(list, of(item));
  return list;
}

std::string JsonBuilder::write(Value root) {
  std::size_t size = 0;
  char* text = yyjson_mut_val_write(root, YYJSON_WRITE_NOFLAG, &size);
  if (text == nullptr) std::abort();  // no memory: what operator new does then
  std::string out(text, size);
  std::free(text);
  return out;
}

std::string JsonBuilder::write_line(Value root) { return write(root) + '\n'; }

}  // namespace weighbridge
