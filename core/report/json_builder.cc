#include "report/json_builder.h"

#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace weighbridge::report {

JsonBuilder::Value JsonBuilder::of(double number) {
  constexpr double kLargestExact = 9007199254740992;  // 2^53
  if (!std::isfinite(number)) return null();
  if (std::abs(number) <= kLargestExact && std::trunc(number) == number) {
    return yyjson_mut_sint(doc_.get(), static_cast<std::int64_t>(number));
  }
  return yyjson_mut_real(doc_.get(), number);
}

JsonBuilder::Value JsonBuilder::of(std::string_view text) {
  if (text::is_valid_utf8(text)) return yyjson_mut_strncpy(doc_.get(), text.data(), text.size());
  const std::string valid = text::to_valid_utf8(text);
  return yyjson_mut_strncpy(doc_.get(), valid.data(), valid.size());
}

JsonBuilder::Value JsonBuilder::of(const std::vector<std::string>& items) {
  const Value list = array();
  for (const std::string& item : items) append(list, of(item));
  return list;
}

JsonBuilder::Value JsonBuilder::of(const std::vector<std::uint64_t>& items) {
  const Value list = array();
  for (std::uint64_t item : items) append(list, of(item));
  return list;
}

std::string JsonBuilder::write_line(Value root) {
  yyjson_mut_doc_set_root(doc_.get(), root);
  std::size_t size = 0;
  char* text = yyjson_mut_write(doc_.get(), YYJSON_WRITE_NEWLINE_AT_END, &size);
  std::string out = text == nullptr ? std::string() : std::string(text, size);
  std::free(text);
  return out;
}

}  // namespace weighbridge::report
