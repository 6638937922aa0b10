#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "weighbridge/finding.h"

namespace weighbridge::evidence {
namespace {

constexpr std::size_t kMaxExcerptBytes = 200;

// Names and values come from the user's file; what reaches the report is always valid UTF-8.
std::string clean(std::string_view from_file) { return text::to_valid_utf8(from_file); }

}  // namespace

Evidence at(std::string_view path, std::string_view what) {
  return {"at", {{"path", clean(path)}, {"what", clean(what)}}};
}

Evidence absent(std::string_view path, std::string_view what) {
  return {"absent", {{"path", clean(path)}, {"what", clean(what)}}};
}

Evidence attribute(std::string_view path, std::string_view name, std::string_view value) {
  return {"attribute", {{"path", clean(path)}, {"name", clean(name)}, {"value", clean(value)}}};
}

Evidence bytes(std::uint64_t offset, std::string hex, std::string_view what) {
  return {"bytes", {{"offset", offset}, {"hex", std::move(hex)}, {"what", clean(what)}}};
}

Evidence measurement(std::string_view what, double value, std::string unit) {
  return {"measurement", {{"what", clean(what)}, {"value", value}, {"unit", std::move(unit)}}};
}

Evidence excerpt(std::string_view what, std::string_view text) {
  return {"excerpt", {{"what", clean(what)}, {"text", text::shorten(clean(text), kMaxExcerptBytes)}}};
}

Evidence pair(std::string_view what, std::string_view expected, std::string_view found) {
  return {"pair", {{"what", clean(what)}, {"expected", clean(expected)}, {"found", clean(found)}}};
}

Evidence list(std::string_view what, std::vector<std::string> items) {
  for (std::string& item : items) item = clean(item);
  return {"list", {{"what", clean(what)}, {"items", std::move(items)}}};
}

}  // namespace weighbridge::evidence
