#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "weighbridge/finding.h"

namespace weighbridge::evidence {
namespace {

constexpr std::size_t kMaxExcerptBytes = 200;

// Names and values come from the user's file; what reaches the report is always valid UTF-8.
std::string clean(const std::string& from_file) { return text::to_valid_utf8(from_file); }

}  // namespace

Evidence at(std::string path, std::string what) { return {"at", {{"path", clean(path)}, {"what", clean(what)}}}; }

Evidence absent(std::string path, std::string what) { return {"absent", {{"path", clean(path)}, {"what", clean(what)}}}; }

Evidence attribute(std::string path, std::string name, std::string value) {
  return {"attribute", {{"path", clean(path)}, {"name", clean(name)}, {"value", clean(value)}}};
}

Evidence bytes(std::uint64_t offset, std::string hex, std::string what) {
  return {"bytes", {{"offset", offset}, {"hex", std::move(hex)}, {"what", clean(what)}}};
}

Evidence measurement(std::string what, double value, std::string unit) {
  return {"measurement", {{"what", clean(what)}, {"value", value}, {"unit", std::move(unit)}}};
}

Evidence excerpt(std::string what, std::string text) {
  return {"excerpt", {{"what", clean(what)}, {"text", text::shorten(clean(text), kMaxExcerptBytes)}}};
}

Evidence pair(std::string what, std::string expected, std::string found) {
  return {"pair", {{"what", clean(what)}, {"expected", clean(expected)}, {"found", clean(found)}}};
}

Evidence list(std::string what, std::vector<std::string> items) {
  for (std::string& item : items) item = clean(item);
  return {"list", {{"what", clean(what)}, {"items", std::move(items)}}};
}

}  // namespace weighbridge::evidence
